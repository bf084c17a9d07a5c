import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { loadCommands } from "../../../cli/commands/index.ts";
import { COMPLETIONS, SHELLS } from "../../../cli/completion/completion.ts";
import { runCli } from "../../../cli/run.ts";
import { createCliPorts } from "../../../cli/wire.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const COMMANDS = await loadCommands();
const FORMATS = ["mlflow", "dvclive", "wandb", "trackio", "tensorboard", "auto"];

const isInstalled = (shell: string) => spawnSync(shell, ["-c", "true"]).status === 0;

/** A folder with a script to load, a file, a folder, and a `pedigree` that knows two runs and tells how it was called. */
function shellWorld(shell: (typeof SHELLS)[number]) {
  const folder = tempFolder();
  const script = join(folder, "script");
  writeFileSync(script, COMPLETIONS[shell](COMMANDS));
  const work = join(folder, "work");
  mkdirSync(join(work, "logs"), { recursive: true });
  writeFileSync(join(work, "log file"), "");
  const stub = join(folder, "pedigree");
  writeFileSync(
    stub,
    `#!/bin/sh
printf '%s\\n' "$@" >> "${folder}/called"
[ "$2" = running ] && printf 'going-on\\tchurn, running, 2 s\\n' && exit
[ "$2" = experiments ] && printf 'churn/train\\t2 runs\\n' && exit
printf 'big-batch\\tchurn: a run, 2 min\\n0123abcd\\tchurn, failed, 3 d\\n$(touch ${folder}/ran)\\tbad\\n'
`,
  );
  chmodSync(stub, 0o755);
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH ?? ""}` };
  return {
    script,
    options: { cwd: work, env, encoding: "utf8" as const },
    called: () => readFileSync(join(folder, "called"), "utf8").trim().split("\n"),
    read: (name: string) => spawnSync("cat", [join(folder, name)]).status === 0,
  };
}

describe("completion in bash", () => {
  function offered(...words: readonly string[]) {
    const world = shellWorld("bash");
    const ask = `source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _pedigree; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const answer = execFileSync(
      "bash",
      ["--norc", "-c", ask, world.script, "pedigree", ...words],
      world.options,
    );
    return { ...world, words: answer.split("\n").filter((line) => line !== "") };
  }

  it.each([
    [["comp"], ["compare", "completion"]],
    [
      ["policy", ""],
      ["check", "explain", "rehearse"],
    ],
    [
      ["policy", "rehearse", "--p"],
      ["--pull", "--pulls"],
    ],
    [["compare", "--g"], ["--gate"]],
    [["record", "--stop", ""], ["going-on"]],
    [["nonsense", "--"], []],
    [
      ["runs", "--status", ""],
      ["running", "finished", "failed", "cancelled"],
    ],
    [["runs", "--json", "--status", "fin"], ["finished"]],
    [["runs", "--status", "=", "fin"], ["finished"]],
    [["export", "churn@3", "--format", "cy"], ["cyclonedx"]],
    [["card", "check", "--level", "s"], ["staging"]],
    [
      ["import", ""],
      ["gto", ...FORMATS],
    ],
    [["import", "--d"], ["--dry-run"]],
    [["import", "gto", "--bo"], ["--board"]],
    [["import", "--experiment", "x", "tens"], ["tensorboard"]],
    [
      ["import", "wandb", "log"],
      ["log file", "logs"],
    ],
    [["run", "--store", "l"], ["logs"]],
    [["run", "--name", ""], []],
    [["run", "--name", "import", "--", "pedigre"], ["pedigree"]],
    [
      ["run", "--", "python", "log"],
      ["log file", "logs"],
    ],
    [["completion", ""], [...SHELLS]],
    [["log", "--experiment", ""], ["churn/train"]],
    [["show", "0123"], ["0123abcd"]],
    [["compare", "latest", "b"], ["big-batch"]],
    [["compare", "latest", "one", "b"], ["big-batch"]],
    [
      ["diff", "l"],
      ["log file", "logs"],
    ],
  ])("after %j offers %j", (words, expected) => {
    expect(new Set(offered(...words).words)).toEqual(new Set(expected));
  });

  it("asks the store that was named, and runs nothing that a run is called", () => {
    const world = offered("show", "--store", "a b", "");
    expect(world.called()).toEqual(["words", "runs", "--store", "a b"]);
    expect(world.words).toContain("big-batch");
    expect(world.read("ran")).toBe(false);
  });
});

