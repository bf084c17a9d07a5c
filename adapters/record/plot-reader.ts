import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PlotReader } from "../../core/ports/plots.ts";
import type { NamedPlot } from "../../core/run/plot.ts";
import { importPlot } from "../importers/plots.ts";

/** A plot is small; what is larger is data. */
const MAX_PLOT_BYTES = 1024 * 1024;
const MAX_PLOTS = 20;
/** JSON files that are looked into for plots. */
const MAX_FILES = 200;

/** Reads plots among the JSON files that were kept as artifacts of the run. */
export function createPlotReader(): PlotReader {
  return {
    read: async (folder, files) => {
      const plots: NamedPlot[] = [];
      const warnings: string[] = [];
      const candidates = files.filter(
        ({ role, path, bytes }) => role === "artifact" && /\.json$/i.test(path) && bytes <= MAX_PLOT_BYTES,
      );
      for (const { path } of candidates.slice(0, MAX_FILES)) {
        if (plots.length === MAX_PLOTS) break;
        try {
          const plot = importPlot(await readFile(join(folder, path), "utf8"), path);
          if (plot !== undefined) plots.push({ path: path.replace(/^files\//, ""), plot });
        } catch (error) {
          warnings.push(`plots: ${error instanceof Error ? error.message : path}`);
        }
      }
      return { value: plots, warnings };
    },
  };
}
