import fc from "fast-check";
import { expect } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import type { ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import type { Measurement } from "../../core/run/measurement.ts";
import { memoryFile } from "./import-file.ts";

export interface FuzzOptions {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Whether the format has checksums, so that no byte can change without being noticed. */
  readonly checked: boolean;
  readonly runs?: number;
  /** What of a measurement has to be as it was written; all of it otherwise. */
  readonly written?: (measurement: Measurement) => string;
}

const everything = ({ metric, step, time, value }: Measurement) => `${metric} ${step} ${time} ${value}`;

/**
 * What every importer has to withstand: a file cut at any byte, and any byte flipped. It has to give a run or one of
 * our errors. A cut file never says more than the whole; with checksums, neither does a damaged one.
 */
export async function fuzzImporter(importer: Importer, options: FuzzOptions): Promise<void> {
  const { path, bytes, checked, runs = 300, written = everything } = options;
  const whole = await outcome(importer, memoryFile(path, bytes));
  const pointsOf = (found: readonly ImportedRun[]) => found.flatMap((run) => run.measurements.map(written));
  const known = new Set(pointsOf(whole));
  const wrongPoints = (found: readonly ImportedRun[]) => pointsOf(found).filter((point) => !known.has(point));
  for (let length = 0; length < bytes.length; length += 1) {
    const cut = await outcome(importer, memoryFile(path, bytes.subarray(0, length), 7 + (length % 50)));
    expect(wrongPoints(cut), `cut at ${length}`).toEqual([]);
  }
  const flip = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }));
  await fc.assert(
    fc.asyncProperty(fc.array(flip, { minLength: 1, maxLength: 3 }), async (flips) => {
      const changed = Uint8Array.from(bytes);
      for (const [at, mask] of flips) changed[at] = (changed[at] ?? 0) ^ mask;
      const found = await outcome(importer, memoryFile(path, changed));
      if (checked) expect(wrongPoints(found)).toEqual([]);
    }),
    { numRuns: runs },
  );
}

async function outcome(importer: Importer, file: ImportFile): Promise<readonly ImportedRun[]> {
  try {
    return await importer.read(file, { since: null });
  } catch (error) {
    if (error instanceof PedigreeError && error.code !== "INTERNAL") return [];
    throw error;
  }
}
