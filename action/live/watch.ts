import type { GateResult } from "../../core/compare/gate.ts";
import { liveEnd } from "../../core/live/live-end.ts";
import type { StopRule } from "../../core/live/stop-rule.ts";
import type { ActionHost } from "../../core/ports/action-host.ts";
import type { Recorder } from "../../core/ports/recorder.ts";
import type { CommandRunner } from "../../core/ports/recording.ts";
import type { RunRequest } from "../../core/run/assemble.ts";
import type { PageEnding } from "../../usecases/live-page.ts";
import type { RecordedRun } from "../../usecases/record-run.ts";
import { describeTrouble } from "../../usecases/warnings.ts";
import { stopLine, watchedTraining } from "../../usecases/watch-command.ts";
import type { WatchResult } from "../../usecases/watch-run.ts";
import type { ActionInputs } from "../inputs.ts";
import type { LivePorts } from "./ports.ts";
import { subjectOf } from "./subject.ts";

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
  readonly links: PageEnding["links"];
}

/** The parts of a recording that a watch takes part in, and the end of the watch. */
export interface LiveParts {
  readonly parts: { readonly commands: CommandRunner; readonly recorder: Recorder | null };
  /** Lines that count as trouble: a view that was asked for and is not there. */
  close(ending: LiveEnding): Promise<readonly string[]>;
}

export interface Watchable {
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
  const { live, host } = ports;
  if (live === undefined || (inputs.live === "false" && rule === null)) return unwatchedParts(ports);
  const training = watchedTraining(
    ports,
    async (start, stop) => {
      const subject = subjectOf(inputs, request, { startedAt: start.startedAt, page });
      const opened = await live.open({ ...start, request, subject });
      // Loaded only where a training is watched: with its report it is a good part of all that comes before.
      const { watchRun } = await import("../../usecases/watch-run.ts");
      return watchRun(opened, {
        ...subject,
        rule,
        ...(opened.rhythm === undefined ? {} : { rhythm: opened.rhythm }),
        onStop: (stopped) => {
          host.info(`Pedigree: ${stopLine(stopped)}`);
          stop(stopped);
        },
      });
    },
    (error) => host.warning(describeTrouble("live view", error)),
  );
  return {
    parts: training.parts,
    close: async ({ recorded, gate, links }) => {
      const end = liveEnd(recorded?.run ?? null, gate);
      const result = await training.watch()?.close({ end, recorded, links });
      return result === undefined ? [] : tellOf(host, inputs, result);
    },
  };
}

/** Says what a view met with: a refusal counts as trouble where the view was asked for. */
export function tellOf(
  host: ActionHost,
  { live }: ActionInputs,
  { refused, notes }: WatchResult,
): readonly string[] {
  for (const note of notes) host.info(`Pedigree: ${note}`);
  if (refused === null) return [];
  if (live === "true") return [refused];
  host.info(`Pedigree: ${refused}`);
  return [];
}
