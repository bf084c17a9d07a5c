import { stat } from "node:fs/promises";
import { basename, dirname, posix, resolve } from "node:path";
import { PedigreeError } from "../../core/errors.ts";
import type { ImportContext, ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import type {
  FoundRun,
  HistoryFormat,
  HistoryRequest,
  ReadSoFar,
  RunHistories,
  UnreadHistory,
} from "../../core/ports/run-histories.ts";
import { groupOf, type ImportSource } from "../../core/run/import-source.ts";
import { trialsApart } from "../../core/run/trials.ts";
import { dvcPipeline, dvcPointer, namedByPipeline } from "./dvc.ts";
import { dvclive } from "./dvclive.ts";
import { createImportFile, findFile, readHead } from "./import-file.ts";
import { folderOf } from "./imported-run.ts";
import { IMPORTERS } from "./importers.ts";
import { mlflowDatabase } from "./mlflow-db.ts";
import { mlflowFiles } from "./mlflow-files.ts";
import { notebook } from "./notebook.ts";
import { tensorboard } from "./tensorboard.ts";
import { trackio } from "./trackio.ts";
import { type WalkLimits, walkFolder } from "./walk.ts";
import { wandb } from "./wandb.ts";

/** A file store of a hundred thousand runs. It is the user's own folder, and nothing waits for it. */
const LIMITS: WalkLimits = { depth: 20, files: 2_000_000, milliseconds: 600_000 };

const OF_FORMAT: Readonly<Record<HistoryFormat, readonly Importer[]>> = {
  mlflow: [mlflowFiles, mlflowDatabase],
  dvclive: [dvclive],
  wandb: [wandb],
  trackio: [trackio],
  tensorboard: [tensorboard],
  // A pointer describes data that a run may use, and no run; a notebook is the code of one.
  auto: IMPORTERS.filter((importer) => importer !== dvcPointer && importer !== notebook),
};

/** The runs in a folder, or in one file. */
export function openRunHistories(place: string): RunHistories {
  const target = resolve(place);
  return {
    name: basename(target),
    lookedFor: (format) => OF_FORMAT[format].map(({ name }) => name),
    find: (request, read) => findRuns(target, request, read),
  };
}

async function* findRuns(
  target: string,
  request: HistoryRequest,
  told: ReadSoFar = () => {},
): AsyncGenerator<FoundRun | UnreadHistory> {
  const { files, limits, isNamed } = await filesIn(target);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  for (const limit of limits) yield { path: ".", error: limitReached(limit) };
  const importers = OF_FORMAT[request.format];
  const named = importers.includes(dvcPipeline) ? await namedByPipelines(files) : NONE;
  const open = new Map<string, Gathered>();
  for (const file of files) {
    told(done, total);
    done += file.bytes;
    // Files come by their path, so that a folder is whole as soon as another one begins.
    for (const [folder, run] of open) {
      if (folder === "." || file.path === folder || file.path.startsWith(`${folder}/`)) continue;
      open.delete(folder);
      yield* finish(run);
    }
    if (named.has(file.path)) continue;
    const possible = isNamed ? importers : importers.filter(({ paths }) => paths.test(file.path));
    const importer = possible.length === 0 ? undefined : choose(file, possible);
    if (importer === undefined) continue;
    const read = await readRuns(importer, file, { since: null, machine: request.machine });
    if (!Array.isArray(read)) yield { path: file.path, error: read };
    else {
      for (const [at, run] of read.entries()) {
        // Of a database with many runs most of the time goes into keeping them.
        told(done - file.bytes * (1 - at / read.length), total);
        yield* gather(open, { path: file.path, format: importer.name, run }, file);
      }
    }
  }
  for (const run of open.values()) yield* finish(run);
}

const NONE: ReadonlySet<string> = new Set();

/** Files that belong to the run of a pipeline, wherever they lie: they are no runs of their folders. */
async function namedByPipelines(files: readonly ImportFile[]): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for (const file of files) {
    if (!dvcPipeline.paths.test(file.path)) continue;
    // One that cannot be read is told when it is its turn.
    for (const path of await namedByPipeline(file).catch(() => [])) named.add(path);
  }
  return named;
}

