import { setImmediate as pause } from "node:timers/promises";
import { createWorkspaceFiles } from "../../../adapters/data/workspace-files.ts";
import { createLiveFiles } from "../../../adapters/live/live-files.ts";
import { seldom } from "../../../adapters/live/seldom.ts";
import { systemTimer } from "../../../adapters/live/timer.ts";
import { openTracked } from "../../../adapters/recorder/session.ts";
import { outputOfLive } from "../../../adapters/store/live-runs.ts";
import { readOverlap } from "../../../adapters/store/overlaps.ts";
import { parseCommandLine } from "../../../core/run/command-line.ts";
import type { RunConfig } from "../../../core/run/config.ts";
import type { LiveRun } from "../../../core/run/live-run.ts";
import type { Overlap } from "../../../core/run/overlap.ts";
import type { Redactor } from "../../../core/run/redact.ts";
import { createLiveSource, type LivePlaces } from "../../../usecases/live-source.ts";
import { createLiveTracked } from "../../../usecases/live-tracked.ts";
import type { Watching } from "../ports.ts";

/** Shortest time between two looks. */
const LOOK_MS = 500;

interface Training {
  readonly folder: string;
  readonly startedAt: string;
  readonly output: string;
  readonly session: string | null;
  readonly command: string | null;
  readonly config: RunConfig;
  readonly metrics: readonly string[];
  readonly params: readonly string[];
  readonly redact: Redactor;
  readonly overlap: () => Promise<Overlap | undefined>;
}

function placesOf(training: Training): LivePlaces {
  const { session, folder, startedAt, output, config, command, metrics, params, redact, overlap } = training;
  const tracked = createLiveTracked({
    open: async () => (session === null ? null : await openTracked(session)),
    redact,
    pause,
  });
  const files = createLiveFiles({
    workspace: folder,
    startedAt,
    output,
    metrics,
    params,
    search: true,
    ignore: config.ignore,
    overlap,
    files: createWorkspaceFiles(folder),
  });
  return {
    parts: [tracked, files].map((part) => seldom(part, Date.now, LOOK_MS)),
    params: new Map(command === null ? [] : parseCommandLine(command)),
    redact,
  };
}

/** Where a run that goes on tells what it does. */
export function placesOfLive(
  live: LiveRun,
  { root, config, redact }: { readonly root: string; readonly config: RunConfig; readonly redact: Redactor },
): LivePlaces {
  const { lists } = live.asked;
  return placesOf({
    ...live,
    config,
    redact,
    output: outputOfLive(root, live.id),
    overlap: () => readOverlap(root, live.id),
    metrics: lists.metrics ?? [],
    params: lists.params ?? [],
  });
}

/** What watches the command of a run of this process. */
export function watchingHere(folder: string, root: string): Watching {
  return (start, request, id) => ({
    source: createLiveSource({
      ...placesOf({ ...request, ...start, folder, overlap: () => readOverlap(root, id) }),
      hardware: null,
      clock: { now: () => new Date().toISOString() },
    }),
    view: null,
    timer: systemTimer,
  });
}
