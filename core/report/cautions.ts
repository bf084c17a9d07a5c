import type { MetricChange } from "../compare/comparison.ts";
import { MIN_HISTORY } from "../compare/noise.ts";
import { CONFIDENCE } from "../compare/samples.ts";
import type { Baseline } from "../ports/baseline.ts";
import type { RunConfig } from "../run/config.ts";
import type { Against } from "./headline.ts";

export interface CautionInput {
  readonly metrics: readonly MetricChange[];
  readonly baseline: Baseline | null;
  readonly against: Against;
  /** How much was asked for beside the baseline; nothing when left out. */
  readonly compare?: RunConfig["compare"] | undefined;
}

/**
 * What keeps a comparison from meaning what it seems to, one sentence each, of our own words and numbers: a reference that
 * diverged, noise that was asked for and is not known, and what chance does to many metrics.
 */
export function cautionsOf(input: CautionInput): readonly string[] {
  if (input.baseline?.found !== true) return [];
  return [...divergedLines(input), ...noBandLines(input), ...chanceLines(input)];
}

function divergedLines({ metrics, against }: CautionInput): readonly string[] {
  const judged = metrics.filter((metric) => metric.judged);
  const count = judged.filter(({ reference }) => typeof reference === "string").length;
  if (count === 0) return [];
  const subject = against.charAt(0).toUpperCase() + against.slice(1);
  const it = count === 1 ? "it" : "them";
  return [
    `${subject} has no finite value of ${count} of ${metricsWord(judged.length)} with a goal: to be better there says nothing, and no gate on ${it} passes.`,
  ];
}

/** Silence would look as if nothing had been within noise. */
function noBandLines({ metrics, baseline, compare }: CautionInput): readonly string[] {
  const asked = compare?.history ?? 0;
  const counted = metrics.filter(({ judged }) => judged);
  const compared = (counted.length > 0 ? counted : metrics.filter(({ part }) => part === "metric")).filter(
    ({ change, test }) => change !== null && test === null,
  );
  const without = compared.filter(({ noise }) => noise === null).length;
  if (asked === 0 || without === 0 || baseline?.found !== true) return [];
  const why = whyNoBand(asked, baseline.history.length);
  const few = `of ${without} of ${metricsWord(compared.length)} fewer than ${MIN_HISTORY} of the ${baseline.history.length} runs that were read have a finite value`;
  return [`The noise is not known, though compare.history asks for it: ${why ?? few}.`];
}

/** Undefined where there are runs enough, so that it is the metrics that lack values. */
function whyNoBand(asked: number, runs: number): string | undefined {
  if (asked < MIN_HISTORY) return `it is ${asked}, and fewer than ${MIN_HISTORY} runs give no band`;
  if (runs === 0) return "it is learned from a branch only";
  if (runs >= MIN_HISTORY) return undefined;
  return `${runs} finished ${runs === 1 ? "run" : "runs"} of the branch could be read, and ${MIN_HISTORY} are needed`;
}

/** Of fewer metrics less than one in four comparisons has one that changed by chance. */
const FEW = 5;

/** Tests and bands are two-sided, so half of what chance moves, it moves to the worse. */
function chanceLines({ metrics }: CautionInput): readonly string[] {
  const weighed = metrics.filter(
    ({ judged, test, noise, change }) =>
      judged && change !== null && (test !== null || (noise !== null && noise.halfWidth > 0)),
  ).length;
  if (weighed <= FEW) return [];
  const expected = Number((weighed * (1 - CONFIDENCE)).toFixed(1));
  return [
    `Each of ${weighed} metrics is judged at 5 % by itself: if nothing had changed, up to about ${expected} of them would look changed by chance, half of those worse.`,
  ];
}

function metricsWord(count: number): string {
  return count === 1 ? "1 metric" : `${count} metrics`;
}
