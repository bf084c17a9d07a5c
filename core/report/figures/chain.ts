import type { Plot } from "../../run/plot.ts";
import type { TimelineFigure, TimelineStep } from "../figure.ts";

type Step = Extract<Plot, { readonly pedigree: "chain" }>["steps"][number];

/** Deeper steps are shown at this depth. */
const MAX_DEPTH = 8;

/**
 * Steps of a chain under the one that called them. A step whose caller is not in the file, or that would be its own caller,
 * stands at the top.
 */
export function chainFigures({
  steps,
}: Extract<Plot, { readonly pedigree: "chain" }>): readonly TimelineFigure[] {
  if (steps.length === 0) return [];
  const children = Map.groupBy(steps, callerIn(steps));
  const ordered: TimelineStep[] = [];
  const seen = new Set<Step>();
  const add = (called: readonly Step[], depth: number) => {
    for (const step of called) {
      if (seen.has(step)) continue;
      seen.add(step);
      ordered.push(timelineStep(step, Math.min(depth, MAX_DEPTH)));
      if (step.id !== undefined) add(children.get(step.id) ?? [], depth + 1);
    }
  };
  add(children.get(null) ?? [], 0);
  // Only steps that call each other in a circle are left.
  for (const step of steps) add([step], 0);
  const failed = steps.filter(({ error }) => error !== undefined).length;
  const notes = failed === 0 ? [] : [`${failed} of ${steps.length} steps failed.`];
  return [{ shape: "timeline", steps: ordered, notes }];
}

function callerIn(steps: readonly Step[]): (step: Step) => string | null {
  const ids = new Set(steps.map(({ id }) => id));
  return ({ id, parent }) => (parent !== undefined && parent !== id && ids.has(parent) ? parent : null);
}

function timelineStep(step: Step, depth: number): TimelineStep {
  return {
    name: step.name,
    depth,
    start: step.start_ms ?? null,
    duration: step.duration_ms ?? null,
    tokens: step.tokens ?? null,
    input: step.input ?? null,
    output: step.output ?? null,
    error: step.error ?? null,
  };
}
