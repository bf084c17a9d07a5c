import { join } from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import { createActionHost } from "../../adapters/actions/host.ts";
import { createTokenClient } from "../../adapters/actions/token-client.ts";
import { createWorkspaceFiles } from "../../adapters/data/workspace-files.ts";
import { ownerAndRepo } from "../../adapters/github/api.ts";
import { endLeftOverCheck } from "../../adapters/github/left-over-check.ts";
import { createLiveCheck } from "../../adapters/github/live-check.ts";
import { tailHardware } from "../../adapters/live/hardware-tail.ts";
import { createLiveFiles } from "../../adapters/live/live-files.ts";
import { seldom } from "../../adapters/live/seldom.ts";
import { systemTimer } from "../../adapters/live/timer.ts";
import { openTracked } from "../../adapters/recorder/session.ts";
import { createRenderer } from "../../adapters/render/renderer.ts";
import type { LiveMark } from "../../core/live/live-mark.ts";
import type { WatchRhythm } from "../../core/live/rhythm.ts";
import type { LiveMemory } from "../../core/ports/job-memory.ts";
import type { LiveBoard } from "../../core/ports/live.ts";
import { parseCommandLine } from "../../core/run/command-line.ts";
import type { JobContext } from "../../core/run/job-context.ts";
import { SESSION_FILES } from "../../core/run/recorder-session.ts";
import { createLiveSource } from "../../usecases/live-source.ts";
import { createLiveTracked } from "../../usecases/live-tracked.ts";
import { describeTrouble } from "../../usecases/warnings.ts";
import type { LiveView, WatchPorts } from "../../usecases/watch-run.ts";
import type { ActionInputs } from "../inputs.ts";
import { filesOf, rhythmOf } from "./order.ts";
import type { LiveStart } from "./ports.ts";
import { markOf } from "./subject.ts";

export interface LiveSurroundings {
  readonly inputs: ActionInputs;
  readonly env: NodeJS.ProcessEnv;
  readonly context: JobContext;
  readonly workspace: string;
  readonly server: string;
  readonly memory: LiveMemory;
}

/** What a watch needs, from the adapters. */
export function openLive(
  around: LiveSurroundings,
  start: LiveStart,
): WatchPorts & { readonly rhythm: WatchRhythm } {
  const { inputs, server, env, workspace } = around;
  const { session, request, startedAt, output } = start;
  const rhythm = rhythmOf(env);
  const board = inputs.live === "false" ? null : boardOf(around, start);
  const tracked = createLiveTracked({
    open: async () => (session === null ? null : await openTracked(session)),
    redact: request.redact,
    pause,
  });
  const files = createLiveFiles({
    ...filesOf(inputs, request, workspace),
    startedAt,
    output,
    files: createWorkspaceFiles(workspace),
  });
  return {
    source: createLiveSource({
      parts: [tracked, files].map((part) => seldom(part, Date.now, rhythm.look)),
      params: new Map(request.command === null ? [] : parseCommandLine(request.command)),
      hardware: session === null ? null : tailHardware(join(session, SESSION_FILES.hardware)),
      clock: { now: () => new Date().toISOString() },
      redact: request.redact,
    }),
    view: board === null ? null : { board, renderer: createRenderer({ server }) },
    timer: systemTimer,
    rhythm,
  };
}

/** Null without a token, a repository or a commit: there is nothing to write to. */
function boardOf({ inputs, context, memory }: LiveSurroundings, { subject }: LiveStart): LiveBoard | null {
  const mark = markOf(context, subject, "command");
  const place = placeOf(inputs, context);
  if (mark === null || place === null) return null;
  const again = (context.trigger?.runAttempt ?? 1) > 1;
  const board = createLiveCheck({ ...place, mark, again, onBegin: (begun) => memory.keep(begun) });
  return {
    show: (page) => board.show(page),
    close: async (page, conclusion) => {
      const shown = await board.close(page, conclusion);
      if (shown.kind === "shown") memory.keep(null);
      return shown;
    },
  };
}

/** What shows the end of a job that its recorder has shown. */
export function openJobEnd({ inputs, context, server }: LiveSurroundings, mark: LiveMark): LiveView | null {
  const place = placeOf(inputs, context);
  if (place === null) return null;
  return { board: createLiveCheck({ ...place, mark, again: true }), renderer: createRenderer({ server }) };
}

/** Ends the check of a training of which nothing else could be shown, in the step's last part. */
export async function endLeftOver(mark: LiveMark, inputs: ActionInputs, context: JobContext): Promise<void> {
  const place = placeOf(inputs, context);
  if (place === null) return;
  const host = createActionHost();
  try {
    if (await endLeftOverCheck(place, mark)) host.info("Pedigree: the live view was left open, and is ended");
  } catch (error) {
    host.info(`Pedigree: ${describeTrouble("live view", error)}`);
  }
}

function placeOf({ token }: ActionInputs, { source }: JobContext) {
  if (token === null || source.repository === null) return null;
  return { client: createTokenClient(token), ...ownerAndRepo(source.repository.fullName) };
}
