import type { Comparison, Difference } from "../compare/comparison.ts";
import { type ChangeLine, type CodeView, changeLine, codeView, dataText } from "./changes.ts";

/** A difference that may explain another result. `kind` is one of our own words. */
export interface WhyLine extends ChangeLine {
  readonly kind: "notebook" | "parameter" | "command" | "data" | "software" | "hardware";
}

/** “Why is it different?”: what most often explains a difference comes first. */
export interface WhyView {
  readonly title: string;
  /** What it is held against, as the head of a column. */
  readonly against: "Baseline" | "Last good run";
  /** The last good run of the run's own branch, where it is not the baseline. */
  readonly good: { readonly branch: string; readonly run: string; readonly date: string } | null;
  /** `2 parameters, 1 data version`: counts only. */
  readonly counts: string;
  readonly code: CodeView;
  /** `1 commit`; empty where the number is not known. */
  readonly commits: string;
  /** Nothing that was recorded differs: the difference is chance, or comes from what no record holds. */
  readonly nothing: boolean;
  /** Shown openly, side by side. */
  readonly first: readonly WhyLine[];
  /** Folded. */
  readonly rest: readonly WhyLine[];
  readonly omitted: number;
}

const OPEN_LINES = 6;

export interface WhyOptions {
  readonly max: number;
  readonly server: string;
  readonly good?: WhyView["good"];
  readonly commits?: number | null;
}

/** What differs between a run and what it is compared with, in at most `max` lines; null when nobody needs to ask. */
export function whyDifferent(
  comparison: Comparison,
  { max, server, good = null, commits = null }: WhyOptions,
): WhyView | null {
  const code = codeView(comparison.code, server);
  const all = linesOf(comparison);
  const { commit, reference } = comparison.code;
  const dirty = comparison.code.dirty || comparison.code.referenceDirty;
  const nothing = all.length === 0 && commit !== null && commit === reference && !dirty;
  const asked = !["same", "none"].includes(comparison.verdict);
  if (nothing && !asked) return null;
  // Where the code is not known on both sides, nobody can say that nothing differs.
  if (!nothing && all.length === 0 && code.compare === null && !dirty) return null;
  const lines = all.slice(0, max);
  return {
    title: comparison.verdict === "failed" ? "What changed since the last good run?" : "Why is it different?",
    against: good === null ? "Baseline" : "Last good run",
    good,
    counts: countsOf(all),
    code,
    commits: commits === null ? "" : `${commits} ${commits === 1 ? "commit" : "commits"}`,
    nothing,
    first: lines.slice(0, OPEN_LINES),
    rest: lines.slice(OPEN_LINES),
    omitted: all.length - lines.length,
  };
}

function linesOf({ params, command, data, environment, notebooks = [] }: Comparison): readonly WhyLine[] {
  return [
    ...notebooks.map((difference) => line("notebook", difference, String)),
    ...params.map((difference) => line("parameter", difference, String)),
    ...(command === undefined ? [] : [line("command", command, String)]),
    ...data.map((difference) => line("data", difference, dataText)),
    ...environment.map((difference) => line(difference.part, difference, String)),
  ];
}

function line<T>(kind: WhyLine["kind"], difference: Difference<T>, text: (value: T) => string): WhyLine {
  return { kind, ...changeLine(difference, text) };
}

const PLURALS: Readonly<Record<WhyLine["kind"], readonly [string, string]>> = {
  notebook: ["notebook", "notebooks"],
  parameter: ["parameter", "parameters"],
  command: ["command", "commands"],
  data: ["data version", "data versions"],
  software: ["part of the software", "parts of the software"],
  hardware: ["part of the hardware", "parts of the hardware"],
};

function countsOf(lines: readonly WhyLine[]): string {
  const kinds = ["notebook", "parameter", "command", "data", "software", "hardware"] as const;
  return kinds
    .flatMap((kind) => {
      const count = lines.filter((each) => each.kind === kind).length;
      return count === 0 ? [] : [`${count} ${PLURALS[kind][count === 1 ? 0 : 1]}`];
    })
    .join(", ");
}
