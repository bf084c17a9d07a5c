import { expect, test } from "vitest";
import type { CommandResult } from "../../core/ports/recording.ts";
import { createRedactor } from "../../core/run/redact.ts";
import { rememberCommand } from "../../usecases/remember-command.ts";

const ended: CommandResult = {
  exitCode: 3,
  signal: null,
  cancelled: false,
  wallSeconds: 1,
  cpuSeconds: null,
  peakMemoryBytes: null,
};
const output = { path: "output.log", redact: createRedactor([]) };

test("how the command ended is known after it, and not before", async () => {
  const noted = { value: ended, warnings: ["late"] };
  const commands = rememberCommand({ run: async () => noted });
  expect(commands.result()).toBeNull();
  expect(await commands.run("false", output)).toBe(noted);
  expect(commands.result()).toBe(ended);
});

test("a command that could not be started has not ended", async () => {
  const commands = rememberCommand({ run: () => Promise.reject(new Error("no shell")) });
  await expect(commands.run("false", output)).rejects.toThrow("no shell");
  expect(commands.result()).toBeNull();
});
