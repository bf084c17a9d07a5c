import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { createArtifactStore } from "../adapters/actions/artifact-store.ts";
import { readJobContext } from "../adapters/actions/context.ts";
import { createActionHost, createJobEnvironment } from "../adapters/actions/host.ts";
import { createJobMemory, createLiveMemory } from "../adapters/actions/job-memory.ts";
import { createWorkspaceFiles } from "../adapters/data/workspace-files.ts";
import { createEnvironmentReader } from "../adapters/environment/environment-reader.ts";
import { createWorkTreeReader } from "../adapters/git/work-tree.ts";
import { ownerAndRepo } from "../adapters/github/api.ts";
import { createCommandRunner } from "../adapters/process/command-runner.ts";
import { createRecordFolders } from "../adapters/record/record-folder.ts";
import { readLiveWord } from "../adapters/recorder/live-word.ts";
import { createRecorder, resumeRecorder } from "../adapters/recorder/recorder.ts";
import type { LiveMark } from "../core/live/live-mark.ts";
import type { LiveOrder } from "../core/live/live-order.ts";
import type { BegunRun, LiveMemory } from "../core/ports/job-memory.ts";
import type { Recorder } from "../core/ports/recorder.ts";
import { absentConfig, CONFIG_PATH } from "../core/run/default-config.ts";
import type { JobContext } from "../core/run/job-context.ts";
import { secretValues } from "../core/run/redact.ts";
import { formatRunId } from "../core/run/run-id.ts";
import type { ComparePorts, CompareRequest, CompareResult } from "../usecases/compare-run.ts";
import type { BeginPorts } from "./begin-job.ts";
import type { ActionInputs } from "./inputs.ts";
import { orderOf } from "./live/order.ts";
import { offeredRecorder } from "./offered-recorder.ts";
import type { ActionPorts } from "./run-action.ts";
import type { SendPorts } from "./send-left.ts";

/** What the runner keeps from one part of a step to the next. */
export const wireMemory = createJobMemory;

/** What the last part of a step needs to send a record that was left. */
export function wireSending(): SendPorts {
  return {
    warn: (line) => createActionHost().warning(line),
    artifacts: createArtifactStore(),
    read: async (folder) => (await import("../adapters/record/recorded-run.ts")).readRecordedRun(folder),
  };
}
export const wireLiveMemory = createLiveMemory;

export interface StepParts {
  readonly begun: BegunRun | null;
  readonly entry: string;
  readonly live: LiveMemory;
}

/**
 * The one place where the Action's ports meet their adapters. `begun` is the run that an earlier part of
 * the step began, `entry` the recorder's program.
 */
export async function wireAction(
  inputs: ActionInputs,
  env: NodeJS.ProcessEnv,
  { begun, entry, live }: StepParts,
): Promise<ActionPorts & BeginPorts> {
  const workspace = env.GITHUB_WORKSPACE ?? process.cwd();
  const context = await readJobContext(env, inputs.jobId);
  const [host, job] = [createActionHost(), createJobEnvironment()];
  const server = serverOf(env);
  const secrets = [...secretValues(env), ...(inputs.token === null ? [] : [inputs.token])];
  const around = { inputs, env, context, workspace, server, secrets, memory: live };
  const listener = (order: LiveOrder | null) => {
    const recorder = recorderOf(inputs, env, { begun, entry, order });
    return begun === null ? offeredRecorder(recorder, { host, job, env }) : recorder;
  };
  return {
    clock: { now: () => new Date().toISOString() },
    ids: { next: () => formatRunId(Date.now(), randomBytes(10)) },
    workTree: createWorkTreeReader(workspace),
    commands: createCommandRunner({
      cwd: workspace,
      env: commandEnvironment(env),
      stdout: process.stdout,
      stderr: process.stderr,
    }),
    files: createWorkspaceFiles(workspace),
    environment: createEnvironmentReader({ workspace, env }),
    folders: createRecordFolders([env.RUNNER_TEMP ?? tmpdir(), tmpdir()]),
    ...lazyPorts(workspace),
    host,
    job,
    memory: wireMemory(),
    recorder: listener(null),
    listener,
    artifacts: createArtifactStore(),
    context,
    server,
    secrets,
    compare: (request) => compare(inputs, context, request),
    live: {
      open: async (start) => (await import("./live/wire.ts")).openLive(around, start),
      order: (start) => orderOf(around, start),
      end: {
        memory: live,
        word: readLiveWord,
        open: async (mark) => (await import("./live/wire.ts")).openJobEnd(around, mark),
      },
    },
  };
}

function serverOf(env: NodeJS.ProcessEnv): string {
  return env.GITHUB_SERVER_URL ?? "https://github.com";
}

