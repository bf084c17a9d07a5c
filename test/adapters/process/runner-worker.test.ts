import { spawn } from "node:child_process";
import { chmod, copyFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runnerWorker } from "../../../adapters/process/runner-worker.ts";
import { tempFolder } from "../../support/temp-folder.ts";

test("only the runner's worker tells when the job ends", async () => {
  const program = join(tempFolder(), "Runner.Worker");
  await copyFile("/bin/sleep", program);
  await chmod(program, 0o755);
  const worker = spawn(program, ["60"]);
  try {
    await expect.poll(() => runnerWorker(worker.pid ?? 0)).toBe(worker.pid);
    expect(await runnerWorker(process.pid)).toBeNull();
    expect(await runnerWorker(0)).toBeNull();
  } finally {
    worker.kill();
  }
});
