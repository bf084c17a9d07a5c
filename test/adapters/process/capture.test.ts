import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { capture } from "../../../adapters/process/capture.ts";

const limits = { cwd: tmpdir(), timeoutMs: 10_000, maxBytes: 1000 };
const shell = (line: string, changes: Partial<typeof limits> = {}) =>
  capture("sh", ["-c", line], { ...limits, ...changes });

test.each([
  ["echo out", { stdout: "out\n", exitCode: 0, cut: false }],
  ["echo why >&2; exit 4", { exitCode: 4, reason: "why", cut: false }],
  ["yes", { exitCode: null, cut: true }],
])("%s", async (line, expected) => {
  expect(await shell(line)).toMatchObject(expected);
});

test("a program that does not answer is given up", async () => {
  expect(await shell("exec sleep 60", { timeoutMs: 50 })).toMatchObject({
    exitCode: null,
    reason: expect.stringContaining("50 ms"),
  });
});

test("a program that is not there is told", async () => {
  const result = await capture("no-such-program-here", [], limits);
  expect(result).toMatchObject({ exitCode: null, absent: true, reason: expect.stringContaining("ENOENT") });
  expect(await shell("no-such-program-here")).toMatchObject({ exitCode: 127, absent: false });
});
