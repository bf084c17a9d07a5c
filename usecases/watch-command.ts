import type { StopRule } from "../core/live/stop-rule.ts";
import type { Recorder } from "../core/ports/recorder.ts";
import type { CommandResult, CommandRunner, Noted } from "../core/ports/recording.ts";
import type { RunRequest } from "../core/run/assemble.ts";
import type { Run } from "../core/run/run.ts";
import type { Watch } from "./watch-run.ts";

/** What is known of a training when its command begins. */
export interface TrainingStart {
  readonly startedAt: string;
  /** What the command prints, redacted. */
  readonly output: string;
  /** The folder of its recorder; null where there is none. */
  readonly session: string | null;
}

/**
 * The rule that may end the command, null without one. Raises INPUT_INVALID, before the command begins. CEL is loaded only
 * where it is used.
 */
export async function loadStopRule(text: string | null, { config }: RunRequest): Promise<StopRule | null> {
  if (text === null) return null;
  const { compileStopRule } = await import("../core/live/stop-rule.ts");
  return compileStopRule(text, config.metrics);
}

/** Asks the command to end early. */
export type StopCommand = (stopped: NonNullable<Run["stopped"]>) => void;

export interface TrainingPorts {
  readonly commands: CommandRunner;
  readonly recorder?: Recorder | null | undefined;
  readonly clock: { now(): string };
}

export interface WatchedTraining {
  /** The parts of a recording that the watch takes part in. */
  readonly parts: { readonly commands: CommandRunner; readonly recorder: Recorder | null };
  /** Null before the command begins. */
  watch(): Watch | null;
}

/**
 * A recording whose command is watched while it runs, and may be ended by a rule. What the rule ended is part of the
 * command's result. A training that cannot be watched runs all the same, and `warn` is told why.
 */
export function watchedTraining(
  { commands, recorder = null, clock }: TrainingPorts,
  begin: (start: TrainingStart, stop: StopCommand) => Promise<Watch>,
  warn: (error: unknown) => void,
): WatchedTraining {
  let session: string | null = null;
  let watch: Watch | null = null;
  const watched = watchedCommands(commands, async ({ output, stop }) => {
    const start = { startedAt: clock.now(), output, session };
    watch = await begin(start, stop).catch((error: unknown) => {
      warn(error);
      return UNWATCHED;
    });
    return watch;
  });
  const noticed = recorder === null ? null : noticedRecorder(recorder, (folder) => (session = folder));
  return { parts: { commands: watched, recorder: noticed }, watch: () => watch };
}

const UNWATCHED: Watch = {
  stop: () => Promise.resolve([]),
  close: () => Promise.resolve({ refused: null, notes: [] }),
};

function noticedRecorder(recorder: Recorder, notice: (folder: string | null) => void): Recorder {
  return {
    open: async () => {
      const opened = await recorder.open();
      notice(opened.value?.folder ?? null);
      return opened;
    },
  };
}

/** What people are told when a rule has come true. */
export function stopLine({ values }: NonNullable<Run["stopped"]>): string {
  const read = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
  return `stop-when is true, so the command is asked to end (SIGTERM): ${read.join(", ")}`;
}

interface Started {
  readonly output: string;
  readonly stop: StopCommand;
}

/** A runner whose commands are watched while they run. */
function watchedCommands(
  runner: CommandRunner,
  watch: (started: Started) => Promise<Watch> | Watch,
): CommandRunner {
  return {
    run: async (line, output) => {
      const ending = new AbortController();
      let asked: NonNullable<Run["stopped"]> | null = null;
      const stop: StopCommand = (stopped) => {
        asked = stopped;
        ending.abort();
      };
      const watching = await watch({ output: output.path, stop });
      const ended = await runner.run(line, { ...output, stop: ending.signal });
      const told = await watching.stop(ended.value.cancelled);
      return withStopped({ ...ended, warnings: [...ended.warnings, ...told] }, asked);
    },
  };
}

function withStopped(
  ended: Noted<CommandResult>,
  asked: NonNullable<Run["stopped"]> | null,
): Noted<CommandResult> {
  const signal = ended.value.askedToEnd;
  if (signal === undefined || asked === null) return ended;
  return { ...ended, value: { ...ended.value, stopped: { ...asked, signal } } };
}
