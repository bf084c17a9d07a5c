import { evaluateTemplate, evaluateText, holds, type Plain, type Scope } from "./expression.ts";
import { cellName, expandMatrix, type MatrixCell } from "./matrix.ts";
import type { Conclusion } from "./run-state.ts";
import { property } from "./template.ts";
import type { JobDefinition } from "./workflow.ts";

/** A job, all of its matrix together, as `needs` of later jobs see it. */
export interface FinishedJob {
  readonly result: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
  /** It, or a job it needed, failed. */
  readonly failedInChain: boolean;
}

export type FinishedJobs = ReadonlyMap<string, FinishedJob>;

/** What expressions of a job itself (not of its steps) may refer to. */
export interface PlanContext {
  readonly github: Plain;
  readonly inputs: Readonly<Record<string, string>>;
  readonly finished: FinishedJobs;
  readonly isCancelled: boolean;
}

/** One job to run: one combination of the matrix. */
export interface PlannedJob {
  readonly name: string;
  readonly cell: MatrixCell;
  readonly labels: readonly string[];
  readonly timeoutMinutes: number;
  readonly toleratesFailure: boolean;
  readonly strategy: Plain;
}

export interface JobPlan {
  readonly isSkipped: boolean;
  readonly failsFast: boolean;
  readonly jobs: readonly PlannedJob[];
}

/** https://docs.github.com/actions/reference/limits: six hours a job. */
const DEFAULT_TIMEOUT_MINUTES = 360;

/** Decides whether a job runs and expands its matrix. A skipped job is one job of its plain name. */
export function planJob(definition: JobDefinition, context: PlanContext): JobPlan {
  const scope = planScope(definition, context, {});
  if (!holds(definition.condition, scope)) {
    return { isSkipped: true, failsFast: true, jobs: [planCell(definition, context, [{}], 0)] };
  }
  const strategy = property(definition.written, "strategy");
  const cells = expandMatrix(evaluateTemplate(property(strategy, "matrix"), scope));
  const jobs = cells.map((_, index) => planCell(definition, context, cells, index));
  return { isSkipped: false, failsFast: failsFast(definition, scope), jobs };
}

/** The order of jobs: each after those that it needs, else as written. */
export function orderJobs(jobs: readonly JobDefinition[]): readonly JobDefinition[] {
  const ordered: JobDefinition[] = [];
  const left = [...jobs];
  while (left.length > 0) {
    const done = new Set(ordered.map((job) => job.key));
    const next = left.findIndex((job) => job.needs.every((need) => done.has(need)));
    // GitHub's parser refuses cycles, so that one of the rest can always go.
    ordered.push(...left.splice(Math.max(0, next), 1));
  }
  return ordered;
}

/** The `needs` context of a job. */
export function needsContext(
  definition: JobDefinition,
  finished: FinishedJobs,
): Readonly<Record<string, Plain>> {
  const pairs = definition.needs.map((need) => {
    const job = finished.get(need);
    return [need, { result: job?.result ?? "skipped", outputs: { ...job?.outputs } }] as const;
  });
  return Object.fromEntries(pairs);
}

function planCell(
  definition: JobDefinition,
  context: PlanContext,
  cells: readonly MatrixCell[],
  index: number,
): PlannedJob {
  const cell = cells[index] ?? {};
  const { written } = definition;
  const scope = planScope(definition, context, cell);
  const minutes = property(written, "timeout-minutes");
  const runsOn = evaluateTemplate(property(written, "runs-on"), scope);
  return {
    name: jobName(definition, scope, cell),
    cell,
    labels: labelsOf(runsOn),
    timeoutMinutes: minutes === null ? DEFAULT_TIMEOUT_MINUTES : Number(evaluateText(minutes, scope)),
    toleratesFailure: evaluateText(property(written, "continue-on-error"), scope) === "true",
    strategy: {
      "job-index": index,
      "job-total": cells.length,
      "fail-fast": failsFast(definition, scope),
      "max-parallel": 1,
    },
  };
}

function failsFast(definition: JobDefinition, scope: Scope): boolean {
  const written = property(property(definition.written, "strategy"), "fail-fast");
  return evaluateTemplate(written, scope) !== false;
}

/** A name with expressions stands alone; any other is followed by the combination. */
function jobName(definition: JobDefinition, scope: Scope, cell: MatrixCell): string {
  const name = property(definition.written, "name");
  const isExpression = typeof name === "object" && name !== null;
  return isExpression
    ? evaluateText(name, scope)
    : cellName(typeof name === "string" ? name : definition.key, cell);
}

function labelsOf(runsOn: Plain): readonly string[] {
  if (typeof runsOn === "string") return [runsOn];
  return Array.isArray(runsOn) ? runsOn.map(String) : [];
}

function planScope(definition: JobDefinition, context: PlanContext, matrix: MatrixCell): Scope {
  const needed = definition.needs.map((need) => context.finished.get(need));
  const succeeded = needed.every((job) => job?.result === "success");
  const failed = needed.some((job) => job?.failedInChain === true);
  return {
    contexts: {
      github: context.github,
      inputs: context.inputs,
      vars: {},
      needs: needsContext(definition, context.finished),
      matrix,
    },
    functions: {
      always: () => true,
      success: () => succeeded && !context.isCancelled,
      failure: () => failed && !context.isCancelled,
      cancelled: () => context.isCancelled,
    },
  };
}
