import { PedigreeError } from "../core/errors.ts";
import { type Ancestor, type AncestorRun, type Ancestry, MAX_ANCESTORS } from "../core/lineage/ancestry.ts";
import { type BaseVersion, formatBaseVersion, parseBaseModel } from "../core/lineage/base-model.ts";
import type { ModelName } from "../core/names.ts";
import type { RegistryRepository, Tree } from "../core/ports/registry-repository.ts";
import { sameRepository } from "../core/registry/provenance.ts";
import type { Run } from "../core/run/run.ts";
import { readVersionRun } from "./read-registry.ts";

type Place = Pick<BaseVersion, "model" | "version">;

/** The frozen run of a registered version, or why there is none. */
export type ReadRun = (place: Place) => Promise<Run | "not-registered" | "unreadable">;

export interface Descendant {
  readonly model: ModelName;
  readonly version: number;
  readonly run: Run;
}

/** A base model as a run of this registry names it. */
interface Named {
  /** The same for the same model, whoever names it. */
  readonly name: string;
  readonly place: Place | Ancestor["training"];
}

/**
 * Follows what a version was made from through the registry, generation by generation, each ancestor once: whoever comes
 * back to one that was seen ends there. Undefined where the run does not say what it was made from.
 */
export async function findAncestry(
  { run, ...start }: Descendant,
  read: ReadRun,
): Promise<Ancestry | undefined> {
  if (run.baseModels === undefined) return undefined;
  const seen = new Set([formatBaseVersion({ registry: null, ...start })]);
  const ancestors: Ancestor[] = [];
  const runs: AncestorRun[] = [];
  let generation: readonly Run[] = [run];
  while (generation.length > 0) {
    const named = generation.flatMap(basesOf).filter(({ name }) => !seen.has(name) && seen.add(name));
    const room = MAX_ANCESTORS - ancestors.length;
    const looked = await Promise.all(named.slice(0, room).map((one) => look(one, read)));
    ancestors.push(...looked.map(({ ancestor }) => ancestor));
    const found = looked.flatMap(({ ancestor: { name }, run: its }) => (its ? [{ name, run: its }] : []));
    runs.push(...found);
    const beyond = named[room];
    if (beyond !== undefined) ancestors.push({ name: beyond.name, training: "too-far" });
    generation = beyond === undefined ? found.map((one) => one.run) : [];
  }
  return { ancestors, runs };
}

function basesOf({ baseModels = [], registration }: Run): readonly Named[] {
  return baseModels.map((text): Named => {
    const base = parseBaseModel(text);
    if (base.kind !== "version")
      return { name: text, place: base.kind === "stage" ? "stage" : "not-a-version" };
    const { registry, model, version } = base;
    const isOwn =
      registry === null || (registration !== null && sameRepository(registry, registration.registry));
    if (!isOwn) return { name: text, place: "other-registry" };
    return { name: formatBaseVersion({ registry: null, model, version }), place: { model, version } };
  });
}

async function look(
  { name, place }: Named,
  read: ReadRun,
): Promise<{ readonly ancestor: Ancestor; readonly run?: Run }> {
  const run = typeof place === "string" ? place : await read(place);
  if (typeof run === "string") return { ancestor: { name, training: run } };
  return { ancestor: { name, training: trainingOf(run) }, run };
}

function trainingOf({ data, baseModels }: Run): Ancestor["training"] {
  if (data.every(({ role }) => role !== "training")) return "no-data";
  return baseModels === undefined ? "silent" : "known";
}

/** Reads runs as the tip of the registry branch has them. */
export function readRunAt(repository: RegistryRepository, tip: Tree): ReadRun {
  return async (place) => {
    try {
      return await readVersionRun(repository, tip, place);
    } catch (error) {
      if (!(error instanceof PedigreeError) || error.family !== "user") throw error;
      return error.code === "VERSION_UNKNOWN" ? "not-registered" : "unreadable";
    }
  };
}
