import { PedigreeError } from "../../core/errors.ts";
import type { AboutRun, ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import { flattenParams } from "../../core/run/flatten.ts";
import type { Measurement } from "../../core/run/measurement.ts";
import { attempt } from "./attempt.ts";
import { folderOf, importedRun, MAX_TEXT_BYTES, unreadableRest } from "./imported-run.ts";
import { parseJson } from "./json.ts";
import { readLog } from "./leveldb-log.ts";
import { readTime } from "./measurements.ts";
import { numbersIn } from "./number-tree.ts";
import { Points } from "./points.ts";
import { readRecord, type WandbAbout, type WandbItem, type WandbRecord } from "./wandb-record.ts";

/** `:W&B`, a magic number and the version of the log. */
const HEADER = Uint8Array.of(0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0x00);

/** The log of a W&B run, `wandb/offline-run-…/run-ID.wandb`: history, summary, configuration and tags. */
export const wandb: Importer = {
  name: "wandb",
  scope: "written by the run",
  paths: /(^|\/)run-[^/]+\.wandb$/,
  detect: (_, head) => startsWithHeader(head),
  read: async (file) => [await readRun(file)],
};

function startsWithHeader(bytes: Uint8Array): boolean {
  return HEADER.every((byte, at) => bytes[at] === byte);
}

async function readRun(file: ImportFile): Promise<ImportedRun> {
  const bytes = await readBytes(file);
  if (!startsWithHeader(bytes)) {
    throw new PedigreeError("FILE_UNREADABLE", "file cannot be imported", {
      subject: file.path,
      expected: "a log of W&B, version 0",
      found: `${bytes.length} bytes of something else`,
    });
  }
  const { records, end } = readLog(bytes, HEADER.length);
  const told = tellAll(records);
  const damage = end === null ? told.damage : `${end.what}, byte ${end.offset}`;
  const damaged =
    damage === undefined ? [] : [unreadableRest(file.path, { expected: "whole records", found: damage })];
  const problems = [...told.history.problems(file.path), ...damaged];
  const params = await attempt<ImportedRun["params"]>(
    file,
    problems,
    () => flattenParams(Object.fromEntries(told.config), file.path),
    new Map(),
  );
  const drawn = new Set(told.history.list.map(({ metric }) => metric));
  return importedRun(file.path, {
    group: folderOf(file.path),
    label: told.about.name ?? "",
    measurements: [...told.history.list, ...told.summary.filter(({ metric }) => !drawn.has(metric))],
    params,
    tags: told.tags,
    partial: problems.length > 0,
    problems,
    about: aboutRun(told),
  });
}

/** A log without the record of an exit is of a run that goes on, or was killed. */
function aboutRun({ about, history }: Told): AboutRun {
  const { id, project, name, notes, startedAt, commit, exitCode } = about;
  const last = history.list.at(-1)?.time ?? null;
  return {
    ...(id === undefined ? {} : { id: `${project ?? ""}/${id}` }),
    ...(project === undefined ? {} : { experiment: project }),
    ...(name === undefined ? {} : { name }),
    ...(notes === undefined ? {} : { notes }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(last === null ? {} : { finishedAt: last }),
    ...(commit === undefined ? {} : { commit }),
    status: exitCode === undefined ? "running" : exitCode === 0 ? "finished" : "failed",
  };
}

async function readBytes(file: ImportFile): Promise<Uint8Array> {
  if (file.bytes > MAX_TEXT_BYTES) {
    throw new PedigreeError("FILE_TOO_LARGE", "file cannot be imported", {
      subject: file.path,
      expected: `at most ${MAX_TEXT_BYTES} bytes`,
      found: `${file.bytes} bytes`,
    });
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of file.chunks()) pieces.push(Uint8Array.from(piece));
  return Buffer.concat(pieces);
}

interface Told {
  readonly history: Points;
  readonly summary: readonly Measurement[];
  readonly config: ReadonlyMap<string, unknown>;
  readonly tags: readonly string[];
  readonly about: Readonly<WandbAbout>;
  readonly damage: string | undefined;
}

function tellAll(records: readonly Uint8Array[]): Told {
  const history = new Points();
  const summary = new Map<string, Measurement>();
  const config = new Map<string, unknown>();
  const tags: string[] = [];
  const about: WandbAbout = {};
  const objects = new Set<string>();
  const isMetric = ({ metric }: Measurement) => !isPart(metric, objects);
  const told = (damage?: string): Told => ({
    history,
    summary: [...summary.values()].filter(isMetric),
    config,
    tags,
    about,
    damage,
  });
  for (const [index, bytes] of records.entries()) {
    let record: WandbRecord;
    try {
      record = readRecord(bytes);
    } catch {
      return told(`record ${index + 1} is none of W&B's`);
    }
    history.addAll(measurementsOf(record));
    for (const name of objectsIn(record.summary)) objects.add(name);
    for (const item of record.summary) {
      for (const [metric, value] of numbersOf(item))
        summary.set(metric, { metric, step: null, time: null, value });
    }
    for (const item of record.config)
      if (!nameOf(item).startsWith("_")) config.set(nameOf(item), parsedOf(item, { exactly: true }));
    tags.push(...record.tags);
    Object.assign(about, record.about);
    // The newest summary stands further on.
    if (history.isCut) return { ...told(), summary: [] };
  }
  return told();
}

function nameOf({ key, nested }: WandbItem): string {
  return nested.length > 0 ? nested.join(".") : key;
}

function parsedOf({ json }: WandbItem, options = {}): unknown {
  try {
    return parseJson(json, "value", options);
  } catch {
    return json;
  }
}

function measurementsOf({ history, step }: WandbRecord): readonly Measurement[] {
  const stamp = history.find((item) => nameOf(item) === "_timestamp");
  const own = history.find((item) => nameOf(item) === "_step");
  const counted = own === undefined ? step : Number(parsedOf(own));
  const time = stamp === undefined ? null : readTime(parsedOf(stamp));
  if (!Number.isFinite(counted)) return [];
  const objects = objectsIn(history);
  return history.flatMap((item) =>
    isPart(nameOf(item), objects)
      ? []
      : numbersOf(item).map(([metric, value]) => ({ metric, step: counted, time, value })),
  );
}

/** Tables, pictures and the like, which may be written part by part: the numbers in them are no metrics. */
function objectsIn(items: readonly WandbItem[]): ReadonlySet<string> {
  return new Set(
    items.flatMap(({ nested }) => (nested.at(-1) === "_type" ? [nested.slice(0, -1).join(".")] : [])),
  );
}

function isPart(name: string, objects: ReadonlySet<string>): boolean {
  if (objects.size === 0) return false;
  return Array.from(objects).some((object) => name.startsWith(`${object}.`));
}

/** The numbers of an item under dotted names; pictures, tables and text are no numbers, `_step` and the like no metrics. */
function numbersOf(item: WandbItem): readonly (readonly [string, number])[] {
  const name = nameOf(item);
  if (name === "" || name.startsWith("_")) return [];
  return numbersIn(name, parsedOf(item));
}
