import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PedigreeError } from "../../../core/errors.ts";
import { runStepProcess, type StepCall } from "./attempt.ts";
import { evaluateText } from "./expression.ts";
import { scopeOf } from "./job-session.ts";
import type { Attempt } from "./outcome.ts";
import { property } from "./template.ts";

/**
 * How each `shell:` is called; `{0}` is the script.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
 */
const SHELLS: Readonly<Record<string, readonly string[]>> = {
  "": ["bash", "-e", "{0}"],
  bash: ["bash", "--noprofile", "--norc", "-eo", "pipefail", "{0}"],
  sh: ["sh", "-e", "{0}"],
  python: ["python3", "{0}"],
};

const EXTENSIONS: Readonly<Record<string, string>> = { python: ".py" };

let scripts = 0;

/** Runs a `run:` step. */
export async function runScript(call: StepCall): Promise<Attempt> {
  const { session, step, parts, defaults } = call;
  const scope = scopeOf(session, parts);
  const own = (name: string) => {
    const value = property(step.written, name);
    return value === null ? null : evaluateText(value, scope);
  };
  const shell = own("shell") ?? defaults.shell ?? "";
  const folder = own("working-directory") ?? defaults.workingDirectory ?? ".";
  scripts++;
  const script = join(session.folders.temp, `${scripts}${EXTENSIONS[shell] ?? ".sh"}`);
  mkdirSync(session.folders.temp, { recursive: true });
  writeFileSync(script, `${evaluateText(step.run, scope)}\n`);
  const [file = "", ...rest] = shellCommand(shell).map((word) => word.replace("{0}", script));
  return runStepProcess(call, { file, arguments: rest, folder: resolve(session.folders.workspace, folder) });
}

function shellCommand(shell: string): readonly string[] {
  const known = SHELLS[shell];
  if (known !== undefined) return known;
  if (shell.includes("{0}")) return shell.split(/\s+/);
  throw new PedigreeError("INPUT_INVALID", "the sandbox's runner has no such shell", {
    subject: "shell",
    expected: "bash, sh, python or a command with {0}",
    found: shell,
  });
}
