import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as delay, setImmediate as pause } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { openTracked } from "../adapters/recorder/session.ts";
import { SqliteTrackingStore } from "../adapters/store/tracking-sqlite.ts";
import type { LiveSource } from "../core/ports/live.ts";
import { SESSION_FILES } from "../core/run/recorder-session.ts";
import { createLiveSource } from "../usecases/live-source.ts";
import { createLiveTracked } from "../usecases/live-tracked.ts";
import type { BenchRow } from "./report.ts";

const METRICS = 23;
const STEPS = 5_000;
const LOOKS = 20;
const NEW_STEPS = 5;

/** What it costs the process that a training logs to that somebody looks at 115,000 tracked points, again and again. */
export async function benchLive(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "pedigree-bench-"));
  const store = new SqliteTrackingStore(join(folder, SESSION_FILES.tracked));
  try {
    await store.createRun({ id: "fit", experimentId: "0", name: "fit", user: "", started: 1, tags: [] });
    await logSteps(store, 0, STEPS);
    const source = sourceOf(folder);
    const before = heldMegabytes();
    const first = await watched(source);
    const looks: Look[] = [];
    for (let look = 0; look < LOOKS; look += 1) {
      await logSteps(store, STEPS + look * NEW_STEPS, NEW_STEPS);
      looks.push(await watched(source));
    }
    const held = heldMegabytes() - before;
    await source.close();
    const cpu = looks.reduce((sum, one) => sum + one.cpu, 0) / LOOKS;
    const name = `tracked points: ${METRICS * STEPS} seen`;
    const seldom = `${name}, ${METRICS * NEW_STEPS} new`;
    return [
      { name: `${name} at once, processor time`, value: first.cpu, unit: "ms" },
      longestPiece(`${name} at once`, [first]),
      { name: `${seldom}, processor time`, value: cpu, unit: "ms", target: { atMost: 30 } },
      longestPiece(seldom, looks),
      { name: `${name}, memory held`, value: held, unit: "MB", target: { atMost: 10 } },
    ];
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function sourceOf(folder: string): LiveSource {
  const redact = (text: string) => text;
  const part = createLiveTracked({ open: () => openTracked(folder), redact, pause });
  const clock = { now: () => new Date().toISOString() };
  return createLiveSource({ parts: [part], params: new Map(), hardware: null, clock, redact });
}

async function logSteps(store: SqliteTrackingStore, from: number, count: number): Promise<void> {
  const points = Array.from({ length: count * METRICS }, (_, at) => {
    const step = from + Math.floor(at / METRICS);
    return { key: `metric-${at % METRICS}`, step, time: 1_700_000_000_000 + step, value: Math.sin(at) };
  });
  await store.logBatch("fit", { points, params: [], tags: [] });
}

interface Look {
  /** Milliseconds of processor time. */
  readonly cpu: number;
  /** The same of the longest piece that nobody else came between: what others wait, whatever else the machine does. */
  readonly piece: number;
  /** The longest delay of the event loop, by the clock. */
  readonly stall: number;
}

async function watched(source: LiveSource): Promise<Look> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  let [piece, mark, done] = [0, cpuNow(), false];
  const turns = (async () => {
    while (!done) {
      await pause();
      piece = Math.max(piece, cpuNow() - mark);
      mark = cpuNow();
    }
  })();
  delays.enable();
  const begun = cpuNow();
  await source.read();
  const cpu = cpuNow() - begun;
  done = true;
  await turns;
  // A delay is noted by the timer that comes after it.
  await delay(5);
  delays.disable();
  return { cpu, piece, stall: delays.max / 1e6 };
}

function cpuNow(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

function longestPiece(name: string, looks: readonly Look[]): BenchRow {
  const piece = Math.max(...looks.map((look) => look.piece));
  const stall = Math.max(...looks.map((look) => look.stall));
  const note = `event loop delayed by ${stall.toFixed(0)} ms at most, by the clock`;
  return {
    name: `${name}, longest piece, processor time`,
    value: piece,
    unit: "ms",
    target: { atMost: 50 },
    note,
  };
}

function heldMegabytes(): number {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  for (let turn = 0; turn < 3; turn += 1) collect();
  return process.memoryUsage().heapUsed / 1e6;
}

if (import.meta.main) console.table(await benchLive());
