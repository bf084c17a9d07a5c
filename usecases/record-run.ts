import { canonicalJson } from "../core/canonical.ts";
import {
  describeOrder,
  formatNotebook,
  notebookPath,
  recordNotebook,
  redactNotebook,
} from "../core/notebook/notebook.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { Discovery } from "../core/ports/discovery.ts";
import type { FoundNotebook } from "../core/ports/importer.ts";
import type { FigureDrawer, PlotReader } from "../core/ports/plots.ts";
import type { Recorder, RecorderSession } from "../core/ports/recorder.ts";
import type {
  CommandResult,
  CommandRunner,
  CurvesEncoder,
  EnvironmentReader,
  Noted,
  RecordFolder,
  RecordFolders,
  RunIds,
  WorkspaceFiles,
  WorkTree,
  WorkTreeReader,
} from "../core/ports/recording.ts";
import { assembleRun, type RunRequest } from "../core/run/assemble.ts";
import { boundFiles } from "../core/run/bounded-files.ts";
import { parseCommandLine } from "../core/run/command-line.ts";
import { UNKNOWN_ENVIRONMENT } from "../core/run/environment.ts";
import { bytesOfCodes, bytesOfText, latin1OfBytes } from "../core/run/escaped-bytes.ts";
import { isMachineAlone } from "../core/run/hardware.ts";
import { joinDiscovered, withoutMetrics } from "../core/run/join-discovered.ts";
import { foldMeasurements, type Measurement } from "../core/run/measurement.ts";
import { formatPlot, type MergedPlot, placePlots } from "../core/run/merge-plots.ts";
import { type Discovered, NOTHING_DISCOVERED, withoutNamed } from "../core/run/merge-sources.ts";
import type { Curves } from "../core/run/metric.ts";
import { outputTail } from "../core/run/output-tail.ts";
import { type Redactor, redactDeep } from "../core/run/redact.ts";
import type { ParamValue, RecordedFile, Run } from "../core/run/run.ts";
import { closeRecorder, giveUpRecorder, openRecorder, withTokenHidden } from "./gather-tracked.ts";
import { describeTrouble, Warnings } from "./warnings.ts";

export interface RecordPorts {
  readonly clock: Clock;
  readonly ids: RunIds;
  readonly workTree: WorkTreeReader;
  readonly commands: CommandRunner;
  readonly files: WorkspaceFiles;
  readonly environment: EnvironmentReader;
  readonly folders: RecordFolders;
  readonly curves: CurvesEncoder;
  /** Finds what nobody named; null or absent where nothing is looked for. */
  readonly discovery?: Discovery | null;
  /** Draws curves and plots as images of the record; absent where none are wanted. */
  readonly drawer?: FigureDrawer;
  /** Finds the plots among the artifacts; without it only curves are drawn. */
  readonly plots?: PlotReader;
  /** Listens to what training code tracks; null or absent where nothing does. */
  readonly recorder?: Recorder | null;
}

export interface RecordedRun {
  readonly run: Run;
  readonly curves: Curves;
  /** The folder that holds run.json and everything it names. */
  readonly folder: string;
  /** How the command ended; null when none was given. */
  readonly command: CommandResult | null;
}

/**
 * Runs the command, where there is one, and writes the record of the run to disk. Whatever cannot be recorded becomes a
 * warning of the record, and where there is no room its files are given up; only a disk that takes nothing at all raises.
 */
