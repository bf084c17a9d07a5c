import fc from "fast-check";
import { expect } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import type { ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import { memoryFile } from "./import-file.ts";

export interface FuzzOptions {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Whether the format has checksums, so that no byte can change without being noticed. */
  readonly checked: boolean;
  readonly runs?: number;
}

/**
 * What every importer has to withstand: a file cut at any byte, and any byte flipped. It has to give a run or one of
 * our errors. A cut file never says more than the whole; with checksums, neither does a damaged one.
 */
export async function fuzzImporter(importer: Importer, options: FuzzOptions): Promise<void> {
  const { path, bytes, checked, runs = 300 } = options;
  const whole = await outcome(importer, memoryFile(path, bytes));
  const known = pointsOf(whole);
  for (let length = 0; length < bytes.length; length += 1) {
    const cut = await outcome(importer, memoryFile(path, bytes.subarray(0, length), 7 + (length % 50)));
    if (checked) expect(known.slice(0, pointsOf(cut).length), `cut at ${length}`).toEqual(pointsOf(cut));
    else expect(wrongPoints(cut, known), `cut at ${length}`).toEqual([]);
  }
  const flip = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }));
  await fc.assert(
    fc.asyncProperty(fc.array(flip, { minLength: 1, maxLength: 3 }), async (flips) => {
      const changed = Uint8Array.from(bytes);
      for (const [at, mask] of flips) changed[at] = (changed[at] ?? 0) ^ mask;
      const found = await outcome(importer, memoryFile(path, changed));
      if (checked) expect(known.slice(0, pointsOf(found).length)).toEqual(pointsOf(found));
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

function pointsOf(runs: readonly ImportedRun[]): readonly string[] {
  return runs.flatMap((run) =>
    run.measurements.map(({ metric, step, time, value }) => `${metric} ${step} ${time} ${value}`),
  );
}

function wrongPoints(runs: readonly ImportedRun[], known: readonly string[]): readonly string[] {
  return pointsOf(runs).filter((point) => !known.includes(point));
}