interface Member {
  readonly source: ImportSource;
  readonly modified: number;
}

interface Gathered {
  readonly path: string;
  readonly members: Member[];
}

/** A run with an id of its own is whole at once; others are what all files of a folder tell together. */
function* gather(open: Map<string, Gathered>, source: ImportSource, file: ImportFile): Generator<FoundRun> {
  const folder = runFolder(source);
  if (source.run.about?.id !== undefined) {
    yield { path: folder, sources: [source], modified: file.modified };
    return;
  }
  const gathered = open.get(folder) ?? { path: folder, members: [] };
  gathered.members.push({ source, modified: file.modified });
  open.set(folder, gathered);
}

/** Of several trials each is a run of its own, in its own folder. */
function* finish({ path, members }: Gathered): Generator<FoundRun> {
  const apart = trialsApart(members.map(({ source }) => source));
  const folderOfRun = ({ source }: Member) => (apart.has(groupOf(source)) ? source.run.group : path);
  for (const [folder, own] of Map.groupBy(members, folderOfRun)) yield* wholeRun(folder, own);
}

/** In the order of precedence of the formats; a folder with nothing but parameters is no run. */
function* wholeRun(path: string, members: readonly Member[]): Generator<FoundRun> {
  const sources = members.map(({ source }) => source);
  if (sources.every(({ run }) => isNothing(run))) return;
  const rank = ({ format }: ImportSource) => IMPORTERS.findIndex(({ name }) => name === format);
  const modified = Math.max(...members.map((member) => member.modified));
  yield { path, sources: sources.toSorted((a, b) => rank(a) - rank(b)), modified };
}

function isNothing({ measurements, plots = [], partial }: ImportedRun): boolean {
  return measurements.length === 0 && plots.length === 0 && !partial;
}

/** Folders that a library makes inside of the run's own; Keras has one for training and one for validation. */
const INNER = /(^|\/)(dvclive|catboost_info)$/;
const PARTS = /(^|\/)(train|validation)$/;

function runFolder({ format, run, path }: ImportSource): string {
  const group = run.trialOf ?? (run.group === "" ? folderOf(path) : run.group);
  const inner = format === tensorboard.name ? PARTS : INNER;
  return group.replace(inner, "") || ".";
}

function choose(file: ImportFile, possible: readonly Importer[]): Importer | undefined {
  const head = readHead(file);
  return head && possible.find((importer) => importer.detect(file.path, head));
}

async function readRuns(
  importer: Importer,
  file: ImportFile,
  context: ImportContext,
): Promise<ImportedRun[] | PedigreeError> {
  try {
    return [...(await importer.read(file, context))];
  } catch (error) {
    if (error instanceof PedigreeError) return error;
    const found = error instanceof Error ? error.message.replace(/\s+/g, " ").slice(0, 200) : String(error);
    return new PedigreeError("FILE_UNREADABLE", "cannot be imported", {
      subject: file.path,
      found,
      cause: error,
    });
  }
}

async function filesIn(target: string) {
  const stats = await stat(target).catch((cause: unknown) => {
    throw new PedigreeError("FILE_NOT_FOUND", "nothing to import", {
      subject: target,
      expected: "a folder or a file that a tracker has written",
      found: cause instanceof Error && "code" in cause ? String(cause.code) : "nothing",
      remedy: "name the place, e.g. mlruns or mlflow.db; without one it is the present folder",
      cause,
    });
  });
  if (stats.isDirectory()) {
    const { files, limits } = walkFolder(target, LIMITS);
    return { files: files.map((facts) => createImportFile(target, facts)), limits, isNamed: false };
  }
  const file = findFile(dirname(target), posix.basename(target));
  return { files: file === undefined ? [] : [file], limits: [], isNamed: true };
}

function limitReached(limit: string): PedigreeError {
  return new PedigreeError("FILE_TOO_LARGE", "only a part of the folder was searched", {
    expected: `at most ${limit}`,
    found: "more",
  });
}
