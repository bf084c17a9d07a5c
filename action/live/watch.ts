import type { GateResult } from "../../core/compare/gate.ts";
import { liveEnd } from "../../core/live/live-end.ts";
import type { StopRule } from "../../core/live/stop-rule.ts";
import type { ActionHost } from "../../core/ports/action-host.ts";
import type { Recorder } from "../../core/ports/recorder.ts";
import type { CommandRunner } from "../../core/ports/recording.ts";
import type { RunRequest } from "../../core/run/assemble.ts";
import type { RecordedRun } from "../../usecases/record-run.ts";
import { describeTrouble } from "../../usecases/warnings.ts";
import { type Started, watchedCommands } from "../../usecases/watch-command.ts";
import type { Watch, WatchEnding, WatchPorts, WatchRhythm } from "../../usecases/watch-run.ts";
import type { ActionInputs } from "../inputs.ts";

/** What is known of a training when its command begins. */
export interface LiveStart {
  readonly startedAt: string;
  /** What the command prints. */
  readonly output: string;
  /** The folder of its recorder; null where there is none. */
  readonly session: string | null;
  readonly request: RunRequest;
}

export interface LivePorts {
  /** Builds what a watch needs; loaded when a command begins. */
  open(start: LiveStart): Promise<WatchPorts & { readonly rhythm?: WatchRhythm }>;
}

export interface LiveRequest {
  readonly inputs: ActionInputs;
  readonly request: RunRequest;
  readonly rule: StopRule | null;
  /** The page of the workflow run, null outside of Actions. */
  readonly page: string | null;
}

/** How a recording ended, as far as it came. */
export interface LiveEnding {
  readonly recorded: RecordedRun | null;
  readonly gate: GateResult["kind"];
  readonly links: WatchEnding["links"];
}

/** The parts of a recording that a watch takes part in, and the end of the watch. */
export interface LiveParts {
  readonly parts: { readonly commands: CommandRunner; readonly recorder: Recorder | null };
  /** Lines that count as trouble: a view that was asked for and is not there. */
  close(ending: LiveEnding): Promise<readonly string[]>;
}

interface Watchable {
  readonly host: ActionHost;
  readonly commands: CommandRunner;
  readonly recorder?: Recorder | null;
  readonly live?: LivePorts | undefined;
  readonly clock: { now(): string };
}

/** The parts as they are. */
export function unwatchedParts({ commands, recorder = null }: Watchable): LiveParts {
  return { parts: { commands, recorder }, close: () => Promise.resolve([]) };
}

/** Nothing is watched where nobody wants to see it and no rule asks for it. */
export function liveParts(ports: Watchable, { inputs, request, rule, page }: LiveRequest): LiveParts {
  const { live, host, commands, recorder = null } = ports;
  if (live === undefined || (inputs.live === "false" && rule === null)) return unwatchedParts(ports);
  let session: string | null = null;
  let watch: Watch | null = null;
  const begin = async (start: Pick<LiveStart, "output">, stop: Started["stop"]) => {
    const startedAt = ports.clock.now();
    // Loaded only where a training is watched: with its report it is a good part of all that comes before.
    const { watchRun } = await import("../../usecases/watch-run.ts");
    const opened = await live.open({ ...start, startedAt, session, request });
    return watchRun(opened, {
      experiment: request.experiment,
      name: request.name,
      startedAt: Date.parse(startedAt),
      goals: request.config.metrics,
      rule,
      page,
      ...(opened.rhythm === undefined ? {} : { rhythm: opened.rhythm }),
      onStop: stopping(host, stop),
    });
  };
  const parts = {
    commands: watchedCommands(commands, async ({ output, stop }) => {
      watch = await begin({ output }, stop).catch((error: unknown) => unwatched(host, error));
      return watch;
    }),
    recorder:
      recorder === null
        ? null
        : noticed(recorder, (folder) => {
            session = folder;
          }),
  };
  return {
    parts,
    close: async ({ recorded, gate, links }) => {
      if (watch === null) return [];
      const { refused, notes } = await watch.close({
        end: liveEnd(recorded?.run ?? null, gate),
        recorded,
        links,
      });
      for (const note of notes) host.info(`Pedigree: ${note}`);
      if (refused === null) return [];
      if (inputs.live === "true") return [refused];
      host.info(`Pedigree: ${refused}`);
      return [];
    },
  };
}

function stopping(host: ActionHost, stop: Started["stop"]): Started["stop"] {
  return (stopped) => {
    const values = Object.entries(stopped.values).map(([name, value]) => `${name} = ${value}`);
    host.info(`Pedigree: stop-when is true, so the command is asked to end (SIGTERM): ${values.join(", ")}`);
    stop(stopped);
  };
}

/** A training that cannot be watched runs all the same, and says so. */
function unwatched(host: ActionHost, error: unknown): Watch {
  host.warning(describeTrouble("live view", error));
  return { stop: () => Promise.resolve(), close: () => Promise.resolve({ refused: null, notes: [] }) };
}

function noticed(recorder: Recorder, notice: (folder: string | null) => void): Recorder {
  return {
    open: async () => {
      const opened = await recorder.open();
      notice(opened.value?.folder ?? null);
      return opened;
    },
  };
}
