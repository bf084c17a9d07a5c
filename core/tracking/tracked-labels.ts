import type { TrackedRun } from "../ports/tracking-store.ts";
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
  const known = new Set(runs.map(({ id }) => id));
  const children = Map.groupBy(runs, (run) => parentOf(run, known) ?? "");
  const places: TrackedPlace[] = [];
  const seen = new Set<string>();
  const visit = (parent: string, above: string) => {
    const taken = new Set<string>();
    for (const [index, run] of (children.get(parent) ?? []).toSorted(byStart).entries()) {
      if (seen.has(run.id)) continue;
      seen.add(run.id);
      const name = freeName(shownName(run, index + 1), taken);
      const group = above === "" ? name : `${above}/${name}`;
      places.push({ run, group, isNested: above !== "" });
      visit(run.id, group);
    }
  };
  visit("", "");
  return places;
}

/** A parent that is not among the runs counts for nothing, and neither does a run that is its own ancestor. */
function parentOf(run: TrackedRun, known: ReadonlySet<string>): string | undefined {
  const parent = run.tags.find(({ key }) => key === PARENT_TAG)?.value;
  return parent !== undefined && parent !== run.id && known.has(parent) ? parent : undefined;
}

function byStart(a: TrackedRun, b: TrackedRun): number {
  return a.started - b.started || compareText(a.id, b.id);
}

function shownName({ id, name }: TrackedRun, turn: number): string {
  const shown = name.replaceAll("/", "-").trim().slice(0, 60);
  return shown === "" || name === nameRun(id) ? `run-${turn}` : shown;
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}-${count}`;
  taken.add(free);
  return free;
}
