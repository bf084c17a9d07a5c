import type { CodeChange, Comparison, Difference } from "../compare/comparison.ts";
import type { DataVersion } from "../data/data-version.ts";
import type { MetricGoal } from "../run/run.ts";

/** One change as text: `null` for what was not there before, or is not there now. */
export interface ChangeLine {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface ChangeList {
  readonly total: number;
  readonly lines: readonly ChangeLine[];
  readonly omitted: number;
}

export interface CodeView {
  readonly commit: string | null;
  readonly commitUrl: string | null;
  readonly compare: { readonly text: string; readonly url: string } | null;
  readonly dirty: boolean;
  readonly referenceDirty: boolean;
}

/** Goals and tolerances that differ from the reference's: the yardstick itself. Null where none does. */
export function goalChanges({ goals }: Comparison, max: number): ChangeList | null {
  const text = (goal: MetricGoal) =>
    `${goal.goal}, tolerance ${goal.tolerance}${goal.take === undefined ? "" : `, ${goal.take}`}`;
  if (goals.length === 0) return null;
  const lines = goals.slice(0, max).map((difference) => changeLine(difference, text));
  return { total: goals.length, lines, omitted: goals.length - lines.length };
}

export function changeLine<T>(
  { name, value, reference }: Difference<T>,
  text: (value: T) => string,
): ChangeLine {
  return {
    name,
    before: reference === null ? null : text(reference),
    after: value === null ? null : text(value),
  };
}

export function codeView(code: CodeChange, server: string): CodeView {
  const { repository, commit, reference, dirty, referenceDirty } = code;
  const base = `${server}/${repository ?? ""}`;
  const linked = repository !== null && commit !== null;
  const compared = linked && reference !== null && reference !== commit;
  return {
    commit: commit === null ? null : commit.slice(0, 7),
    commitUrl: linked ? `${base}/commit/${commit}` : null,
    compare: compared
      ? {
          text: `${reference.slice(0, 7)}...${commit.slice(0, 7)}`,
          url: `${base}/compare/${reference}...${commit}`,
        }
      : null,
    dirty,
    referenceDirty,
  };
}

/** `sha256 1f9ac2b0e3d4`: enough of an id to tell two apart. */
export function dataText(version: DataVersion): string {
  return `${version.scheme} ${(version.digest ?? version.id).slice(0, 12)}`;
}
