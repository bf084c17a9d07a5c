import { expect, test } from "vitest";
import { runIdSchema } from "../../core/names.ts";
import type { LivePart } from "../../core/ports/live.ts";
import type { LiveRun } from "../../core/run/live-run.ts";
import { lookAtRunning, runningRun } from "../../usecases/look-at-running.ts";
import { START } from "../support/live.ts";
import { wholePart } from "../support/live-part.ts";

const LIVE: LiveRun = {
  id: runIdSchema.parse("b".repeat(32)),
  startedAt: "2026-01-31T12:00:00.000Z",
  session: "/session",
  folder: "/churn",
  process: 7,
  command: "node train.mjs",
  experiment: "churn/train",
  asked: { values: { name: "big" }, lists: {} },
  workTree: null,
};
const NOTHING_YET = {
  id: LIVE.id,
  name: "big",
  experiment: "churn/train",
  startedAt: LIVE.startedAt,
  command: "node train.mjs",
  status: "running",
  progress: null,
  secondsLeft: null,
  metrics: {},
};

async function look(steps: number, value = 1) {
  let closed = 0;
  const part: LivePart = {
    ...wholePart(async () => ({
      measurements: Array.from({ length: steps }, (_, step) => ({
        metric: "loss",
        step: step + 1,
        time: START + step * 10_000,
        value,
      })),
      params: new Map(),
      totalSteps: null,
    })),
    close: async () => {
      closed += 1;
    },
  };
  const places = { parts: [part], params: new Map([["epochs", 8]]), redact: (text: string) => text };
  const clock = { now: () => new Date(START + (steps - 1) * 10_000).toISOString() };
  return { found: await lookAtRunning(LIVE, places, clock), closed };
}

test("a run that goes on is told with how far it is, and nothing is left open", async () => {
  const { found, closed } = await look(5, Number.NaN);
  expect(found).toEqual({
    ...NOTHING_YET,
    progress: { unit: "epoch", done: 5, total: 8 },
    secondsLeft: 30,
    metrics: { loss: "NaN" },
  });
  expect(closed).toBe(1);
});

test("before the first step nothing is said of it", async () => {
  expect((await look(0)).found).toEqual(NOTHING_YET);
  expect(runningRun(LIVE)).toEqual(NOTHING_YET);
});

test("an older version told no experiment", () => {
  const { experiment: _, ...old } = LIVE;
  expect(runningRun(old).experiment).toBeNull();
});
