import { summarizeNotebookDiff } from "../notebook/diff.ts";
import type { NotebookRecord } from "../notebook/notebook.ts";
import type { ParamValue, Run } from "../run/run.ts";
import { asidesOf } from "./asides.ts";
import { commandDifference } from "./command-words.ts";
import { type CompareContext, compareMetrics, listMetrics, overallVerdict } from "./compare-metrics.ts";
import type { CodeChange, Comparison, Difference } from "./comparison.ts";
import { dataDifferences, environmentDifferences, findDifferences, sameGoal } from "./differences.ts";

/**
 * Compares a run with a reference: its baseline, or the run behind a version. Pure and complete: what the comment
 * leaves out for want of room is in here. A run that did not finish is compared, too, but its verdict is `failed`.
 */
export function compareRuns(candidate: Run, reference: Run | null, context: CompareContext = {}): Comparison {
  if (reference === null) return withoutReference(candidate, context);
  const metrics = compareMetrics(candidate, reference, context);
  const asides = new Set([...asidesOf(candidate).params, ...asidesOf(reference).params]);
  return {
    verdict: candidate.status === "finished" ? overallVerdict(metrics) : "failed",
    metrics,
    params: changedFirst(findDifferences(paramsByName(candidate, asides), paramsByName(reference, asides))),
    data: changedFirst(dataDifferences(candidate.data, reference.data)),
    environment: environmentDifferences(candidate.environment, reference.environment),
    code: codeChange(candidate, reference),
    ...notebookChanges(candidate, reference),
    ...commandChange(candidate, reference),
    goals: findDifferences(entries(candidate.goals), entries(reference.goals), sameGoal),
  };
}

function commandChange(candidate: Run, reference: Run): Pick<Comparison, "command"> {
  const command = commandDifference(candidate, reference);
  return command === undefined ? {} : { command };
}

function withoutReference(candidate: Run, context: CompareContext): Comparison {
  return {
    verdict: candidate.status === "finished" ? "none" : "failed",
    metrics: listMetrics(candidate, context),
    params: [],
    data: [],
    environment: [],
    code: codeChange(candidate, null),
    goals: [],
  };
}

function codeChange(candidate: Run, reference: Run | null): CodeChange {
  const { source } = candidate;
  const repository = source.repository?.fullName ?? null;
  const other = reference?.source.repository?.fullName ?? null;
  return {
    repository,
    commit: headOf(candidate),
    // Commits of two repositories have no diff between them that a link could show.
    // A pull request's own commit is a merge that GitHub makes for the moment; its head is what stays.
    reference: reference !== null && repository === other ? headOf(reference) : null,
    dirty: source.dirty,
    referenceDirty: reference?.source.dirty ?? false,
  };
}

/** What has another value is likelier a cause than what is new or gone: that may only be recorded differently. */
function changedFirst<T>(differences: readonly Difference<T>[]): readonly Difference<T>[] {
  const changed = ({ value, reference }: Difference<T>) => value !== null && reference !== null;
  return [...differences.filter(changed), ...differences.filter((each) => !changed(each))];
}

function headOf({ source }: Run): CodeChange["commit"] {
  return source.headCommit ?? source.commit;
}

/** Absent where no notebook differs. One that only one of the runs executed is named as such. */
function notebookChanges(candidate: Run, reference: Run): Pick<Comparison, "notebooks"> {
  const [now, before] = [candidate, reference].map(
    ({ notebooks = [] }) => new Map(notebooks.map((one) => [one.path, one])),
  );
  if (now === undefined || before === undefined) return {};
  const text = ({ cells }: NotebookRecord) => `${cells.length} ${cells.length === 1 ? "cell" : "cells"}`;
  const notebooks = [...new Set([...now.keys(), ...before.keys()])]
    .sort()
    .flatMap((name): Difference<string>[] => {
      const [value, old] = [now.get(name), before.get(name)];
      if (value === undefined || old === undefined) {
        return [
          {
            name,
            value: value === undefined ? null : text(value),
            reference: old === undefined ? null : text(old),
          },
        ];
      }
      const summary = summarizeNotebookDiff(old, value);
      return summary === null ? [] : [{ name, value: summary, reference: text(old) }];
    });
  return notebooks.length === 0 ? {} : { notebooks };
}

/** A parameter that is null is a value like any other, not an absent one. */
function paramsByName(
  { params }: Run,
  asides: ReadonlySet<string>,
): ReadonlyMap<string, Exclude<ParamValue, null>> {
  const compared = Object.entries(params).filter(([name]) => !asides.has(name));
  return new Map(compared.map(([name, value]) => [name, value ?? "null"]));
}

function entries<T>(record: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(record));
}
