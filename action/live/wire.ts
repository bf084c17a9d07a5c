import { existsSync } from "node:fs";
import { join } from "node:path";
import { getOctokit } from "@actions/github";
import { readJobContext } from "../../adapters/actions/context.ts";
import { createActionHost } from "../../adapters/actions/host.ts";
import { createLiveMemory } from "../../adapters/actions/job-memory.ts";
import { createWorkspaceFiles } from "../../adapters/data/workspace-files.ts";
import { endLeftOverCheck } from "../../adapters/github/left-over-check.ts";
import { createLiveCheck } from "../../adapters/github/live-check.ts";
import type { GitHubClient } from "../../adapters/github/request.ts";
import { tailHardware } from "../../adapters/live/hardware-tail.ts";
import { createLiveFiles } from "../../adapters/live/live-files.ts";
import { seldom } from "../../adapters/live/seldom.ts";
import { systemTimer } from "../../adapters/live/timer.ts";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { digestOfText } from "../../core/canonical.ts";
import type { LiveMark } from "../../core/ports/job-memory.ts";
import type { LiveBoard, LiveHardware, LivePart } from "../../core/ports/live.ts";
import { parseCommandLine } from "../../core/run/command-line.ts";
import type { JobContext } from "../../core/run/job-context.ts";
import { SESSION_FILES } from "../../core/run/recorder-session.ts";
import { createLiveSource } from "../../usecases/live-source.ts";
import { createLiveTracked } from "../../usecases/live-tracked.ts";
import { describeTrouble } from "../../usecases/warnings.ts";
import { WATCH_RHYTHM, type WatchPorts, type WatchRhythm } from "../../usecases/watch-run.ts";
import type { ActionInputs } from "../inputs.ts";
import type { LiveStart } from "./watch.ts";

export interface LiveSurroundings {
  readonly inputs: ActionInputs;
  readonly env: NodeJS.ProcessEnv;
  readonly context: JobContext;
  readonly workspace: string;
  readonly server: string;
}

/** What a watch needs, from the adapters. */
export function openLive(
  around: LiveSurroundings,
  start: LiveStart,
): WatchPorts & { readonly rhythm: WatchRhythm } {
  const { inputs, server, env } = around;
  const rhythm = rhythmOf(env);
  const parts = [tracked(start), files(around, start)].map((part) => seldom(part, Date.now, rhythm.look));
  return {
    source: createLiveSource({
      parts,
      params: new Map(start.request.command === null ? [] : parseCommandLine(start.request.command)),
      hardware:
        start.session === null ? NO_HARDWARE : tailHardware(join(start.session, SESSION_FILES.hardware)),
      clock: { now: () => new Date().toISOString() },
    }),
    board: inputs.live === "false" ? null : boardOf(around, start),
    renderer: createRenderer({ server }),
    timer: systemTimer,
    rhythm,
  };
}

const NO_HARDWARE: LiveHardware = { read: () => Promise.resolve(null) };

/** For tests, which cannot wait for half a minute: `LOOK,FIRST,BETWEEN` in milliseconds. No input, and no promise. */
function rhythmOf({ PEDIGREE_LIVE_RHYTHM: text }: NodeJS.ProcessEnv): WatchRhythm {
  const [look, first, between] = (text ?? "").split(",").map(Number);
  if (look === undefined || first === undefined || between === undefined) return WATCH_RHYTHM;
  return { look, first, between };
}

function tracked({ session, request }: LiveStart): LivePart {
  return createLiveTracked(async () => {
    const path = session === null ? null : join(session, SESSION_FILES.tracked);
    if (path === null || !existsSync(path)) return null;
    const { SqliteTrackingStore } = await import("../../adapters/store/tracking-sqlite.ts");
    return new SqliteTrackingStore(path);
  }, request.redact);
}

function files({ inputs, workspace }: LiveSurroundings, { startedAt, output, request }: LiveStart): LivePart {
  return createLiveFiles({
    workspace,
    startedAt,
    output,
    search: inputs.track === "auto",
    ignore: request.config.ignore,
    metrics: request.metrics,
    params: request.params,
    files: createWorkspaceFiles(workspace),
  });
}

/** Null without a token, a repository or a commit: there is nothing to write to. */
function boardOf({ inputs, context }: LiveSurroundings, { request }: LiveStart): LiveBoard | null {
  const { repository, headCommit, commit } = context.source;
  const head = headCommit ?? commit;
  if (inputs.token === null || repository === null || head === null || context.trigger === null) return null;
  const { runId, job, runAttempt } = context.trigger;
  const { experiment, name } = request;
  const memory = createLiveMemory();
  const board = createLiveCheck({
    client: clientOf(inputs.token),
    ...placeOf(repository.fullName),
    head,
    experiment,
    name,
    key: `${runId}/${digestOfText(JSON.stringify([job, experiment, name])).slice(0, 32)}`,
    again: runAttempt > 1,
    onBegin: (mark) => memory.keep(mark),
  });
  return {
    show: (page) => board.show(page),
    close: async (page, conclusion) => {
      const shown = await board.close(page, conclusion);
      if (shown.kind === "shown") memory.keep(null);
      return shown;
    },
  };
}

/** Ends the check of a training whose process was killed, in the step's last part. */
export async function endLeftOver(mark: LiveMark, { token, jobId }: ActionInputs, env: NodeJS.ProcessEnv) {
  const { source } = await readJobContext(env, jobId);
  if (token === null || source.repository === null) return;
  const host = createActionHost();
  try {
    const place = { client: clientOf(token), ...placeOf(source.repository.fullName) };
    if (await endLeftOverCheck(place, mark)) host.info("Pedigree: the live view was left open, and is ended");
  } catch (error) {
    host.info(`Pedigree: ${describeTrouble("live view", error)}`);
  }
}

function clientOf(token: string): GitHubClient {
  const octokit = getOctokit(token);
  return { request: (route, parameters) => octokit.request(route, parameters) };
}

function placeOf(fullName: string): { readonly owner: string; readonly repo: string } {
  const [owner = "", repo = ""] = fullName.split("/");
  return { owner, repo };
}
