import type { CodeChange, Comparison, Difference } from "../compare/comparison.ts";
import type { DataVersion } from "../data/data-version.ts";

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
}

export interface Changes {
  readonly params: ChangeList | null;
  readonly data: ChangeList | null;
  readonly goals: ChangeList | null;
  readonly environment: ChangeList | null;
}

/** Everything beside the metrics that differs, each list at most `max` long; null where nothing differs. */
export function changesOf(comparison: Comparison, max: number): Changes {
  return {
    params: changeList(comparison.params, String, max),
    data: changeList(comparison.data, dataText, max),
    goals: changeList(comparison.goals, (goal) => `${goal.goal}, tolerance ${goal.tolerance}`, max),
    environment: changeList(comparison.environment, String, max),
  };
}

export function codeView(code: CodeChange, server: string): CodeView {
  const { repository, commit, reference, dirty } = code;
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
  };
}

function changeList<T>(
  differences: readonly Difference<T>[],
  text: (value: T) => string,
  max: number,
): ChangeList | null {
  if (differences.length === 0) return null;
  const lines = differences.slice(0, max).map(({ name, value, reference }) => ({
    name,
    before: reference === null ? null : text(reference),
    after: value === null ? null : text(value),
  }));
  return { total: differences.length, lines, omitted: differences.length - lines.length };
}

/** `sha256 1f9ac2b0e3d4`: enough of an id to tell two apart. */
function dataText(version: DataVersion): string {
  return `${version.scheme} ${(version.digest ?? version.id).slice(0, 12)}`;
}
