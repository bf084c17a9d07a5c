import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadCommands } from "../../../cli/commands/index.ts";
import { COMPLETIONS, SHELLS } from "../../../cli/local/completion.ts";
import { runCli } from "../../../cli/run.ts";
import { createCliPorts } from "../../../cli/wire.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const COMMANDS = await loadCommands();

const isInstalled = (shell: string) => spawnSync(shell, ["-c", "true"]).status === 0;

function scriptOf(shell: (typeof SHELLS)[number]): string {
  const path = join(tempFolder(), "completion");
  writeFileSync(path, COMPLETIONS[shell](COMMANDS));
  return path;
}

/** What bash would offer for the last of the words. */
function offered(...words: readonly string[]): readonly string[] {
  const ask = `source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _pedigree; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const answer = execFileSync("bash", ["-c", ask, scriptOf("bash"), ...words], {
    cwd: tempFolder(),
    encoding: "utf8",
  });
  return answer.split("\n").filter((line) => line !== "");
}

describe("completion", () => {
  it("offers commands, second words and options in bash", () => {
    expect(offered("pedigree", "comp")).toEqual(["compare", "completion"]);
    expect(offered("pedigree", "policy", "")).toEqual(["check", "explain", "rehearse"]);
    expect(offered("pedigree", "policy", "rehearse", "--p")).toEqual(["--policy"]);
    expect(offered("pedigree", "compare", "--g")).toEqual(["--gate"]);
    expect(offered("pedigree", "nonsense", "--")).toEqual([]);
  });

  it.each(SHELLS)("names every command and option for %s, in a script that the shell can read", (shell) => {
    const script = COMPLETIONS[shell](COMMANDS);
    for (const { name, options } of COMMANDS) {
      for (const word of [...name.split(" "), ...options.map((option) => option.name)])
        expect(script).toContain(word);
    }
    // Zsh and fish are not everywhere; where they are, they judge.
    if (isInstalled(shell))
      expect(spawnSync(shell, ["-n", scriptOf(shell)], { encoding: "utf8" }).stderr).toBe("");
  });

  it("is printed, and refused for another shell", async () => {
    const ports = createCliPorts({}, tempFolder());
    const { stdout } = await runCli(["completion", "bash"], { ports, version: "1" });
    expect(stdout).toContain("complete -o filenames -F _pedigree pedigree");
    expect((await runCli(["completion", "tcsh"], { ports, version: "1" })).stderr).toContain(
      "expected bash, zsh, fish",
    );
  });
});
