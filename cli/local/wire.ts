import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { relative, resolve } from "node:path";
import process from "node:process";
import { createWorkspaceFiles } from "../../adapters/data/workspace-files.ts";
import { createEnvironmentReader } from "../../adapters/environment/environment-reader.ts";
import { readLocalContext } from "../../adapters/git/local-context.ts";
import { createWorkTreeReader } from "../../adapters/git/work-tree.ts";
import { createCommandRunner } from "../../adapters/process/command-runner.ts";
import { refuseAfterSignal } from "../../adapters/process/early-signal.ts";
import { findProgram } from "../../adapters/process/find-program.ts";
import { isHangupIgnored } from "../../adapters/process/hangup.ts";
import { presenceOf } from "../../adapters/recorder/presence.ts";
import { resumeRecorder } from "../../adapters/recorder/recorder.ts";
import { findStore } from "../../adapters/store/find-store.ts";
import { createLiveFolders } from "../../adapters/store/live-folders.ts";
import { folderOfLive, listLive, readBegunTree } from "../../adapters/store/live-runs.ts";
import { readOverlap } from "../../adapters/store/overlaps.ts";
import { FolderRunStore } from "../../adapters/store/run-folder-store.ts";
import { PedigreeError } from "../../core/errors.ts";
import type { RunId } from "../../core/names.ts";
import type { Discovery, DiscoveryRequest } from "../../core/ports/discovery.ts";
import type { PlotReader } from "../../core/ports/plots.ts";
import type { CommandResult, CommandRunner, Noted, WorkTreeReader } from "../../core/ports/recording.ts";
import type { RunConfig } from "../../core/run/config.ts";
import { absentConfig, CONFIG_PATH, DEFAULT_RUN_CONFIG } from "../../core/run/default-config.ts";
import type { BegunTree, LiveRun } from "../../core/run/live-run.ts";
import type { Discovered } from "../../core/run/merge-sources.ts";
import { describeShared, type Overlap } from "../../core/run/overlap.ts";
import { leftVariables } from "../../core/run/own-tracking.ts";
import { createRedactor, secretValues } from "../../core/run/redact.ts";
import { formatRunId } from "../../core/run/run-id.ts";
import type { RecordPorts } from "../../usecases/record-run.ts";
import { type CameSignals, SIGNALS } from "../signals.ts";
import { createWorkTeller } from "../work.ts";
import { placesOfLive, watchingHere } from "./live/wire.ts";
import type { LocalRuns, Program, Refusal } from "./ports.ts";
import { beginRun, logToRun, recorderInside } from "./recorder/wire.ts";

/** A person may want a checkpoint to be written after Ctrl-C; nothing ends this machine meanwhile, as a runner does. */
const GRACE_MS = 30_000;
/** Another run may tell of itself in the folder while it is removed. */
const REMOVED = { recursive: true, force: true, maxRetries: 5 };

export interface LocalOptions {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** The store that was named on the command line. */
  readonly named: string | undefined;
  /** Whether the answer is JSON on standard output, which a command must not write into. */
  readonly json: boolean;
  /** Told what takes long. */
  readonly progress: (line: string) => void;
  /** Signals that this process outlived so far. */
  readonly came: CameSignals;
}

/** The runs of this machine, with everything that records new ones. */
export function openLocalRuns(options: LocalOptions): LocalRuns {
  const { folder, env, named } = options;
  const root = findStore(folder, named ?? env.PEDIGREE_STORE);
  const store = new FolderRunStore(root);
  const at = (place: string) => placeOf(place, root, env);
  return {
    root,
    store,
    folderOf: (id) => store.folderOf(id),
    ...at(folder),
    at,
    secrets: secretValues(env),
    refusalOf: (program) => refusalOf(program, options),
    recording: (program, begun) => {
      const id = newId();
      const ports = recordPorts(options, root, id);
      const workTree = readOnce(ports.workTree);
      const recorder = recorderInside({ root, id, env, folder, workTree, ...begun });
      return { ...ports, workTree, recorder, commands: commandsFor(program, options) };
    },
    telling: { ...recordPorts(options, root, newId()), discovery: null },
    begin: (begun) => {
      const workTree = createWorkTreeReader(folder);
      return beginRun({ root, id: newId(), env, folder, workTree, line: null, ...begun });
    },
    resuming: (run) => resume(options, root, run),
    live: () => listLive(root),
    presenceOf: (run) => presenceOf(root, run),
    leftVariables: (id) => leftVariables(env, id),
    plots,
    places: async (run) => {
      // A configuration that cannot be read now is told when the run is recorded.
      const config = await readConfig(run.folder, run.asked.values.config).catch(() => DEFAULT_RUN_CONFIG);
      return placesOfLive(run, { root, config, redact: createRedactor(secretValues(env)) });
    },
    watching: watchingHere(folder, root),
    log: (batch) => logToRun(batch, { env, root }),
    keep: async ({ run, folder: record }) => {
      await store.keep(run.id, record);
      await rm(folderOfLive(root, run.id), REMOVED);
      return store.folderOf(run.id);
    },
  };
}

/** What runs the program that a person waits for, and may cancel at any moment. */
function commandsFor(program: Program, { folder, env, json, came }: LocalOptions): CommandRunner {
  const signals = isHangupIgnored() ? SIGNALS.filter((signal) => signal !== "SIGHUP") : SIGNALS;
  const runner = createCommandRunner({
    cwd: folder,
    env,
    stdout: json ? process.stderr : process.stdout,
    stderr: process.stderr,
    graceMs: GRACE_MS,
    // A process of another group may not read from a terminal.
    passInput: process.stdin.isTTY !== true,
    signals,
    ...(program.kind === "words" ? { program: program.words } : {}),
  });
  return refuseAfterSignal(runner, () => came().find((signal) => signals.includes(signal)));
}

