import type { PedigreeError } from "../../core/errors.ts";
import type { ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import type { Measurement } from "../../core/run/measurement.ts";
import { folderOf, importedRun, unreadableRest } from "./imported-run.ts";
import { Points } from "./points.ts";
import { EventReader } from "./tensorboard-event.ts";
import { type TfRecordEnd, TfRecordReader } from "./tf-record.ts";

/**
 * TensorBoard event files, as TensorFlow, Keras, PyTorch, Lightning and tensorboardX write them: scalars as
 * `simple_value` and as tensors, parameters of the hparams plugin, histograms and precision-recall curves. Images, sound,
 * text and graphs are passed over.
 */
export const tensorboard: Importer = {
  name: "tensorboard",
  scope: "written by the run",
  // CatBoost writes events beside its tables, which hold the same with more digits.
  paths: /^(?!(?:.*\/)?catboost_info\/)(?:.*\/)?[^/]*tfevents\.[^/]*$/,
  // A writer that was only just opened may have written nothing yet, so the name alone decides.
  detect: () => true,
  read: async (file) => [await readEvents(file)],
};

async function readEvents(file: ImportFile): Promise<ImportedRun> {
  const framing = new TfRecordReader();
  const events = new EventReader();
  const points = new Points();
  let stop: string | undefined;
  for await (const chunk of file.chunks()) {
    framing.add(chunk);
    stop = readRecords(framing, events, points);
    if (stop !== undefined || points.isCut) break;
  }
  const problems = points.isCut ? points.problems(file.path) : describeEnd(file.path, framing.end(), stop);
  return importedRun(file.path, {
    ...placeOf(file.path),
    params: events.params,
    measurements: points.list,
    plots: events.plots.plots(),
    partial: problems.length > 0 || events.plots.isPartial,
    problems: [...problems, ...events.plots.problems(file.path)],
  });
}

/** Why reading stops; undefined where the piece was read to its end. */
function readRecords(framing: TfRecordReader, events: EventReader, points: Points): string | undefined {
  const add = (scalar: Measurement) => {
    if (scalar.metric !== "" && scalar.metric.length <= 250) points.add(scalar);
  };
  for (let record = framing.next(); record !== undefined; record = framing.next()) {
    try {
      events.read(record, add);
    } catch {
      return `a record that is no event, after ${points.list.length} values`;
    }
    if (points.isCut) break;
  }
  return undefined;
}

function describeEnd(subject: string, end: TfRecordEnd, stop: string | undefined): readonly PedigreeError[] {
  if (stop !== undefined) return [unreadableRest(subject, { expected: "events", found: stop })];
  if (end.kind === "complete") return [];
  const found = end.kind === "cut" ? end.missing : end.what;
  return [unreadableRest(subject, { path: `byte ${end.offset}`, expected: "whole records", found })];
}

/** PyTorch's `add_hparams` writes into a folder of its own, named by the time: of a run with one trial it is the same run. */
function placeOf(path: string): { readonly group: string; readonly trialOf?: string } {
  const group = folderOf(path);
  return /(^|\/)\d{10}\.\d+$/.test(group) ? { group, trialOf: folderOf(group) } : { group };
}
