import type { TimelineFigure, TimelineStep } from "./figure.ts";
import { type CutText, cutText } from "./plot-table.ts";

export interface TimelineView {
  readonly steps: readonly TimelineStepView[];
  readonly omitted: number;
}

export interface TimelineStepView {
  readonly name: string;
  /** A sign for each step that it was called through. */
  readonly indent: string;
  readonly duration: number | null;
  readonly tokens: number | null;
  /** When it ran, of the time that the whole chain took; empty where that is not known. */
  readonly bar: string;
  readonly input: CutText | null;
  /** The error where it failed. */
  readonly output: CutText | null;
  readonly failed: boolean;
}

const MAX_STEPS = 30;
const BAR_WIDTH = 20;

export function timelineView({ steps }: TimelineFigure): TimelineView {
  const total = endOf(steps);
  const shown = steps.slice(0, MAX_STEPS).map((step) => ({
    name: step.name,
    indent: step.depth === 0 ? "" : `${"· ".repeat(step.depth - 1)}└ `,
    duration: step.duration,
    tokens: step.tokens,
    bar: barOf(step, total),
    input: step.input === null ? null : cutText(step.input),
    output: outputOf(step),
    failed: step.error !== null,
  }));
  return { steps: shown, omitted: steps.length - shown.length };
}

/** When the last step ended, in milliseconds; 0 where no step tells when it ran. */
export function endOf(steps: readonly TimelineStep[]): number {
  return steps.reduce((end, { start, duration }) => Math.max(end, (start ?? 0) + (duration ?? 0)), 0);
}

function outputOf({ output, error }: TimelineStep): CutText | null {
  const text = error ?? output;
  return text === null ? null : cutText(text);
}

function barOf({ start, duration }: TimelineStep, total: number): string {
  if (duration === null || total === 0) return "";
  const before = Math.min(BAR_WIDTH - 1, Math.floor(((start ?? 0) / total) * BAR_WIDTH));
  const length = Math.min(BAR_WIDTH - before, Math.max(1, Math.round((duration / total) * BAR_WIDTH)));
  return `${"░".repeat(before)}${"█".repeat(length)}`;
}
