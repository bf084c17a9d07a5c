import type { CommandResult, CommandRunner, Noted } from "../core/ports/recording.ts";
import type { Run } from "../core/run/run.ts";
import type { Watch } from "./watch-run.ts";

/** What is known when the command begins. */
export interface Started {
  /** What the command prints, redacted. */
  readonly output: string;
  /** Asks the command to end early. */
  readonly stop: (stopped: NonNullable<Run["stopped"]>) => void;
}

/**
 * A runner whose commands are watched while they run, and may be ended by a rule. What the rule ended is part of the
 * command's result.
 */
export function watchedCommands(
  runner: CommandRunner,
  watch: (started: Started) => Promise<Watch> | Watch,
): CommandRunner {
  return {
    run: async (line, output) => {
      const ending = new AbortController();
      let asked: NonNullable<Run["stopped"]> | null = null;
      const stop: Started["stop"] = (stopped) => {
        asked = stopped;
        ending.abort();
      };
      const watching = await watch({ output: output.path, stop });
      const ended = await runner.run(line, { ...output, stop: ending.signal });
      await watching.stop(ended.value.cancelled);
      return withStopped(ended, asked);
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