/** What a folder says of runs that are begun there. */
function placeOf(folder: string, root: string, env: NodeJS.ProcessEnv): ReturnType<LocalRuns["at"]> {
  const inside = relative(folder, root);
  return {
    context: (words) => readLocalContext({ folder, env, words }),
    config: (path) => readConfig(folder, path),
    leftOut: inside.startsWith("..") ? [] : [`!${inside}`],
  };
}

/** Records what is left of a run, whose command nobody runs again. */
function resume(options: LocalOptions, root: string, run: LiveRun): RecordPorts {
  const ports = recordPorts({ ...options, folder: run.folder }, root, run.id);
  const begun = async () => await readBegunTree(root, run);
  return {
    ...ports,
    recorder: resumeRecorder(run.session),
    commands: { run: () => Promise.resolve({ value: LOST_COMMAND, warnings: [] }) },
    workTree: { read: async () => asBegun(await begun()) ?? (await ports.workTree.read()) },
  };
}

/** How a command ended whose recorder was killed, nobody knows. */
const LOST_COMMAND: CommandResult = {
  exitCode: null,
  signal: null,
  cancelled: false,
  wallSeconds: null,
  cpuSeconds: null,
  peakMemoryBytes: null,
};

function asBegun(tree: BegunTree | null): Noted<BegunTree> | undefined {
  return tree === null ? undefined : { value: tree, warnings: [] };
}

/** The work tree as it is when a run begins, for its record and for what is kept of it meanwhile. */
function readOnce(reader: WorkTreeReader): WorkTreeReader {
  let tree: ReturnType<WorkTreeReader["read"]> | null = null;
  return {
    read: () => {
      tree ??= reader.read();
      return tree;
    },
  };
}

const plots: PlotReader["read"] = async (record, files) => {
  if (!files.some(({ role }) => role === "artifact")) return { value: [], warnings: [] };
  const { createPlotReader } = await import("../../adapters/record/plot-reader.ts");
  return await createPlotReader().read(record, files);
};

function refusalOf(program: Program, { folder, env }: LocalOptions): Refusal | null {
  const [name] = program.kind === "words" ? program.words : [];
  const state = name === undefined ? "there" : findProgram(name, { folder, env });
  if (name === undefined || state === "there") return null;
  const error = new PedigreeError("COMMAND_FAILED", "the program cannot be started", {
    subject: name,
    expected: name.includes("/") ? "a file that may be executed" : "a program in PATH",
    found: state === "missing" ? "none of this name" : "a file that may not be executed",
    remedy: "look at its name, or give a line for the shell to --shell",
  });
  return { error, status: state === "missing" ? 127 : 126 };
}

function newId(): RunId {
  return formatRunId(Date.now(), randomBytes(10));
}

async function readConfig(folder: string, named: string | undefined): Promise<RunConfig> {
  const path = named ?? CONFIG_PATH;
  const place = resolve(folder, path);
  if (!existsSync(place)) return absentConfig(named);
  const { readRunConfig } = await import("../../adapters/importers/run-config-file.ts");
  return await readRunConfig(place, path);
}

/** A run that begins while the workspace is searched may have written what is found: then it is searched once more. */
async function findBeside(
  discovery: Discovery,
  request: DiscoveryRequest,
  overlapOf: () => Promise<Overlap | undefined>,
): ReturnType<Discovery["find"]> {
  for (let overlap = await overlapOf(); ; ) {
    const found = await discovery.find(overlap === undefined ? request : { ...request, overlap });
    const now = await overlapOf();
    if (now?.others.length === overlap?.others.length) return withShared(found, overlap);
    overlap = now;
  }
}

function withShared(found: Noted<Discovered>, overlap: Overlap | undefined): Noted<Discovered> {
  const shared = overlap === undefined ? null : describeShared(overlap);
  return shared === null ? found : { ...found, warnings: [...found.warnings, shared] };
}

/** What records a run, but for the command and whoever listens to it. */
function recordPorts({ folder, env, progress }: LocalOptions, root: string, id: RunId): RecordPorts {
  const environment = createEnvironmentReader({ workspace: folder, env });
  return {
    clock: { now: () => new Date().toISOString() },
    ids: { next: () => id },
    workTree: createWorkTreeReader(folder),
    commands: createCommandRunner({ cwd: folder, env, stdout: process.stderr, stderr: process.stderr }),
    files: createWorkspaceFiles(folder, createWorkTeller({ progress, now: Date.now })),
    environment: {
      read: async (request) => {
        progress("pedigree: describing the machine and its packages");
        return await environment.read(request);
      },
    },
    folders: createLiveFolders(root),
    curves: {
      encode: async (curves) =>
        (await import("../../adapters/parquet/curves-parquet.ts")).encodeCurves(curves),
    },
    drawer: {
      draw: async (drawing) =>
        (await import("../../adapters/render/svg/draw-figure.ts")).createFigureDrawer().draw(drawing),
    },
    plots: { read: plots },
    discovery: {
      find: async (request) => {
        progress("pedigree: looking for what the training wrote");
        const { createDiscovery } = await import("../../adapters/importers/discovery.ts");
        const discovery = createDiscovery(folder);
        return await findBeside(discovery, request, () => readOverlap(root, id));
      },
    },
  };
}
