import type { CommandResult, CommandRunner } from "../core/ports/recording.ts";

/** Keeps how the command ended, so that its exit code counts even where the record could not be written. */
export function rememberCommand(runner: CommandRunner): CommandRunner & { result(): CommandResult | null } {
  let result: CommandResult | null = null;
  return {
    run: async (line, output) => {
      const ended = await runner.run(line, output);
      result = ended.value;
      return ended;
    },
    result: () => result,
  };
}
