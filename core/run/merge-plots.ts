import type { FoundPlot } from "../ports/importer.ts";
import { pickEvenly } from "./even-steps.ts";
import type { NamedPlot, Plot } from "./plot.ts";
import { plotPath } from "./plot-paths.ts";

/** Plots of one file, and by what its names are told apart from those of other runs of the format. */
export interface SourcePlots {
  readonly format: string;
  readonly label: string;
  readonly plots: readonly FoundPlot[];
}

/** A record shows so many (adapters/record/plot-reader.ts). */
const MAX_PLOTS = 20;
/** What several files of a run tell together has as many steps as one of them may, so that a plot stays small. */
const MAX_STEPS = { histogram: 40, norms: 100 } as const;
const MAX_SLUG = 80;

/** A plot of a run, with the format that holds it and its name there. */
export interface MergedPlot extends FoundPlot {
  readonly format: string;
}

/**
 * The plots of a run. What several files of a run tell under one name is one plot: a training that was resumed goes on in
 * another file. At most 20 are kept.
 */
export function mergePlots(sources: readonly SourcePlots[]): readonly MergedPlot[] {
  const joined = new Map<string, MergedPlot>();
  for (const { format, label, plots } of sources) {
    for (const { name, plot } of plots) {
      const full = label === "" ? name : `${label}/${name}`;
      const key = `${format}\n${plot.pedigree}\n${full}`;
      const known = joined.get(key)?.plot;
      const own = known === undefined ? titled(plot, label) : joinPlots(known, titled(plot, label));
      joined.set(key, { format, name: full, plot: own });
    }
  }
  return [...joined.values()].slice(0, MAX_PLOTS);
}

/** Each with the place at which the record keeps it, which follows from its name: secrets have to be taken out of that before. */
export function placePlots(plots: readonly MergedPlot[]): readonly NamedPlot[] {
  const taken = new Set<string>();
  return plots.map(({ format, name, plot }) => {
    const path = freePath(format, name, taken);
    taken.add(path.toLowerCase());
    return { path, plot };
  });
}

/** A plot as the record keeps it: JSON that is found among the artifacts, like what a training writes itself. */
export function formatPlot(plot: Plot): string {
  return `${JSON.stringify(plot)}\n`;
}

function titled(plot: Plot, label: string): Plot {
  if (label === "") return plot;
  const title = `${label}/${plot.title ?? plot.pedigree}`;
  return { ...plot, title: title.slice(0, 200) };
}

/** A curve without steps is the later one's. */
function joinPlots(first: Plot, second: Plot): Plot {
  if (first.pedigree === "histogram" && second.pedigree === "histogram") {
    const all = [...first.histograms, ...second.histograms];
    return { ...second, histograms: [...pickEvenly(all, MAX_STEPS.histogram)] };
  }
  if (first.pedigree !== "gradient-norms" || second.pedigree !== "gradient-norms") return second;
  const layers = new Map(first.layers.map(({ name, points }) => [name, points]));
  for (const { name, points } of second.layers) {
    layers.set(name, [...pickEvenly([...(layers.get(name) ?? []), ...points], MAX_STEPS.norms)]);
  }
  return { ...second, layers: [...layers].map(([name, points]) => ({ name, points })) };
}

/** A name is whatever somebody wrote, and this is the name of a file. */
function freePath(format: string, name: string, taken: ReadonlySet<string>): string {
  const slug =
    name
      .replace(/[^A-Za-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, MAX_SLUG) || "plot";
  for (let place = 1; ; place += 1) {
    const path = plotPath(format, place === 1 ? slug : `${slug}-${place}`);
    if (!taken.has(path.toLowerCase())) return path;
  }
}