export async function recordRun(ports: RecordPorts, asked: RunRequest): Promise<RecordedRun> {
  const warnings = new Warnings(asked.warnings);
  const id = ports.ids.next();
  const folder = await ports.folders.create(id);
  const startedAt = asked.startedAt ?? ports.clock.now();
  const workTree = await warnings.take("git", NO_WORK_TREE, () => ports.workTree.read());
  const session = await openRecorder(ports.recorder, warnings);
  const request = { ...asked, redact: withTokenHidden(asked.redact, session) };
  const command = await runCommand(ports, request, { folder, warnings, session });
  const finishedAt = ports.clock.now();

  const hurry = command?.cancelled === true;
  const isModelNamed = request.model.length > 0;
  const tracked = await closeRecorder(session, {
    redact: request.redact,
    folder,
    isModelNamed,
    warnings,
  });
  const searched = await discover(ports, request, { folder, warnings, startedAt, command });
  const named = await warnings.take("metrics", [], () => ports.files.measurements(request.metrics));
  const own = new Set(named.map(({ metric }) => metric));
  const found = withoutMetrics(joinDiscovered(tracked.found, searched), own);
  const params = await readParams(ports, request, { found, warnings });
  const data = await warnings.take("data", [], () => ports.files.data(kept(request.data, request)));
  const environment = await warnings.take("environment", UNKNOWN_ENVIRONMENT, () =>
    ports.environment.read({ variables: request.config.environment.variables, hurry }),
  );
  const { metrics, curves } = foldMeasurements(
    redactNames([...found.measurements, ...named], request.redact),
  );
  const notebooks = redactNotebooks(found.notebooks ?? [], request.redact);
  const files = [
    ...(await writeFiles(ports, request, { folder, warnings, workTree, curves })),
    ...(await writeNotebooks({ folder, warnings }, notebooks)),
    ...(await writePlots({ folder, warnings }, redactDeep(found.plots ?? [], request.redact))),
    ...tracked.files,
  ];
  const tail = await readTail(command, { folder, warnings });
  const drawn = hurry ? [] : await drawFiles(ports, request, { folder, warnings, files, curves });

  const run = await writeRecord({ folder, warnings }, [...files, ...drawn], (kept) =>
    assembleRun(withWords(request, found), {
      id,
      startedAt,
      finishedAt,
      workTree,
      command,
      tail,
      params,
      metrics,
      data: [...data, ...found.data].slice(0, MAX_DATA),
      environment,
      files: kept,
      endings: tracked.endings,
      sources: found.sources,
      notebooks: notebooks.map(({ path, notebook }) => recordNotebook(path, notebook)),
      warnings: warnings.all(),
    }),
  );
  return { run, curves, folder: folder.path, command };
}

/** What is given up for the record itself, one after the other: copies of what the workspace has first, then all. */
const GIVEN_UP: readonly (readonly RecordedFile["role"][])[] = [
  ["model", "artifact"],
  ["output", "patch", "curves"],
];

/** Writes run.json, of as many files as a record names or of those for which there is room. Raises what writing raises. */
async function writeRecord(
  { folder, warnings }: Recording,
  files: readonly RecordedFile[],
  assemble: (files: readonly RecordedFile[]) => Run,
): Promise<Run> {
  const bounded = boundFiles(files);
  warnings.add(bounded.warnings);
  let kept = bounded.files;
  for (const roles of GIVEN_UP) {
    const run = assemble(kept);
    try {
      await folder.write("run.json", canonicalJson(run));
      return run;
    } catch (error) {
      const left = kept.filter(({ role }) => roles.includes(role));
      kept = kept.filter(({ role }) => !roles.includes(role));
      for (const { path } of left) await folder.remove(path).catch(() => undefined);
      warnings.add([`${describeTrouble("record", error)}; ${left.length} of its files are given up for it`]);
    }
  }
  const run = assemble(kept);
  await folder.write("run.json", canonicalJson(run));
  return run;
}

function redactNotebooks(notebooks: readonly FoundNotebook[], redact: Redactor): readonly FoundNotebook[] {
  return notebooks.map(({ path, notebook }) => ({ path, notebook: redactNotebook(notebook, redact) }));
}

/** A metric may be named after anything; each name is looked at once, and stays within what a record takes. */
function redactNames(measurements: readonly Measurement[], redact: Redactor): readonly Measurement[] {
  const names = new Map<string, string>();
  return measurements.map((measurement) => {
    const shown = names.get(measurement.metric) ?? redact(measurement.metric).slice(0, 250);
    names.set(measurement.metric, shown);
    return shown === measurement.metric ? measurement : { ...measurement, metric: shown };
  });
}

