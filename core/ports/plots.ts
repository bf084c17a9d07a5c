import type { NamedPlot } from "../run/plot.ts";
import type { RecordedFile } from "../run/run.ts";
import type { Noted } from "./recording.ts";

/** Finds what can be drawn among the artifacts of a record on disk. A file of any other kind is passed over silently. */
export interface PlotReader {
  read(folder: string, files: readonly RecordedFile[]): Promise<Noted<readonly NamedPlot[]>>;
}
