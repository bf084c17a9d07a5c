import { digestOfText } from "../core/canonical.ts";
import { PedigreeError } from "../core/errors.ts";
import type { ModelName, Sha256, StageName } from "../core/names.ts";
import type { RegistryHistory } from "../core/ports/registry-history.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import { parseCanonical, parseDocument } from "../core/registry/documents.ts";
import { standingOf } from "../core/registry/fold.ts";
import { formatPath, type VersionFile } from "../core/registry/layout.ts";
import { type Stages, stagesSchema } from "../core/registry/stages.ts";
import { type Version, versionSchema } from "../core/registry/version.ts";
import { nothingMeant, versionsMeant, type WhichVersion } from "../core/registry/version-reference.ts";
import { type Run, runSchema } from "../core/run/run.ts";
import { requireReference } from "./find-version.ts";
import { parseModelName, unknownModel } from "./read-log.ts";

/** `churn`, `churn@production` or `churn@3`. */
export interface ModelReference {
  readonly model: ModelName;
  /** Null for the model alone. */
  readonly which: WhichVersion | null;
}

/** A version in full: where it stands, where it comes from, and the digests of its files. */
export interface ShownVersion {
  readonly version: number;
  readonly stage: StageName;
  readonly since: string;
  readonly pull: number;
  readonly record: Version;
  readonly data: Run["data"];
  readonly card: Sha256 | null;
}

export interface ShownModel {
  readonly stages: Stages;
  /** The versions that were asked for by stage or number; none when the model alone was. */
  readonly versions: readonly ShownVersion[];
}

/** Raises NAME_INVALID for a name that no model can have, and INPUT_INVALID for neither a stage nor a version. */
export function parseModelReference(text: string): ModelReference {
  return text.includes("@") ? requireReference(text) : { model: parseModelName(text), which: null };
}

/** Who holds what at the tip. Raises MODEL_UNKNOWN, VERSION_UNKNOWN or STAGE_UNKNOWN. */
export async function showModel(
  history: RegistryHistory,
  { model, which }: ModelReference,
): Promise<ShownModel> {
  const tree = await history.tree(history.tip, `models/${model}`);
  const path = formatPath({ kind: "stages", model });
  const file = tree.get(path);
  if (file === undefined) throw await unknownModel(history, model);
  const stages = parseCanonical(stagesSchema, await history.readText(file.blob), path);
  const numbers = which === null ? [] : chosen(stages, which);
  const versions = numbers.map((number) => showVersion({ history, tree, stages }, number));
  return { stages, versions: await Promise.all(versions) };
}

function chosen(stages: Stages, which: WhichVersion): readonly number[] {
  const numbers = versionsMeant(stages, which);
  if (numbers.length === 0) throw nothingMeant(stages, which);
  return numbers;
}

interface Shelf {
  readonly history: RegistryHistory;
  readonly tree: Tree;
  readonly stages: Stages;
}

async function showVersion(shelf: Shelf, version: number): Promise<ShownVersion> {
  const { stages } = shelf;
  const standing = standingOf(stages, version);
  const file = (name: VersionFile) =>
    formatPath({ kind: "version-file", model: stages.model, version, file: name });
  const [record, run] = await Promise.all([
    requireText(shelf, file("version.json")),
    requireText(shelf, file("run.json")),
  ]);
  const card = shelf.tree.get(file("card.md"));
  if (standing === undefined) throw missing(file("version.json"));
  return {
    version,
    stage: standing.stage,
    since: standing.since,
    pull: standing.pull,
    record: parseCanonical(versionSchema, record, file("version.json")),
    data: parseDocument(runSchema, run, file("run.json")).data,
    card: card === undefined ? null : digestOfText(await shelf.history.readText(card.blob)),
  };
}

async function requireText({ history, tree }: Shelf, path: string): Promise<string> {
  const file = tree.get(path);
  if (file === undefined) throw missing(path);
  return history.readText(file.blob);
}

function missing(path: string): PedigreeError {
  return new PedigreeError("REGISTRY_INCONSISTENT", "a file of the version is missing", {
    subject: path,
    remedy: "run pedigree verify to see what does not agree",
  });
}