// What the configuration ignores is left out of data, artifacts and model as if each input said so.
function kept(patterns: readonly string[], { config }: RunRequest): readonly string[] {
  return patterns.length === 0 ? [] : [...patterns, ...config.ignore.map((pattern) => `!${pattern}`)];
}

/** A record names at most so many (core/run/run.ts). */
const MAX_DATA = 10_000;

const NO_WORK_TREE: WorkTree = { commit: null, dirty: false, patch: null };

interface Recording {
  readonly folder: RecordFolder;
  readonly warnings: Warnings;
}

async function runCommand(
  ports: RecordPorts,
  request: RunRequest,
  { folder, warnings, session }: Recording & { readonly session: RecorderSession | null },
): Promise<CommandResult | null> {
  const line = request.command;
  if (line === null) return null;
  try {
    const { value, warnings: more } = await ports.commands.run(line, {
      path: folder.pathOf("output.log"),
      redact: request.redact,
      variables: session?.variables ?? {},
    });
    warnings.add(more);
    return value;
  } catch (error) {
    await giveUpRecorder(session);
    throw error;
  }
}

async function readParams(
  ports: RecordPorts,
  request: RunRequest,
  { found, warnings }: { readonly found: Discovered; readonly warnings: Warnings },
): Promise<ReadonlyMap<string, ParamValue>> {
  const fromFiles = await warnings.take("params", new Map(), () => ports.files.params(request.params));
  // What was typed on the command line overrides a file, as it does in the training script.
  const typed = request.command === null ? [] : parseCommandLine(request.command);
  return new Map([...found.params, ...fromFiles, ...typed]);
}

/** What nobody named. A part that an input names is taken from there alone, so that nothing is mixed unasked. */
async function discover(
  ports: RecordPorts,
  request: RunRequest,
  {
    folder,
    warnings,
    startedAt,
    command,
  }: Recording & { readonly startedAt: string; readonly command: CommandResult | null },
): Promise<Discovered> {
  const { discovery = null } = ports;
  if (discovery === null) return NOTHING_DISCOVERED;
  const found = await warnings.take("discovery", NOTHING_DISCOVERED, () =>
    discovery.find({
      startedAt: request.command === null && request.startedAt === undefined ? null : startedAt,
      output: request.command === null ? null : folder.pathOf("output.log"),
      ignore: request.config.ignore,
      ended: command === null ? request.jobStatus === "finished" : hasEndedInOrder(command),
    }),
  );
  return withoutNamed(found, {
    metrics: request.metrics.length > 0,
    params: request.params.length > 0,
    data: request.data.length > 0,
  });
}

function hasEndedInOrder({ exitCode, cancelled, askedToEnd }: CommandResult): boolean {
  return exitCode === 0 && !cancelled && askedToEnd === undefined;
}

/** Who began the run has the first word on its name and notes; what training code says of it counts where nobody did. */
function withWords(request: RunRequest, found: Discovered): RunRequest {
  const { name = null, notes = null } = found.words ?? {};
  return {
    ...request,
    name: request.name ?? name,
    notes: request.notes ?? notes,
    tags: [...new Set([...request.tags, ...found.tags])],
  };
}

async function writeFiles(
  ports: RecordPorts,
  request: RunRequest,
  recording: Recording & { readonly workTree: WorkTree; readonly curves: Curves },
): Promise<readonly RecordedFile[]> {
  const { folder, warnings, workTree, curves } = recording;
  const copy = (patterns: readonly string[], role: "model" | "artifact") =>
    warnings.take(role, [], () => ports.files.copy(kept(patterns, request), { folder: folder.path, role }));
  const models = await copy(request.model, "model");
  const artifacts = await copy(request.artifacts, "artifact");
  const named = new Set(models.map((file) => file.path));
  const written = [
    ...(await writeOne(recording, "patch", () => patchOf(workTree, request))),
    ...(await writeOne(recording, "curves", () => (curves.size === 0 ? null : ports.curves.encode(curves)))),
    ...(await describeOutput(recording)),
  ];
  return [...models, ...artifacts.filter((file) => !named.has(file.path)), ...written];
}

