import { newestFirst } from "../run/order.ts";
import type { Run } from "../run/run.ts";
import type { RunSummary } from "../run/run-summary.ts";
import { sameCommand } from "./command-words.ts";
import { dataDifferences } from "./differences.ts";

/**
 * Those of `others` that repeat a run: finished, of the same experiment, code, data and command, and with the same parameters
 * but for the ones that `varying` names. Where a job was run again, its newest attempt counts; of runs that no workflow started
 * one of each choice of parameters does, because the same seed twice tells nothing new.
 */
export function repeatsOf(run: Run, others: readonly Run[], varying: readonly string[]): readonly Run[] {
  const repeats = others.filter((other) => other.status === "finished" && isRepeat(run, other, varying));
  return repeats.filter((one) => ![run, ...repeats].some((other) => supersedes(other, one, run)));
}

/** Whether one run repeats another one, however it ended. */
export function isRepeat(run: Run, other: Run, varying: readonly string[]): boolean {
  return mayRepeat(run, other, varying) && sameCode(run, other) && sameCommand(run, other, new Set(varying));
}

/** The same as far as a summary tells, which leaves out changes that no commit has, and the command. */
export function mayRepeat(run: RunSummary, other: RunSummary, varying: readonly string[]): boolean {
  return (
    other.id !== run.id &&
    other.experiment === run.experiment &&
    other.source.commit === run.source.commit &&
    sameParams(run, other, new Set(varying)) &&
    sameInputs(run, other)
  );
}

/** Legs of one workflow run have the same code. Anywhere else it has to be known, with what was changed since the commit. */
function sameCode(a: Run, b: Run): boolean {
  if (a.trigger !== null && a.trigger.runId === b.trigger?.runId) return true;
  const [before, after] = [patchOf(a), patchOf(b)];
  return a.source.commit !== null && before !== undefined && before === after;
}

/** The digest of what no commit has, "" for nothing; undefined where it is not known. */
function patchOf({ source, files }: Run): string | undefined {
  return source.dirty ? files.find(({ role }) => role === "patch")?.digest : "";
}

function sameParams(a: RunSummary, b: RunSummary, free: ReadonlySet<string>): boolean {
  const names = new Set([...Object.keys(a.params), ...Object.keys(b.params)]);
  return [...names].every(
    (name) =>
      free.has(name) ||
      (Object.hasOwn(a.params, name) && Object.hasOwn(b.params, name) && a.params[name] === b.params[name]),
  );
}

function sameInputs(a: RunSummary, b: RunSummary): boolean {
  return a.data.length === b.data.length && dataDifferences(a.data, b.data).length === 0;
}

const NOTHING_FREE: ReadonlySet<string> = new Set();

/** The run that is compared counts in any case. */
function supersedes(later: Run, earlier: Run, compared: Run): boolean {
  if (later.id === earlier.id || !sameParams(later, earlier, NOTHING_FREE)) return false;
  const [a, b] = [later.trigger, earlier.trigger];
  if (a === null && b === null) return later.id === compared.id || newestFirst(later, earlier) < 0;
  return a !== null && b !== null && a.runId === b.runId && a.job === b.job && a.runAttempt > b.runAttempt;
}
