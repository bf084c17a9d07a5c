import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PlotReader } from "../../core/ports/plots.ts";
import type { NamedPlot } from "../../core/run/plot.ts";
import { isDrawing } from "../../core/run/plot-paths.ts";
import type { RecordedFile } from "../../core/run/run.ts";
import { importPlot } from "../importers/plots.ts";

/** A plot is small; what is larger is data. */
export const MAX_PLOT_BYTES = 1024 * 1024;
const MAX_PLOTS = 20;
/** JSON files that are looked into for plots. */
const MAX_FILES = 200;

/** Reads plots among the JSON files that were kept as artifacts of the run. */
export function createPlotReader(): PlotReader {
  return {
    read: (folder, files) => readPlots(plotCandidates(files), (path) => readFile(join(folder, path), "utf8")),
  };
}

/** Paths of the files that may be plots, by what the record says of them; at most 200. */
export function plotCandidates(files: readonly RecordedFile[]): readonly string[] {
  const candidates = files.filter(
    ({ role, path, bytes }) => role === "artifact" && /\.json$/i.test(path) && bytes <= MAX_PLOT_BYTES,
  );
  return candidates.slice(0, MAX_FILES).map(({ path }) => path);
}

/** The plots among files, wherever those are read from; what was found by itself is left out where it is an artifact, too. */
export async function readPlots(
  paths: readonly string[],
  read: (path: string) => Promise<string>,
): ReturnType<PlotReader["read"]> {
  const plots: NamedPlot[] = [];
  const warnings: string[] = [];
  const known = new Set<string>();
  for (const path of paths) {
    if (plots.length === MAX_PLOTS) break;
    try {
      const plot = importPlot(await read(path), path);
      if (plot === undefined) continue;
      const form = JSON.stringify(plot);
      if (isDrawing(path) && known.has(form)) continue;
      known.add(form);
      plots.push({ path: path.replace(/^files\//, ""), plot });
    } catch (error) {
      warnings.push(`plots: ${error instanceof Error ? error.message : path}`);
    }
  }
  return { value: plots, warnings };
}
