import type { TrackedRun } from "../ports/tracking-store.ts";
import { asNamePart, freeName } from "../run/free-name.ts";
import { nameRun } from "./run-name.ts";
import { compareText } from "./text.ts";

/** The tag by which MLflow's clients say that a run is part of another. */
const PARENT_TAG = "mlflow.parentRunId";

/** A run among those of one job. */
export interface TrackedPlace {
  readonly run: TrackedRun;
  /** Names from the outermost run to this one with `/` between; no two runs have the same. */
  readonly group: string;
  /** Whether it is part of another run. */
  readonly isNested: boolean;
}

/**
 * Tells runs apart by their names, parents before their children, each level by start. A run that nobody named is called
 * by its turn, `run-2`: a made-up name would be another one each time, and nothing could be compared.
 */
export function placeTracked(runs: readonly TrackedRun[]): readonly TrackedPlace[] {
  const parents = parentsOf(runs);
  const children = Map.groupBy(runs, (run) => parents.get(run.id) ?? "");
  const places: TrackedPlace[] = [];
  const visit = (parent: string, above: string) => {
    const taken = new Set<string>();
    for (const [index, run] of (children.get(parent) ?? []).toSorted(byStart).entries()) {
      const name = freeName(shownName(run, index + 1), taken);
      const group = above === "" ? name : `${above}/${name}`;
      places.push({ run, group, isNested: above !== "" });
      visit(run.id, group);
    }
  };
  visit("", "");
  return places;
}

/** Run → its parent. One that is not among the runs counts for nothing, and neither does a run that is its own ancestor. */
function parentsOf(runs: readonly TrackedRun[]): ReadonlyMap<string, string> {
  const known = new Set(runs.map(({ id }) => id));
  const named = new Map<string, string>();
  for (const { id, tags } of runs) {
    const parent = tags.find(({ key }) => key === PARENT_TAG)?.value;
    if (parent !== undefined && known.has(parent)) named.set(id, parent);
  }
  return new Map([...named].filter(([id]) => !isOwnAncestor(id, named)));
}

function isOwnAncestor(id: string, parents: ReadonlyMap<string, string>): boolean {
  const passed = new Set<string>();
  for (let above = parents.get(id); above !== undefined && !passed.has(above); above = parents.get(above)) {
    if (above === id) return true;
    passed.add(above);
  }
  return false;
}

function byStart(a: TrackedRun, b: TrackedRun): number {
  return a.started - b.started || compareText(a.id, b.id);
}

function shownName({ id, name }: TrackedRun, turn: number): string {
  const shown = asNamePart(name);
  return shown === "" || name === nameRun(id) ? `run-${turn}` : shown;
}
