import type { FigureDrawer, PlotReader } from "../core/ports/plots.ts";
import type { Noted, RecordFolder } from "../core/ports/recording.ts";
import { drawingsOf } from "../core/report/drawings.ts";
import { isMachineAlone } from "../core/run/hardware.ts";
import type { Curves } from "../core/run/metric.ts";
import { drawingPath } from "../core/run/plot-paths.ts";
import type { RecordedFile, Run } from "../core/run/run.ts";

export interface DrawPorts {
  readonly plots?: PlotReader | undefined;
  readonly drawer: FigureDrawer;
}

export interface ToDraw {
  readonly folder: RecordFolder;
  /** What the record holds so far. */
  readonly files: readonly RecordedFile[];
  readonly curves: Curves;
  readonly goals: Run["goals"];
}

/** Draws a run's curves and plots into the folder of its record, as files of the record like any other. */
export async function drawRecord(
  { plots, drawer }: DrawPorts,
  { folder, files, curves, goals }: ToDraw,
): Promise<Noted<readonly RecordedFile[]>> {
  // What of the plots cannot be read is told when they are read for the comment.
  const read = (await plots?.read(folder.path, files))?.value ?? [];
  const drawn: RecordedFile[] = [];
  if (read.length === 0 && isMachineAlone(curves)) return { value: drawn, warnings: [] };
  for (const drawing of drawingsOf(curves, goals, read)) {
    const path = drawingPath(drawing.name);
    const written = await folder.write(path, await drawer.draw(drawing));
    drawn.push({ path, role: "artifact", ...written });
  }
  return { value: drawn, warnings: [] };
}
