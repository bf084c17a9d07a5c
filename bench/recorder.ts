import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { resumeRecorder } from "../adapters/recorder/recorder.ts";
import {
  type RecorderStart,
  type StartedRecorder,
  startRecorder,
} from "../adapters/recorder/start-recorder.ts";
import type { LiveOrder } from "../core/live/live-order.ts";
import { buildAction } from "../scripts/build.ts";
import { liveOrder } from "../test/support/live-order.ts";
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
    const shown = await benchShown(options);
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
      ...shown,
    ];
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

/** Looks that are taken while points are logged, and some after them. */
const LOOK_MS = 200;
const SHOWN_MS = 10_000;

/** The same of a recorder that shows its job, far more often than it does. */
async function benchShown(options: RecorderStart): Promise<readonly BenchRow[]> {
  const board = createServer((request, response) => {
    request.resume().on("end", () => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ id: 7, status: "in_progress", external_id: null, output: {} }));
    });
  }).listen(0, "127.0.0.1");
  await once(board, "listening");
  try {
    const recorder = await startRecorder({ ...options, order: orderFor(board, options.temp) });
    await logPoints(recorder);
    const before = cpuSeconds(recorder);
    await delay(SHOWN_MS);
    const share = (100 * (cpuSeconds(recorder) - before)) / (SHOWN_MS / 1000);
    const peak = megabytes(recorder, "VmHWM");
    await end(recorder);
    const name = "recorder that shows its job";
    return [
      { name: `${name}, peak memory with 100,000 points`, value: peak, unit: "MB", target: { atMost: 140 } },
      { name: `${name} five times a second, of one core while nothing is logged`, value: share, unit: "%" },
    ];
  } finally {
    board.close();
    board.closeAllConnections();
  }
}

function orderFor(board: Server, workspace: string): LiveOrder {
  const order = liveOrder();
  const address = board.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    ...order,
    files: { ...order.files, workspace, search: false },
    board: { ...order.board, api: `http://127.0.0.1:${port}` },
    rhythm: { look: LOOK_MS, first: 0, between: LOOK_MS },
  };
}

/** Metrics that a training reports each second of a whole run. */
const METRICS_A_SECOND = 20;

/** A whole training of so many minutes that reports once a second, beside the samples of the machine. */
export async function benchWholeRun(minutes: number): Promise<readonly BenchRow[]> {
  const temp = mkdtempSync(join(tmpdir(), "pedigree-bench-"));
  try {
    await buildAction(join(temp, "dist"));
    const entry = join(temp, "dist/recorder/index.js");
    const recorder = await startRecorder({ entry, temp, env: process.env, parent: 1 });
    const runId = await createRun(recorder);
    const begun = performance.now();
    for (let second = 0; second < minutes * 60; second += 1) {
      await delay(Math.max(0, begun + second * 1000 - performance.now()));
      const metrics = Array.from({ length: METRICS_A_SECOND }, (_, at) => pointOf(`metric-${at}`, second));
      await call(recorder, "runs/log-batch", { run_id: runId, metrics });
    }
    const share = (100 * cpuSeconds(recorder)) / ((performance.now() - begun) / 1000);
    const peak = megabytes(recorder, "VmHWM");
    await end(recorder);
    const name = `recorder over ${minutes} minutes, ${METRICS_A_SECOND} metrics a second`;
    return [
      { name: `${name}: of one core, its start included`, value: share, unit: "%", target: { atMost: 1 } },
      { name: `${name}: peak memory`, value: peak, unit: "MB", target: { atMost: 120 } },
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

/** Memory that is held now, or the most that ever was. */
function megabytes({ address }: StartedRecorder, field: "VmRSS" | "VmHWM" = "VmRSS"): number {
  const status = readFileSync(`/proc/${address.pid}/status`, "utf8");
  return (Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) * 1024) / 1e6;
}

async function call({ address }: StartedRecorder, path: string, body: unknown): Promise<string> {
  const answer = await fetch(`${address.url}/api/2.0/mlflow/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${address.token}` },
    body: JSON.stringify(body),
  });
  return await answer.text();
}

async function createRun(recorder: StartedRecorder): Promise<string> {
  const created = await call(recorder, "runs/create", { experiment_id: "0", start_time: 1 });
  return /"run_id":"([0-9a-f]+)"/.exec(created)?.[1] ?? "";
}

function pointOf(key: string, step: number) {
  return { key, value: Math.sin(step), timestamp: step, step };
}

async function logPoints(recorder: StartedRecorder): Promise<void> {
  const runId = await createRun(recorder);
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const metrics = Array.from({ length: 1000 }, (_, at) =>
      pointOf(`metric-${at % 10}`, batch * 100 + Math.floor(at / 10)),
    );
    await call(recorder, "runs/log-batch", { run_id: runId, metrics });
  }
}

// `node bench/recorder.ts 10` records a training of ten minutes.
if (import.meta.main) {
  const minutes = Number(process.argv[2] ?? 0);
  console.table(minutes > 0 ? await benchWholeRun(minutes) : await benchRecorder());
}