/** As much as the last lines take, also where a progress bar wrote one line over and over. */
const TAIL_BYTES = 64 * 1024;

/** The end of the output of a command that failed: what the comment shows without reading the log. */
async function readTail(command: CommandResult | null, { folder, warnings }: Recording): Promise<string> {
  if (command === null || command.exitCode === 0) return "";
  return await warnings.take("output", "", async (): Promise<Noted<string>> => {
    return { value: outputTail(await folder.tail("output.log", TAIL_BYTES)), warnings: [] };
  });
}

/** A cancelled job has seconds left, and none of them for pictures; of the machine's use alone there are none. */
async function drawFiles(
  { drawer, plots }: RecordPorts,
  { config }: RunRequest,
  {
    folder,
    warnings,
    files,
    curves,
  }: Recording & {
    readonly files: readonly RecordedFile[];
    readonly curves: Curves;
  },
): Promise<readonly RecordedFile[]> {
  const isEmpty = isMachineAlone(curves) && !files.some(({ role }) => role === "artifact");
  if (drawer === undefined || isEmpty) return [];
  const what = { folder, files, curves, goals: config.metrics };
  return await warnings.take("drawings", [], async () => {
    const { drawRecord } = await import("./draw-record.ts");
    return await drawRecord({ drawer, plots }, what);
  });
}

/** The code of each, without outputs, as a notebook that Jupyter opens. */
async function writeNotebooks(
  { folder, warnings }: Recording,
  notebooks: readonly FoundNotebook[],
): Promise<readonly RecordedFile[]> {
  const files: RecordedFile[] = [];
  for (const { path, notebook } of notebooks) {
    warnings.add(describeOrder(path, notebook));
    const write = async (): Promise<Noted<readonly RecordedFile[]>> => {
      const name = notebookPath(path);
      const written = await folder.write(name, canonicalJson(formatNotebook(notebook)));
      return { value: [{ path: name, role: "artifact", ...written }], warnings: [] };
    };
    files.push(...(await warnings.take("notebook", [], write)));
  }
  return files;
}

async function writePlots(
  { folder, warnings }: Recording,
  plots: readonly MergedPlot[],
): Promise<readonly RecordedFile[]> {
  const files: RecordedFile[] = [];
  for (const { path, plot } of placePlots(plots)) {
    const write = async (): Promise<Noted<readonly RecordedFile[]>> => {
      const written = await folder.write(path, formatPlot(plot));
      return { value: [{ path, role: "artifact", ...written }], warnings: [] };
    };
    files.push(...(await warnings.take("plots", [], write)));
  }
  return files;
}

const NAMES = { patch: "source.patch", curves: "curves.parquet" } as const;

async function writeOne(
  { folder, warnings }: Recording,
  role: keyof typeof NAMES,
  content: () => string | Uint8Array | null | Promise<Uint8Array | null>,
): Promise<readonly RecordedFile[]> {
  return await warnings.take(role, [], async (): Promise<Noted<readonly RecordedFile[]>> => {
    const bytes = await content();
    const path = NAMES[role];
    return {
      value: bytes === null ? [] : [{ path, role, ...(await folder.write(path, bytes)) }],
      warnings: [],
    };
  });
}

/** Where its bytes are no UTF-8, a secret may be written in Latin-1 as well. */
function patchOf({ patch }: WorkTree, { redact }: RunRequest): string | Uint8Array | null {
  const text = patch === null ? null : redact(patch);
  if (text === null || text.isWellFormed()) return text;
  return bytesOfCodes(redact(latin1OfBytes(bytesOfText(text))));
}

async function describeOutput({ folder, warnings }: Recording): Promise<readonly RecordedFile[]> {
  return await warnings.take("output", [], async (): Promise<Noted<readonly RecordedFile[]>> => {
    const file = await folder.describe("output.log");
    return { value: file === null ? [] : [{ path: "output.log", role: "output", ...file }], warnings: [] };
  });
}
