import fc from "fast-check";
import { expect } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import type { FoundPlot, ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import { assembleImport } from "../../core/run/import-run.ts";
import type { Measurement } from "../../core/run/measurement.ts";
import { plotSchema } from "../../core/run/plot.ts";

export interface FuzzCase {
  readonly importer: Importer;
  readonly path: string;
  /** A small real file. */
  readonly bytes: Uint8Array;
  /**
   * Whether the format has checksums, so that no byte can change without being noticed. Of the others a changed byte may
   * be another number, which nobody can tell; they have to give a run or one of our errors.
   */
  readonly checked: boolean;
  /** A file of these bytes, with what the importer looks for beside it. */
  readonly open: (bytes: Uint8Array) => ImportFile;
  /** What of a measurement has to be as it was written; all of it otherwise. */
  readonly written?: (measurement: Measurement) => string;
  /** Truncation is tried at every so many bytes, where each try costs a file on disk. */
  readonly stride?: number;
}

/** Tries for each kind of damage: `PEDIGREE_FUZZ=20000` (npm run fuzz) is for an hour, and then every byte is a place to cut. */
export const TRIES = Number(process.env.PEDIGREE_FUZZ ?? 40);
export const IS_LONG = process.env.PEDIGREE_FUZZ !== undefined;

/** What importers may raise: the file is at fault, never Pedigree. */
const ALLOWED: readonly string[] = ["FILE_UNREADABLE", "FILE_TOO_LARGE", "SCHEMA_MISMATCH"];

/**
 * What comes of a file: its runs, or none where it is refused. Whatever is read has to be sound, and to make a valid record
 * of a run or be refused as one.
 */
async function outcome({ importer }: FuzzCase, file: ImportFile): Promise<readonly ImportedRun[]> {
  const runs = await refusable(() => importer.read(file, { since: null, machine: true }), []);
  for (const run of runs) {
    expect(run.measurements.filter((one) => !isSound(one))).toEqual([]);
    for (const { plot } of run.plots ?? []) expect(plotSchema.safeParse(plot).error).toBeUndefined();
    const sources = [{ path: file.path, format: importer.name, run }];
    const assemble = () => assembleImport({ path: run.group, sources, modified: 1 }, OPTIONS);
    await refusable(async () => assemble(), undefined);
  }
  return runs;
}

const OPTIONS = { folder: "fuzz", experiment: null, redact: (text: string) => text };

async function refusable<T>(read: () => Promise<T>, refused: T): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PedigreeError && ALLOWED.includes(error.code)) return refused;
    throw error;
  }
}

function isSound({ metric, step, time, value }: Measurement): boolean {
  const isPlaced = (step === null || Number.isFinite(step)) && (time === null || Number.isFinite(time));
  return metric.length >= 1 && metric.length <= 250 && isPlaced && typeof value === "number";
}

const everything = ({ metric, step, time, value }: Measurement) => `${metric} ${step} ${time} ${value}`;

/** A plot over steps, step by step: of a file that is cut some are missing, and none is another. */
function partsOf({ name, plot }: FoundPlot): readonly string[] {
  if (plot.pedigree === "histogram") return plot.histograms.map((one) => `${name} ${JSON.stringify(one)}`);
  if (plot.pedigree !== "gradient-norms") return [`${name} ${JSON.stringify(plot)}`];
  return plot.layers.flatMap((layer) => layer.points.map((point) => `${layer.name} ${point.join(" ")}`));
}

/** Finds measurements and parts of plots that the whole file does not hold. */
async function strangers(subject: FuzzCase) {
  const { written = everything, open, bytes } = subject;
  const pointsOf = (runs: readonly ImportedRun[]) =>
    runs.flatMap((run) => [...run.measurements.map(written), ...(run.plots ?? []).flatMap(partsOf)]);
  const whole = await outcome(subject, open(bytes));
  expect(whole.length, "the whole file is a run").toBeGreaterThan(0);
  const known = new Set(pointsOf(whole));
  return async (changed: Uint8Array) =>
    pointsOf(await outcome(subject, open(changed))).filter((point) => !known.has(point));
}

/** A file cut at any byte never tells what the whole one does not. */
export async function fuzzTruncation(subject: FuzzCase): Promise<void> {
  const find = await strangers(subject);
  const stride = IS_LONG ? 1 : (subject.stride ?? 1);
  for (let length = 0; length < subject.bytes.length; length += stride) {
    expect(await find(subject.bytes.subarray(0, length)), `cut at ${length}`).toEqual([]);
  }
}

/** With any bytes flipped, a file with checksums never tells what it did not hold. */
export async function fuzzFlips(subject: FuzzCase): Promise<void> {
  const { bytes, checked } = subject;
  const find = await strangers(subject);
  const flip = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }));
  await fc.assert(
    fc.asyncProperty(fc.array(flip, { minLength: 1, maxLength: 3 }), async (flips) => {
      const changed = Uint8Array.from(bytes);
      for (const [at, mask] of flips) changed[at] = (changed[at] ?? 0) ^ mask;
      const found = await find(changed);
      if (checked) expect(found).toEqual([]);
    }),
    { numRuns: TRIES },
  );
}

// Words that importers look for, so that random documents get past their first question.
const WORDS = fc.constantFrom(
  "step",
  "epoch",
  "time",
  "metric",
  "value",
  "key",
  "log_history",
  "global_step",
  "nbformat",
  "cells",
  "cell_type",
  "source",
  "metadata",
  "execution_count",
  "stages",
  "deps",
  "params",
  "metrics",
  "plots",
  "outs",
  "path",
  "md5",
  "weighted avg",
  "precision",
  "support",
  "run_id",
  "lifecycle_stage",
  "start_time",
  "status",
  "__proto__",
  "loss",
);
const SCALARS = fc.oneof(
  fc.constantFrom(4, "2.0", "code", "active", "NaN", "a".repeat(300), -0, 1e308, 2 ** 53, null, true),
  fc.double(),
  fc.string(),
);
const DOCUMENTS = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    SCALARS,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(WORDS, fc.string()), tie("value"), { maxKeys: 5 }),
  ),
})).value;

/** Bytes, text and documents that have nothing to do with the format. */
export async function fuzzNonsense(subject: FuzzCase): Promise<void> {
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: "binary" }).map((text) => Buffer.from(text)),
    DOCUMENTS.map((document) => Buffer.from(JSON.stringify(document) ?? "")),
    // A beginning that is right, and nonsense after it.
    fc
      .tuple(fc.nat(subject.bytes.length), fc.uint8Array({ maxLength: 100 }))
      .map(([length, rest]) => Buffer.concat([subject.bytes.subarray(0, length), rest])),
  );
  await fc.assert(
    fc.asyncProperty(content, async (bytes) => {
      await outcome(subject, subject.open(bytes));
    }),
    { numRuns: TRIES },
  );
}
