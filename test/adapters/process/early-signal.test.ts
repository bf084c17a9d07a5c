import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { refuseAfterSignal } from "../../../adapters/process/early-signal.ts";
import type { CommandRunner } from "../../../core/ports/recording.ts";
import { createRedactor } from "../../../core/run/redact.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const ENDED = {
  exitCode: 0,
  signal: null,
  cancelled: false,
  wallSeconds: 1,
  cpuSeconds: 1,
  peakMemoryBytes: 1,
};
const lines: string[] = [];
const runner: CommandRunner = {
  run: async (line) => {
    lines.push(line);
    return { value: ENDED, warnings: [] };
  },
};

it("starts nothing after a signal, and says that it was cancelled by it", async () => {
  const path = join(tempFolder(), "output.log");
  const options = { path, redact: createRedactor([]) };
  const { value, warnings } = await refuseAfterSignal(runner, () => "SIGINT").run("train", options);
  expect(value).toMatchObject({ exitCode: null, signal: "SIGINT", cancelled: true });
  expect([warnings, lines, readFileSync(path, "utf8")]).toEqual([
    ["command: not started: SIGINT came before"],
    [],
    "",
  ]);
});

it("runs the command where none came", async () => {
  const options = { path: join(tempFolder(), "output.log"), redact: createRedactor([]) };
  expect((await refuseAfterSignal(runner, () => undefined).run("train", options)).value).toEqual(ENDED);
  expect(lines).toEqual(["train"]);
});
