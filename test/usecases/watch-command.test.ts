import { expect, test } from "vitest";
import type { CommandResult, CommandRunner } from "../../core/ports/recording.ts";
import { type Started, watchedCommands } from "../../usecases/watch-command.ts";
import { STOPPED } from "../support/live.ts";

const ENDED: CommandResult = {
  exitCode: 0,
  signal: null,
  cancelled: false,
  wallSeconds: 1,
  cpuSeconds: null,
  peakMemoryBytes: null,
};
const OUTPUT = { path: "output.log", redact: (text: string) => text };

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
  const commands = watchedCommands(runner, (given) => {
    started = given;
    return {
      stop: async (hurry) => void stops.push(hurry),
      close: async () => ({ refused: null, notes: [] }),
    };
  });
  const result = await commands.run("train", OUTPUT);
  return { result, stops, aborted, output: started?.output };
}

test("a command is watched from its begin to its end", async () => {
  expect(await run({ exitCode: 3 })).toEqual({
    result: { value: { ...ENDED, exitCode: 3 }, warnings: ["w"] },
    stops: [false],
    aborted: false,
    output: "output.log",
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