describe.runIf(isInstalled("fish"))("completion in fish", () => {
  function offered(line: string) {
    const world = shellWorld("fish");
    const ask = `source ${world.script}; complete -C '${line}'`;
    const answer = execFileSync("fish", ["--no-config", "-c", ask], world.options);
    const words = answer.split("\n").map((one) => one.split("\t")[0]);
    return { ...world, words: words.filter((word) => word !== "") };
  }

  it.each([
    ["pedigree comp", ["compare", "completion"]],
    ["pedigree policy ", ["check", "explain", "rehearse"]],
    ["pedigree runs --status fi", ["finished"]],
    ["pedigree export churn@3 --format cy", ["cyclonedx"]],
    ["pedigree import ", ["gto", ...FORMATS]],
    ["pedigree import --dr", ["--dry-run"]],
    ["pedigree import gto --bo", ["--board"]],
    ["pedigree import --experiment x tens", ["tensorboard"]],
    ["pedigree run --store l", ["logs/"]],
    ["pedigree run --name import --sh", ["--shell"]],
    ["pedigree log --experiment ch", ["churn/train"]],
    ["pedigree compare latest one b", ["big-batch"]],
    ["pedigree show 0123", ["0123abcd"]],
  ])("after %j offers %j", (line, expected) => {
    expect(new Set(offered(line).words)).toEqual(new Set(expected));
  });

  it("asks the store that was named, and runs nothing that a run is called", () => {
    const world = offered("pedigree show --store elsewhere b");
    expect(world.called().slice(0, 4)).toEqual(["words", "runs", "--store", "elsewhere"]);
    expect(world.read("ran")).toBe(false);
  });
});

describe.runIf(isInstalled("zsh"))("completion in zsh", () => {
  /** `_arguments` says what fits only within a real completion; here it tells what it was called with. */
  function told(words: string): string {
    const world = shellWorld("zsh");
    const ask = `_arguments() { print -rl -- "$name" "$@" }; _normal() { print -rl -- normal $words }; _values() { print -rl -- "$@" }
      words=(${words}); CURRENT=$#words; source ${world.script}`;
    return execFileSync("zsh", ["-f", "-c", ask], world.options);
  }

  it("hands each command's options and places to the shell", () => {
    expect(told("pedigree runs ''")).toContain(":STATUS:(running finished failed cancelled)");
    expect(told("pedigree import ''")).toContain(`:FORMAT:(gto ${FORMATS.join(" ")})`);
    expect(told("pedigree import gto ''")).toMatch(/^import gto\n--out\[/);
    expect(told("pedigree compare ''")).toMatch(
      /\n:RUN: _pedigree_words runs\n\*:WITH: _pedigree_words runs\n/,
    );
    expect(told("pedigree policy ''")).toBe("subcommand\ncheck\nexplain\nrehearse\n");
    expect(told("pedigree run --name x -- python ''")).toBe("normal\npython\n");
  });

  it("offers words of the store with what they are, and runs nothing that a run is called", () => {
    const world = shellWorld("zsh");
    const ask = `_arguments() { }; _describe() { print -rl -- "\${(@P)3}" }; typeset -A opt_args=(--store 'a b')
      words=(pedigree runs ''); CURRENT=3; source ${world.script}; _pedigree_words runs`;
    const answer = execFileSync("zsh", ["-f", "-c", ask], world.options);
    expect(answer).toMatch(/^big-batch:churn: a run, 2 min\n0123abcd:churn, failed, 3 d\n/);
    expect(world.called()).toEqual(["words", "runs", "--store", "a b"]);
    expect(world.read("ran")).toBe(false);
  });
});

describe("completion", () => {
  it.each(SHELLS)("names every command and option for %s, in a script that the shell can read", (shell) => {
    const script = COMPLETIONS[shell](COMMANDS);
    for (const { name, options } of COMMANDS) {
      for (const word of [...name.split(" "), ...options.map((option) => option.name)])
        expect(script).toContain(word);
    }
    if (isInstalled(shell))
      expect(spawnSync(shell, ["-n", shellWorld(shell).script], { encoding: "utf8" }).stderr).toBe("");
  });

  it("is printed, and refused for another shell", async () => {
    const ports = createCliPorts({}, tempFolder());
    const { stdout } = await runCli(["completion", "bash"], { ports, version: "1" });
    expect(stdout).toContain("complete -F _pedigree pedigree");
    expect((await runCli(["completion", "tcsh"], { ports, version: "1" })).stderr).toContain(
      "expected bash, zsh, fish",
    );
  });
});
