import { PedigreeError } from "../../core/errors.ts";
import type { Command } from "../command.ts";
import { COMPLETIONS, isShell, SHELLS } from "../completion/completion.ts";

/** Needs every other command, itself among them: they are loaded when it is asked for. */
export function completionCommand(commands: () => Promise<readonly Command[]>): Command {
  return {
    name: "completion",
    about: "print what completes commands, options and their values in a shell",
    positionals: [{ name: "SHELL", about: SHELLS.join(", "), choices: SHELLS }],
    options: [],
    examples: [
      "pedigree completion bash > ~/.local/share/bash-completion/completions/pedigree",
      'pedigree completion zsh > "$fpath[1]/_pedigree"',
      "pedigree completion fish > ~/.config/fish/completions/pedigree.fish",
    ],
    run: async ({ positionals }) => {
      const [shell = ""] = positionals;
      if (!isShell(shell))
        throw new PedigreeError("INPUT_INVALID", "no completion for this shell", {
          subject: "SHELL",
          expected: SHELLS.join(", "),
          found: JSON.stringify(shell.slice(0, 60)),
        });
      const script = COMPLETIONS[shell](await commands());
      return { json: { shell, script }, text: script, status: 0 };
    },
  };
}