/** One is begun, taken up again, or there is none where an earlier step did the training. */
function recorderOf(
  inputs: ActionInputs,
  env: NodeJS.ProcessEnv,
  { begun, entry, order }: Omit<StepParts, "live"> & { readonly order: LiveOrder | null },
): Recorder {
  if (begun !== null) return begun.session === null ? NO_RECORDER : resumeRecorder(begun.session);
  if (inputs.run === null && inputs.record === "now") return NO_RECORDER;
  return createRecorder({
    entry,
    temp: env.RUNNER_TEMP ?? tmpdir(),
    env,
    parent: process.ppid,
    order,
  });
}

const NO_RECORDER: Recorder = { open: () => Promise.resolve({ value: null, warnings: [] }) };

/** What reads and draws, each loaded when there is something for it. */
function lazyPorts(
  workspace: string,
): Pick<ActionPorts, "curves" | "drawer" | "plots" | "notebooks" | "discovery" | "config"> {
  return {
    curves: {
      encode: async (curves) => (await import("../adapters/parquet/curves-parquet.ts")).encodeCurves(curves),
    },
    drawer: {
      draw: async (drawing) =>
        (await import("../adapters/render/svg/draw-figure.ts")).createFigureDrawer().draw(drawing),
    },
    plots: {
      read: async (folder, files) => {
        if (!files.some(({ role }) => role === "artifact")) return { value: [], warnings: [] };
        const { createPlotReader } = await import("../adapters/record/plot-reader.ts");
        return await createPlotReader().read(folder, files);
      },
    },
    discovery: {
      find: async (request) =>
        await (await import("../adapters/importers/discovery.ts")).createDiscovery(workspace).find(request),
    },
    notebooks: async (folder, path) =>
      (await import("../adapters/record/notebook-file.ts")).readNotebookFile(folder, path),
    config: async (path) => {
      if (!existsSync(resolve(workspace, path))) {
        return absentConfig(path === CONFIG_PATH ? undefined : path);
      }
      const { readRunConfig } = await import("../adapters/importers/run-config-file.ts");
      return await readRunConfig(resolve(workspace, path), path);
    },
  };
}

/**
 * The command sees what a `run:` step would: not the Action's own inputs, among which is a token that it was not given, nor the
 * addresses of services that the runner gives to actions alone. Where the job may ask for identity tokens, any step may.
 */
function commandEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(INPUT_|ACTIONS_(RUNTIME|RESULTS|CACHE))/.test(name)),
  );
}

/**
 * Compares by what the token may read. Loaded only when there is a record: with the client of GitHub's interface it is
 * as large as all that comes before.
 */
async function compare(
  inputs: ActionInputs,
  context: JobContext,
  request: CompareRequest,
): Promise<CompareResult> {
  const [{ compareRun }, { createRenderer }] = await Promise.all([
    import("../usecases/compare-run.ts"),
    import("../adapters/render/renderer.ts"),
  ]);
  const repository = context.source.repository?.fullName;
  const remote =
    inputs.token === null || repository === undefined
      ? { baseline: null, holder: null, comments: null, records: null }
      : await remotePorts(inputs.token, {
          repository,
          registry: request.registration?.registry ?? request.registry ?? null,
        });
  return await compareRun({ ...remote, renderer: createRenderer({ server: request.links.server }) }, request);
}

async function remotePorts(
  token: string,
  { repository, registry }: { readonly repository: string; readonly registry: string | null },
): Promise<Omit<ComparePorts, "renderer">> {
  const [{ createTokenClient }, baseline, { createHolderSource }, comments, own, records, { decodeCurves }] =
    await Promise.all([
      import("../adapters/actions/token-client.ts"),
      import("../adapters/github/baseline.ts"),
      import("../adapters/github/holder.ts"),
      import("../adapters/github/sticky-comment.ts"),
      import("../adapters/github/own-comments.ts"),
      import("../adapters/github/workflow-records.ts"),
      import("../adapters/parquet/curves-parquet.ts"),
    ]);
  const client = createTokenClient(token);
  const training = { client, ...ownerAndRepo(repository), readCurves: decodeCurves };
  return {
    baseline: baseline.createBaselineSource(training),
    records: records.createWorkflowRecords(training),
    holder: registry === null ? null : createHolderSource({ client, ...ownerAndRepo(registry) }),
    comments: comments.createStickyComments({ ...training, author: own.authorOfToken(token) }),
  };
}

/** Ends the check that a step's earlier part left open. */
export async function endLeftCheck(
  mark: LiveMark,
  inputs: ActionInputs,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { endLeftOver } = await import("./live/wire.ts");
  await endLeftOver(mark, inputs, await readJobContext(env, inputs.jobId));
}
