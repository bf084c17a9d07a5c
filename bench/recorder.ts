import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { resumeRecorder } from "../adapters/recorder/recorder.ts";
import { type StartedRecorder, startRecorder } from "../adapters/recorder/start-recorder.ts";
import { buildAction } from "../scripts/build.ts";
import type { BenchRow } from "./report.ts";

const ROUNDS = 9;
/** Long enough for some samples of the machine. */
const IDLE_MS = 30_000;
const BATCHES = 100;

/** The recorder's start and end, and what it takes of the machine: alone, and after 100,000 points. */
export async function benchRecorder(): Promise<readonly BenchRow[]> {
  const temp = mkdtempSync(join(tmpdir(), "pedigree-bench-"));
  try {
    await buildAction(join(temp, "dist"));
    const options = { entry: join(temp, "dist/recorder/index.js"), temp, env: process.env, parent: 1 };
    const [starts, ends]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { ms, value } = await timed(() => startRecorder(options));
      starts.push(ms);
      ends.push((await timed(() => end(value))).ms);
    }
    const recorder = await startRecorder(options);
    const before = cpuSeconds(recorder);
    await delay(IDLE_MS);
    const share = (100 * (cpuSeconds(recorder) - before)) / (IDLE_MS / 1000);
    const idle = megabytes(recorder);
    await logPoints(recorder);
    const busy = megabytes(recorder);
    await end(recorder);
    return [
      { name: "recorder ready", value: median(starts), unit: "ms", target: { atMost: 400 } },
      { name: "recorder ended and read", value: median(ends), unit: "ms" },
      {
        name: "recorder, of one core while nothing is logged",
        value: share,
        unit: "%",
        target: { atMost: 1 },
      },
      { name: "recorder, memory while nothing is logged", value: idle, unit: "MB" },
      { name: "recorder, memory after 100,000 points", value: busy, unit: "MB", target: { atMost: 120 } },
    ];
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const started = performance.now();
  const value = await work();
  return { ms: performance.now() - started, value };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function end({ folder }: StartedRecorder): Promise<void> {
  const { value: session } = await resumeRecorder(folder).open();
  await (await session?.close())?.value.release();
}

function cpuSeconds({ address }: StartedRecorder): number {
  const stat = readFileSync(`/proc/${address.pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // utime and stime, in ticks of a hundredth of a second.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function megabytes({ address }: StartedRecorder): number {
  const status = readFileSync(`/proc/${address.pid}/status`, "utf8");
  return (Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024) / 1e6;
}

async function logPoints({ address }: StartedRecorder): Promise<void> {
  const call = async (path: string, body: unknown) => {
    const answer = await fetch(`${address.url}/api/2.0/mlflow/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${address.token}` },
      body: JSON.stringify(body),
    });
    return await answer.text();
  };
  const created = await call("runs/create", { experiment_id: "0", start_time: 1 });
  const run_id = /"run_id":"([0-9a-f]+)"/.exec(created)?.[1];
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const metrics = Array.from({ length: 1000 }, (_, at) => ({
      key: `metric-${at % 10}`,
      value: Math.sin(at),
      timestamp: batch,
      step: batch * 100 + Math.floor(at / 10),
    }));
    await call("runs/log-batch", { run_id, metrics });
  }
}

if (import.meta.main) console.table(await benchRecorder());
