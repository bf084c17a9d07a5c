import type { DataInput } from "../policy/facts.ts";
import type { Run } from "../run/run.ts";
import type { Version } from "./version.ts";

/** The training and evaluation inputs of a run, as a decision looks at them. */
export function dataInputs(run: Run): DataInput[] {
  return run.data
    .filter(({ role }) => role !== "other")
    .map(({ name, scheme, strength, role }) => ({ name, scheme, strength, role }));
}

/**
 * A moment before which a version's run read none of its data: the earliest of all that is known. GitHub's start of the
 * workflow run is before everything that the run did; the run's own word may only make its data older, never fresher.
 */
export function dataReadSince({ provenance, createdAt }: Version, run: Run): string {
  const known = [provenance.startedAt ?? createdAt, run.startedAt, createdAt];
  return known.reduce((first, other) => (Date.parse(other) < Date.parse(first) ? other : first));
}
