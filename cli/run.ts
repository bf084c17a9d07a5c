import { exitStatus, PedigreeError } from "../core/errors.ts";
import type { CliPorts } from "./command.ts";
import { loadCommands } from "./commands/index.ts";
import { groupHelp, helpOf, overview } from "./help.ts";
import { parseArguments } from "./parse-arguments.ts";
import { visible } from "./text.ts";

/** What a process shows and how it ends. */
export interface CliOutcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** One call of `pedigree`: the one place where errors become words and an exit status. */
export async function runCli(
  argv: readonly string[],
  { ports, version }: { readonly ports: CliPorts; readonly version: string },
): Promise<CliOutcome> {
  try {
    if (argv[0] === "--version") return said(version);
    const commands = await loadCommands(argv[0]);
    const request = parseArguments(argv, commands);
    if (request.kind === "help") {
      const { command } = request;
      if (command === undefined) return said(overview(commands));
      return said("name" in command ? helpOf(command) : groupHelp(command));
    }
    const result = await request.command.run(request.args, request.json ? unwatched(ports) : ports);
    const text = request.json ? (JSON.stringify(result.json, null, 2) ?? "") : result.text;
    return { stdout: ended(text), stderr: ended(result.aside ?? ""), status: result.status };
  } catch (error) {
    return { stdout: "", stderr: `${describeError(error)}\n`, status: exitStatus(error) };
  } finally {
    ports.terminal.progress("");
  }
}

/** Programs that read JSON have no use for what is written over. */
function unwatched(ports: CliPorts): CliPorts {
  return { ...ports, terminal: { ...ports.terminal, isWatched: false, progress: () => {} } };
}

function ended(text: string): string {
  return text === "" ? "" : `${text}\n`;
}

function said(text: string): CliOutcome {
  return { stdout: `${text}\n`, stderr: "", status: 0 };
}

function describeError(error: unknown): string {
  if (error instanceof PedigreeError) return visible(`pedigree: ${error.code}: ${error.message}`);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `pedigree: INTERNAL: a defect in Pedigree; please report it with this:\n${stack}`;
}
