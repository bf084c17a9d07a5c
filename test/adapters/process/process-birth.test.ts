import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { birthOf } from "../../../adapters/process/process-birth.ts";

test("a process has one birth, another process another one, and one that has ended none", async () => {
  const child = spawn("sleep", ["60"]);
  const pid = child.pid ?? 0;
  const birth = await birthOf(pid);
  expect(birth).toMatch(/\d/);
  expect(await birthOf(pid)).toBe(birth);
  expect(await birthOf(process.pid)).not.toBe(birth);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await birthOf(pid)).toBe(null);
});
