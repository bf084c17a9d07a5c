import { posix } from "node:path";
import { PedigreeError } from "../../core/errors.ts";
import type { FoundPlot, ImportFile } from "../../core/ports/importer.ts";
import { importPlot } from "./plots.ts";

/** A confusion matrix lists every sample: these are about three hundred thousand, of which the counts are kept. */
const MAX_BYTES = 16 * 1024 * 1024;
/** A record shows so many (core/run/merge-plots.ts). */
const MAX_PLOTS = 20;

const PLOT = /^plots\/((?:sklearn|custom)\/.+)\.json$/;

/**
 * What DVCLive has drawn beside metrics, of the files of its folder: `plots/sklearn/*.json` and `plots/custom/*.json`, where
 * they were written after `since`. A file that cannot be read is a problem, one that holds no known plot is passed over.
 */
export async function readDvclivePlots(
  folder: string,
  files: readonly ImportFile[],
  since: number | null,
): Promise<{ readonly plots: readonly FoundPlot[]; readonly problems: readonly PedigreeError[] }> {
  const plots: FoundPlot[] = [];
  const problems: PedigreeError[] = [];
  for (const file of files) {
    const name = PLOT.exec(posix.relative(folder, file.path))?.[1];
    if (name === undefined || (since !== null && file.modified <= since)) continue;
    if (plots.length === MAX_PLOTS) break;
    try {
      const plot = importPlot(await file.text(MAX_BYTES), file.path);
      if (plot !== undefined) plots.push({ name, plot });
    } catch (error) {
      if (!(error instanceof PedigreeError)) throw error;
      problems.push(error);
    }
  }
  return { plots, problems };
}
