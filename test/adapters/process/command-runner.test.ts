import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { createCommandRunner } from "../../../adapters/process/command-runner.ts";
import { createRedactor } from "../../../core/run/redact.ts";
import { tempFolder } from "../../support/temp-folder.ts";

function sink() {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write: (chunk, _, done) => {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}

async function run(line: string, redact = createRedactor([])) {
  const cwd = tempFolder();
  const [stdout, stderr] = [sink(), sink()];
  const runner = createCommandRunner({ cwd, env: process.env, stdout: stdout.stream, stderr: stderr.stream });
  const path = join(cwd, "output.log");
  const { value, warnings } = await runner.run(line, { path, redact });
  return {
    ...value,
    warnings,
    stdout: stdout.text(),
    stderr: stderr.text(),
    file: await readFile(path, "utf8"),
  };
}

test("output goes to the log as it is and into the file", async () => {
  const result = await run("echo out; echo err >&2");
  expect(result).toMatchObject({
    exitCode: 0,
    signal: null,
    cancelled: false,
    stdout: "out\n",
    stderr: "err\n",
  });
  expect(result.file.split("\n").toSorted()).toEqual(["", "err", "out"]);
});

test.each([
  ["exit 3", 3],
  ["false\necho not reached", 1],
  ["false | cat", 1],
  ["no-such-program-here", 127],
])("%j ends as a run step would", async (line, exitCode) => {
  const result = await run(line);
  expect(result.exitCode).toBe(exitCode);
  expect(result.stdout).toBe("");
});

test("a signal is told", async () => {
  expect(await run("kill -SEGV $$")).toMatchObject({ exitCode: null, signal: "SIGSEGV" });
});

test("a secret that arrives in two chunks is not in the file", async () => {
  const secret = "correct-horse-battery";
  const line =
    "printf 'key correct-horse'; sleep 0.1; printf -- '-battery end\\n'; printf 'no line break correct-horse-battery'";
  const result = await run(line, createRedactor([secret]));
  expect(result.file).toBe("key [redacted] end\nno line break [redacted]");
});

test("the lines of a private key are left out together", async () => {
  const begin = "-----BEGIN RSA PRIVATE KEY-----";
  const result = await run(`printf '%s\\n' before '${begin}' MIIEow '-----END RSA PRIVATE KEY-----' after`);
  expect(result.file).toBe("before\n[redacted]\n[redacted]\n[redacted]\nafter\n");
});

test("time and memory of the command and its children are measured", async () => {
  // Counted in its own CPU time: on a busy machine any length of wall time may hold none.
  const program = "const a=Buffer.alloc(120e6,1);while(process.cpuUsage().user<4e5);console.log(a.length)";
  const result = await run(`${JSON.stringify(process.execPath)} -e '${program}'`);
  expect(result.wallSeconds).toBeGreaterThan(0.1);
  if (process.platform !== "linux") return;
  expect(result.cpuSeconds).toBeGreaterThan(0.3);
  expect(result.peakMemoryBytes).toBeGreaterThan(120e6);
});

test("a background process does not hold the step", async () => {
  const result = await run("sleep 30 & echo started $!");
  expect(result.stdout).toMatch(/started \d+/);
  expect(result.wallSeconds).toBeLessThan(15);
  process.kill(Number(/\d+/.exec(result.stdout)?.[0]));
});

const HOST = `
import { createCommandRunner } from ${JSON.stringify(join(import.meta.dirname, "../../../adapters/process/command-runner.ts"))};
const { stdout, stderr, env, argv } = process;
const runner = createCommandRunner({ cwd: argv[1], env, stdout, stderr, graceMs: 300 });
const { value } = await runner.run(argv[2], { path: argv[1] + "/log", redact: (text) => text });
process.stdout.write("RESULT " + JSON.stringify(value) + "\\n");
`;

test.each([
  [
    "that ends by itself",
    "trap 'echo bye; exit 7' INT TERM; echo ready; while :; do sleep 0.05; done",
    7,
    null,
  ],
  ["that ignores it", "trap '' INT TERM; echo ready; while :; do sleep 0.05; done", null, "SIGKILL"],
])("cancelling reaches a command %s, and its result is still told", async (_, line, exitCode, signal) => {
  const host = spawn(process.execPath, ["--input-type=module", "-e", HOST, tempFolder(), line]);
  let text = "";
  let sent = false;
  host.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    if (!sent && text.includes("ready")) {
      sent = true;
      host.kill("SIGINT");
    }
  });
  await once(host, "close");
  const result: unknown = JSON.parse(/RESULT (.*)/.exec(text)?.[1] ?? "null");
  expect(result).toMatchObject({ cancelled: true, exitCode, signal });
});
