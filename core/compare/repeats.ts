import type { Run } from "../run/run.ts";
import { sameData } from "./differences.ts";

/**
 * Those of `others` that repeat a run: finished, of the same experiment, commit and data, and with the same parameters but
 * for the ones that `varying` names. Where a job was run again, its newest attempt counts.
 */
export function repeatsOf(run: Run, others: readonly Run[], varying: readonly string[]): readonly Run[] {
  const free = new Set(varying);
  const repeats = others.filter((other) => other.id !== run.id && isRepeat(run, other, free));
  return repeats.filter((one) => ![run, ...repeats].some((other) => supersedes(other, one)));
}

function isRepeat(run: Run, other: Run, free: ReadonlySet<string>): boolean {
  return (
    other.status === "finished" &&
    other.experiment === run.experiment &&
    other.source.commit === run.source.commit &&
    sameParams(run, other, free) &&
    sameInputs(run, other)
  );
}

function sameParams(a: Run, b: Run, free: ReadonlySet<string>): boolean {
  const names = new Set([...Object.keys(a.params), ...Object.keys(b.params)]);
  return [...names].every(
    (name) =>
      free.has(name) ||
      (Object.hasOwn(a.params, name) && Object.hasOwn(b.params, name) && a.params[name] === b.params[name]),
  );
}

function sameInputs(a: Run, b: Run): boolean {
  const data = new Map(b.data.map((version) => [version.name, version]));
  return (
    a.data.length === b.data.length &&
    a.data.every((version) => {
      const other = data.get(version.name);
      return other !== undefined && sameData(version, other);
    })
  );
}

const NOTHING_FREE: ReadonlySet<string> = new Set();

function supersedes(later: Run, earlier: Run): boolean {
  const [a, b] = [later.trigger, earlier.trigger];
  return (
    a !== null &&
    b !== null &&
    a.runId === b.runId &&
    a.job === b.job &&
    a.runAttempt > b.runAttempt &&
    sameParams(later, earlier, NOTHING_FREE)
  );
}
