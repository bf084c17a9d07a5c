import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Writable } from "node:stream";
import { expect, test, vi } from "vitest";
import { createCommandRunner } from "../../../adapters/process/command-runner.ts";
import { createRedactor } from "../../../core/run/redact.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** Runs a command that is asked to end as soon as it prints `ready`. */
async function stopWhenReady(line: string, stopGraceMs = 20_000) {
  const cwd = tempFolder();
  const stop = new AbortController();
  const stdout = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (chunk.toString().includes("ready")) stop.abort();
      done();
    },
  });
  const runner = createCommandRunner({ cwd, env: process.env, stdout, stderr: stdout, stopGraceMs });
  const path = join(cwd, "output.log");
  const { value } = await runner.run(line, { path, redact: createRedactor([]), stop: stop.signal });
  return { ...value, output: await readFile(path, "utf8") };
}

const WAIT = "while :; do sleep 0.05; done";

test("a command that is asked to end gets SIGTERM", async () => {
  expect(await stopWhenReady(`echo ready; ${WAIT}`)).toMatchObject({
    askedToEnd: "SIGTERM",
    signal: "SIGTERM",
    cancelled: false,
  });
});

test("it may end in its own way, and its exit code is kept", async () => {
  const result = await stopWhenReady(`trap 'echo saved; exit 0' TERM; echo ready; ${WAIT}`);
  expect(result).toMatchObject({
    askedToEnd: "SIGTERM",
    exitCode: 0,
    output: expect.stringContaining("saved"),
  });
});

test("a training below a shell has the grace for itself: the shell ends at once", async () => {
  const training = `trap 'sleep 0.5; echo saved; exit 0' TERM; echo ready; ${WAIT}`;
  const result = await stopWhenReady(`bash -c ${JSON.stringify(training)}; echo after`);
  expect(result).toMatchObject({ askedToEnd: "SIGTERM", output: expect.stringContaining("saved") });
  expect(result.output).not.toContain("after");
});

test.runIf(process.platform === "linux")(
  "one that does not end is killed after the grace, with all that it started",
  async () => {
    const result = await stopWhenReady(`trap '' TERM; sleep 300 & echo $!; echo ready; ${WAIT}`, 200);
    expect(result).toMatchObject({ askedToEnd: "SIGKILL", signal: "SIGKILL", exitCode: null });
    const child = Number(result.output.split("\n")[0]);
    // What nobody has waited for yet is still listed, as a zombie; a busy machine takes its time to make it one.
    const stat = () => readFile(`/proc/${child}/stat`, "utf8").catch(() => ") Z ");
    await vi.waitFor(async () => expect(await stat()).toMatch(/\) [ZX] /), { timeout: 10_000 });
  },
);

test("one that ends by itself was not asked", async () => {
  expect(await stopWhenReady("echo done; exit 3")).not.toHaveProperty("askedToEnd");
});
