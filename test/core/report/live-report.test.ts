import { describe, expect, it } from "vitest";
import {
  LIVE_DETAILS,
  type LiveDetail,
  type LiveInput,
  liveReport,
} from "../../../core/report/live-report.ts";
import { liveInput, liveState, START, STOPPED } from "../../support/live.ts";

const FULL: LiveDetail = { rows: 10, charts: 3, notes: 10 };
const view = (input: LiveInput, detail = FULL) => liveReport(input, detail);
const falling = Array.from({ length: 20 }, (_, index) => 1 / (index + 1));
const facts = (input: LiveInput) =>
  Object.fromEntries(view(input).facts.map(({ name, value }) => [name, value]));

describe("a live report", () => {
  it("says how far it is, how fast, and how long it will take", () => {
    const input = liveInput(liveState({ loss: falling }, { params: { epochs: 50 } }));
    expect(view(input).title).toBe("Training · epoch 20 of 50 · about 60 s left");
    expect(view(input).bar).toBe("████████░░░░░░░░░░░░ 40 %");
    expect(facts(input)).toEqual({
      "Running for": "38 s",
      Speed: "2 s per epoch",
      "Time left": "about 60 s",
    });
  });

  it("shows nothing that it does not know", () => {
    const early = view(liveInput(liveState({}, { now: START + 31_000 })));
    expect(early).toMatchObject({ title: "Training", bar: null, rows: [], charts: [], hardware: [] });
    expect(early.facts).toEqual([{ name: "Running for", value: "31 s" }]);
    expect(view(liveInput(liveState({ loss: [1, 2, 3] }))).title).toBe("Training · step 3");
  });

  it("says that nothing new came, and guesses no end any more", () => {
    const late = liveInput(liveState({ loss: falling }, { params: { epochs: 50 }, now: START + 600_000 }));
    expect(facts(late)).toEqual({
      "Running for": "10 min",
      Speed: "2 s per epoch",
      "Newest value": "9 min 22 s ago",
    });
  });

  it.each([
    [0.5, "2 s per step"],
    [1 / 400, "6 min 40 s per step"],
    [3, "3 steps per second"],
    [250, "250 steps per second"],
  ])("tells %d steps a second as %s", (rate, text) => {
    expect(facts(liveInput(liveState({ loss: falling }, { every: 1 / rate }))).Speed).toBe(text);
  });

  it("has the metrics with a goal first, each with its change, best and trend", () => {
    const goals = { score: { goal: "minimize", tolerance: 0 } } as const;
    const { rows } = view(
      liveInput(liveState({ a: [1, Number.NaN], loss: [1, 0.5, 0.7], score: [4, 5] }), { goals }),
    );
    expect(rows).toEqual([
      { metric: "score", value: 5, change: 1, best: { value: 4, step: 1 }, step: 2, trend: "▁█" },
      { metric: "a", value: Number.NaN, change: null, best: null, step: 2, trend: "" },
      {
        metric: "loss",
        value: 0.7,
        change: expect.closeTo(0.2),
        best: { value: 0.5, step: 2 },
        step: 3,
        trend: "█▁▄",
      },
    ]);
  });

  it.each([
    ["finished", "Finished · step 20 · after 38 s"],
    ["failed", "Failed · step 20 · after 38 s"],
    ["cancelled", "Cancelled · step 20 · after 38 s"],
    ["gate", "Finished, but its gate did not pass · step 20 · after 38 s"],
    ["stopped", "Stopped early by its rule · step 20 · after 38 s"],
  ] as const)("an end in %s is %j", (ended, title) => {
    const input = liveInput(liveState({ loss: falling }, { hardware: { cpu_utilization_percentage: 5 } }), {
      ended,
    });
    expect(view(input)).toMatchObject({ title, running: false, hardware: [] });
  });

  it("tells the rule while it waits, and what it read when it came true", () => {
    const state = liveState({ val_loss: falling }, { params: { epochs: 50 } });
    expect(view(liveInput(state, { stopWhen: "val_loss > 2" }))).toMatchObject({
      stopWhen: "val_loss > 2",
      stopped: null,
    });
    const stopping = view(liveInput(state, { stopWhen: STOPPED.condition, stopped: STOPPED }));
    expect(stopping).toMatchObject({ title: "Stopping · epoch 20 of 50", stopWhen: null });
    expect(stopping.stopped?.condition).toBe(STOPPED.condition);
    expect(stopping.facts.map(({ name }) => name)).toEqual(["Running for", "Speed"]);
  });

  it("shows less at each level of detail, and the last one no more than the progress", () => {
    const curves = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`m${at}`, falling]));
    const input = liveInput(liveState(curves, { notes: ["a", "b"] }));
    const sizes = LIVE_DETAILS.map((detail) => JSON.stringify(view(input, detail)).length);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(view(input, { rows: 30, charts: 4, notes: 1 })).toMatchObject({ rowsOmitted: 50, notes: ["a"] });
    expect(view(input, LIVE_DETAILS.at(-1))).toMatchObject({
      rows: [],
      charts: [],
      moreCharts: [],
      notes: [],
    });
  });
});
