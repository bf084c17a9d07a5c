import { expect, it } from "vitest";
import type { TimelineStep } from "../../../core/report/figure.ts";
import { timelineView } from "../../../core/report/plot-timeline.ts";

const step = (more: Partial<TimelineStep>): TimelineStep => ({
  name: "s",
  depth: 0,
  start: null,
  duration: null,
  tokens: null,
  input: null,
  output: null,
  error: null,
  ...more,
});
const view = (...steps: TimelineStep[]) => timelineView({ shape: "timeline", steps, notes: [] });

it("draws when a step ran, of the whole time", () => {
  const { steps } = view(step({ start: 0, duration: 100 }), step({ start: 50, duration: 50, depth: 2 }));
  expect(steps.map(({ indent, bar }) => [indent, bar])).toEqual([
    ["", "█".repeat(20)],
    ["· └ ", "░".repeat(10) + "█".repeat(10)],
  ]);
});

it("draws nothing where no time is told", () => {
  expect(view(step({})).steps[0]).toMatchObject({ bar: "", duration: null });
});

it("never draws beyond the end, and always something of a step that ran", () => {
  const { steps } = view(step({ start: 0, duration: 1000 }), step({ start: 999.9, duration: 0.1 }));
  expect(steps[1]?.bar).toBe(`${"░".repeat(19)}█`);
});

it("shows the error of a step that failed, and counts steps without room", () => {
  const failed = view(step({ output: "partial", error: "rate limited" })).steps[0];
  expect(failed).toMatchObject({ failed: true, output: { text: "rate limited" } });
  expect(view(...Array.from({ length: 33 }, () => step({}))).omitted).toBe(3);
});
