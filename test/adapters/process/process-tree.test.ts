import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import { treeMemory } from "../../../adapters/process/process-tree.ts";

/** Says the number of a Node.js process that it started, and both stay. */
const STARTS_ONE = `
  const { pid } = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  require("node:fs").writeSync(1, String(pid));
  setInterval(() => {}, 1000);`;
const IN_A_THREAD = `new (require("node:worker_threads").Worker)(${JSON.stringify(STARTS_ONE)}, { eval: true });`;

async function started(script: string): Promise<{ readonly own: number; readonly child: number }> {
  const parent = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void parent.kill("SIGKILL"));
  const child = await numberFrom(parent);
  onTestFinished(() => void process.kill(child, "SIGKILL"));
  return { own: parent.pid ?? 0, child };
}

async function numberFrom({ stdout }: ChildProcess): Promise<number> {
  if (stdout === null) throw new Error("the process has no output");
  return Number(String((await once(stdout, "data"))[0]));
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
}

test.skipIf(process.platform !== "linux").each([
  ["its first thread", STARTS_ONE],
  ["another thread", IN_A_THREAD],
])("the memory of a process holds that of a child that %s started", async (_, script) => {
  const { own, child } = await started(script);
  // Both may still grow while they start; a Node.js process has more than this from its beginning.
  await expect.poll(() => residentBytes(child)).toBeGreaterThan(30e6);
  const before = await residentBytes(own);
  const tree = await treeMemory(own);
  expect((tree?.total ?? 0) - before).toBeGreaterThan(25e6);
});

test("a process that is gone has none", async () => {
  const gone = spawn("true");
  await once(gone, "exit");
  expect(await treeMemory(gone.pid ?? 0)).toBeNull();
});
