import type { ParamValue, Run } from "../run/run.ts";
import { asidesOf } from "./asides.ts";
import { type CompareContext, compareMetrics, listMetrics, overallVerdict } from "./compare-metrics.ts";
import type { CodeChange, Comparison } from "./comparison.ts";
import { dataByName, environmentDifferences, findDifferences, sameData, sameGoal } from "./differences.ts";

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
    params: findDifferences(paramsByName(candidate, asides), paramsByName(reference, asides)),
    data: findDifferences(dataByName(candidate.data), dataByName(reference.data), sameData),
    environment: environmentDifferences(candidate.environment, reference.environment),
    code: codeChange(candidate, reference),
    goals: findDifferences(entries(candidate.goals), entries(reference.goals), sameGoal),
  };
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

function codeChange({ source }: Run, reference: Run | null): CodeChange {
  const repository = source.repository?.fullName ?? null;
  const other = reference?.source.repository?.fullName ?? null;
  return {
    repository,
    commit: source.headCommit ?? source.commit,
    // Commits of two repositories have no diff between them that a link could show.
    reference: repository === other && reference !== null ? reference.source.commit : null,
    dirty: source.dirty,
  };
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
