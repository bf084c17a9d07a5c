/** A workflow command (`::name key=value::message`) as a process prints it. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands */
const COMMAND = /^\s*::([A-Za-z][A-Za-z0-9_-]*)(?:\s+([^:]*(?::(?!:)[^:]*)*))?::(.*)$/;

/** The command that a line is; null for ordinary output. */
export function parseCommand(line: string): WorkflowCommand | null {
  const match = COMMAND.exec(line);
  if (match === null) return null;
  const [, name = "", list = "", message = ""] = match;
  const pairs = list
    .split(",")
    .map((pair) => pair.trim())
    .filter((pair) => pair.includes("="))
    .map((pair) => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at), unescapeText(pair.slice(at + 1))] as const;
    });
  return { name: name.toLowerCase(), properties: Object.fromEntries(pairs), message: unescapeText(message) };
}

function unescapeText(text: string): string {
  return text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
}
