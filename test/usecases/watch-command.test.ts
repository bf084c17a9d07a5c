import { expect, test } from "vitest";
import type { CommandResult, CommandRunner } from "../../core/ports/recording.ts";
import { createRedactor } from "../../core/run/redact.ts";
import {
  type StopCommand,
  stopLine,
  type TrainingStart,
  watchedTraining,
} from "../../usecases/watch-command.ts";
import { STOPPED } from "../support/live.ts";
import { memoryRecorder } from "../support/memory-recorder.ts";

const ENDED: CommandResult = {
  exitCode: 0,
  signal: null,
  cancelled: false,
  wallSeconds: 1,
  cpuSeconds: null,
  peakMemoryBytes: null,
};
const OUTPUT = { path: "output.log", redact: createRedactor([]) };

interface Started {
  readonly start: TrainingStart;
  readonly stop: StopCommand;
}

/** Runs a command that ends so, after `during` has seen what the watch was given. */
async function run(ended: Partial<CommandResult>, during: (started: Started) => void = () => {}) {
  const stops: boolean[] = [];
  let started: Started | undefined;
  let aborted: boolean | undefined;
  const runner: CommandRunner = {
    run: async (_line, { stop }) => {
      if (started !== undefined) during(started);
      aborted = stop?.aborted;
      return { value: { ...ENDED, ...ended }, warnings: ["w"] };
    },
  };
  const clock = { now: () => "2026-01-31T12:00:00.000Z" };
  const { parts } = watchedTraining(
    { commands: runner, recorder: memoryRecorder, clock },
    async (start, stop) => {
      started = { start, stop };
      return {
        stop: async (hurry) => {
          stops.push(hurry);
          return ["told"];
        },
        close: async () => ({ refused: null, notes: [] }),
      };
    },
    () => undefined,
  );
  await parts.recorder?.open();
  const result = await parts.commands.run("train", OUTPUT);
  return { result, stops, aborted, start: started?.start };
}

test("a command is watched from its begin to its end", async () => {
  expect(await run({ exitCode: 3 })).toEqual({
    result: { value: { ...ENDED, exitCode: 3 }, warnings: ["w", "told"] },
    stops: [false],
    aborted: false,
    start: { startedAt: "2026-01-31T12:00:00.000Z", output: "output.log", session: "/session" },
  });
});

test("a cancelled one is let go in a hurry", async () => {
  expect((await run({ cancelled: true })).stops).toEqual([true]);
});

test("what the rule ended says why, and with which signal", async () => {
  const { result, aborted } = await run({ askedToEnd: "SIGKILL", exitCode: null }, ({ stop }) =>
    stop(STOPPED),
  );
  expect(aborted).toBe(true);
  expect(result.value.stopped).toEqual({ ...STOPPED, signal: "SIGKILL" });
});

test("a command that had ended before it could be asked was not stopped", async () => {
  expect((await run({ exitCode: 1 }, ({ stop }) => stop(STOPPED))).result.value).not.toHaveProperty(
    "stopped",
  );
});

test("a command that cannot be watched runs all the same", async () => {
  const told: unknown[] = [];
  const runner: CommandRunner = { run: async () => ({ value: ENDED, warnings: [] }) };
  const clock = { now: () => "2026-01-31T12:00:00.000Z" };
  const trouble = new Error("no board");
  const training = watchedTraining(
    { commands: runner, clock },
    () => Promise.reject(trouble),
    (error) => told.push(error),
  );
  expect((await training.parts.commands.run("train", OUTPUT)).value).toEqual(ENDED);
  expect(told).toEqual([trouble]);
  expect(training.parts.recorder).toBeNull();
});

test("people are told what the rule had read", () => {
  expect(stopLine(STOPPED)).toBe(
    "stop-when is true, so the command is asked to end (SIGTERM): val_loss = NaN, best.val_loss = 0.3, diverged.val_loss = true",
  );
});
