import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { createDiscovery } from "../adapters/importers/discovery.ts";
import { findFile } from "../adapters/importers/import-file.ts";
import { tensorboard } from "../adapters/importers/tensorboard.ts";
import { DEFAULT_WALK_LIMITS, walkFolder } from "../adapters/importers/walk.ts";
import { framed } from "../test/support/tf-record.ts";
import type { BenchRow } from "./report.ts";

const SCALARS = 1_000_000;
/** As a training loop reports them, one after the other. */
const TAGS = Array.from({ length: 12 }, (_, layer) => `train/layer${layer}/loss`);
const ROUNDS = 5;
const RUNS = 500;
const FILES = 19_000;

/** How fast event files are read, a large workspace is searched, and a file store of MLflow is taken over. */
export async function benchImporters(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "pedigree-bench-"));
  try {
    return [
      await benchEvents(join(folder, "events"), {
        tags: ["train/loss"],
        name: "reading 1,000,000 scalars of an event file",
      }),
      await benchEvents(join(folder, "tags"), {
        tags: TAGS,
        name: `the same, of ${TAGS.length} tags in turn`,
      }),
      await benchWalk(join(folder, "walk")),
      await benchFileStore(join(folder, "store")),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchEvents(
  folder: string,
  { tags, name }: { readonly tags: readonly string[]; readonly name: string },
): Promise<BenchRow> {
  const events = "events.out.tfevents.1700000000.host";
  mkdirSync(folder);
  writeEvents(join(folder, events), tags);
  const file = findFile(folder, events);
  if (file === undefined) throw new Error("the event file was not written");
  const rounds: { readonly wall: number; readonly seconds: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    const before = process.cpuUsage();
    await tensorboard.read(file, { since: null });
    const { user, system } = process.cpuUsage(before);
    rounds.push({ wall: (performance.now() - started) / 1000, seconds: (user + system) / 1e6 });
  }
  const median = rounds.sort((a, b) => a.wall - b.wall)[Math.floor(ROUNDS / 2)];
  const { wall, seconds } = median ?? { wall: Number.NaN, seconds: Number.NaN };
  return {
    name,
    value: file.bytes / 1e6 / wall,
    unit: "MB/s",
    target: { atLeast: 100 },
    note: `${Math.round(SCALARS / wall / 1000)} k scalars/s; ${Math.round(file.bytes / 1e6 / seconds)} MB per second of processor, checksums checked, median of ${ROUNDS}`,
  };
}

function writeScalar(tag: string, step: number): Buffer {
  const value = new BinaryWriter()
    .tag(1, WireType.LengthDelimited)
    .string(tag)
    .tag(2, WireType.Bit32)
    .float(1 / (step + 1))
    .finish();
  const summary = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(value).finish();
  const event = new BinaryWriter()
    .tag(1, WireType.Bit64)
    .double(1_700_000_000 + step)
    .tag(2, WireType.Varint)
    .int64(step)
    .tag(5, WireType.LengthDelimited)
    .bytes(summary)
    .finish();
  return framed(event);
}

/** In pieces: a million buffers at once would be collected while the file is read, and counted to it. */
function writeEvents(path: string, tags: readonly string[]): void {
  const piece = 10_000;
  for (let from = 0; from < SCALARS; from += piece) {
    const events = Array.from({ length: piece }, (_, at) =>
      writeScalar(tags[(from + at) % tags.length] ?? "", from + at),
    );
    appendFileSync(path, Buffer.concat(events));
  }
}

async function benchWalk(folder: string): Promise<BenchRow> {
  for (let at = 0; at < FILES; at += 1) {
    const own = join(folder, String(at % 100));
    if (at < 100) mkdirSync(own, { recursive: true });
    writeFileSync(join(own, `${at}.txt`), "");
  }
  const started = performance.now();
  walkFolder(folder, DEFAULT_WALK_LIMITS);
  return { name: "searching a workspace of 19,000 files", value: performance.now() - started, unit: "ms" };
}

async function benchFileStore(folder: string): Promise<BenchRow> {
  for (let at = 0; at < RUNS; at += 1)
    writeRun(join(folder, "mlruns", "1", at.toString(16).padStart(32, "0")));
  const started = performance.now();
  const { value } = await createDiscovery(folder).find({
    startedAt: null,
    output: null,
    ignore: [],
    ended: true,
  });
  return {
    name: `reading an mlruns of ${RUNS} runs (${RUNS * 10} files)`,
    value: (performance.now() - started) / 1000,
    unit: "s",
    target: { atMost: 3 },
    note: `${value.measurements.length} points`,
  };
}

function writeRun(folder: string): void {
  for (const part of ["metrics", "params", "tags"]) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, "meta.yaml"), "lifecycle_stage: active\nrun_id: x\nrun_name: r\nstatus: 3\n");
  for (let at = 0; at < 4; at += 1) {
    const lines = Array.from({ length: 5 }, (_, step) => `1700000000000 0.${step} ${step}\n`);
    writeFileSync(join(folder, "metrics", `m${at}`), lines.join(""));
  }
  for (let at = 0; at < 5; at += 1) writeFileSync(join(folder, "params", `p${at}`), "9");
}

if (import.meta.main) console.table(await benchImporters());
