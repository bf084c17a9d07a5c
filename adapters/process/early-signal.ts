import { writeFile } from "node:fs/promises";
import type { CommandResult, CommandRunner } from "../../core/ports/recording.ts";

/** How a command ended that did not begin. */
const NOT_STARTED: Omit<CommandResult, "signal"> = {
  exitCode: null,
  cancelled: true,
  wallSeconds: null,
  cpuSeconds: null,
  peakMemoryBytes: null,
};

/**
 * A runner whose command does not begin after a signal: reading the work tree may take seconds, and whoever pressed Ctrl-C
 * meanwhile wants no training. The signal cancels the command as it does later on.
 */
export function refuseAfterSignal(
  runner: CommandRunner,
  early: () => NodeJS.Signals | undefined,
): CommandRunner {
  return {
    run: async (line, options) => {
      const signal = early();
      if (signal === undefined) return await runner.run(line, options);
      await writeFile(options.path, "");
      return { value: { ...NOT_STARTED, signal }, warnings: [`command: not started: ${signal} came before`] };
    },
  };
}
