import { importPlot } from "../adapters/importers/plots.ts";
import { createRenderer } from "../adapters/render/renderer.ts";
import { createFigureDrawer } from "../adapters/render/svg/draw-figure.ts";
import { PedigreeError } from "../core/errors.ts";
import { drawingsOf } from "../core/report/drawings.ts";
import { plotView } from "../core/report/plot-view.ts";
import type { NamedPlot } from "../core/run/plot.ts";
import type { GeneratedFile } from "./generated.ts";

export const GALLERY = "docs/charts.md";

/** The examples of the gallery, as the Action would find them. One that is no plot raises INPUT_INVALID. */
export function galleryPlots(document: string): readonly NamedPlot[] {
  return [...document.matchAll(/^```json\n(.*?)^```$/gms)].map(([, sample = ""]) => {
    const plot = importPlot(sample, GALLERY);
    if (plot !== undefined) return { path: `plot-${plot.pedigree}.json`, plot };
    throw new PedigreeError("INPUT_INVALID", "an example of the gallery is no plot", {
      subject: GALLERY,
      found: sample.slice(0, 80),
    });
  });
}

const PAGE = `# Charts as a comment shows them

Made from the examples in [charts.md](../charts.md) by \`npm run docs\`.

`;

/** A page with every example as it stands in a comment or job summary, Mermaid charts and all. */
export function galleryPage(document: string): GeneratedFile {
  const renderer = createRenderer();
  const shown = galleryPlots(document).flatMap((plot) => plotView(plot) ?? []);
  const text = PAGE + shown.map((view) => renderer.render("_plot", view)).join("\n");
  return { path: "docs/examples/charts.md", text: `${text.trimEnd()}\n` };
}

/** The images that the gallery shows, drawn from its own examples. */
export async function galleryImages(document: string): Promise<readonly GeneratedFile[]> {
  const drawer = createFigureDrawer();
  const drawings = drawingsOf(new Map(), {}, galleryPlots(document));
  return await Promise.all(
    drawings.map(async (drawing) => ({
      path: `docs/images/${drawing.name}.svg`,
      text: await drawer.draw(drawing),
    })),
  );
}
