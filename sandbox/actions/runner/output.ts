import { parseCommand } from "./workflow-command.ts";

/** A message that a step asked to be shown beside its log. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
}

/** What one step printed. */
export interface StepOutput {
  readonly lines: string[];
  readonly annotations: Annotation[];
  /** Outputs and state that old actions still set by printing a command. */
  readonly outputs: Map<string, string>;
  readonly state: Map<string, string>;
}

/** Takes each line of a job's output: obeys its commands, hides its secrets, keeps it and hands it on. */
export interface Output {
  mask(secret: string): void;
  /** Starts the output of a step; the lines that follow are its own. */
  begin(step: string): StepOutput;
  /** A line as a process printed it. */
  line(text: string): void;
  /** A line of the runner itself: no command is looked for. */
  say(text: string): void;
}

export interface OutputLine {
  readonly step: string;
  readonly text: string;
}

const ANNOTATIONS = new Set(["error", "warning", "notice"]);
/** Shorter secrets would hide ordinary words; GitHub leaves out empty ones alone. */
const MIN_SECRET_CHARACTERS = 2;

export function createOutput(onLine: (line: OutputLine) => void): Output {
  const secrets = new Set<string>();
  let current = { step: "", output: emptyOutput() };
  let stopToken: string | null = null;
  const hide = (text: string) => {
    const longestFirst = [...secrets].toSorted((a, b) => b.length - a.length);
    return longestFirst.reduce((shown, secret) => shown.replaceAll(secret, "***"), text);
  };
  const write = (text: string) => {
    const shown = hide(text);
    current.output.lines.push(shown);
    onLine({ step: current.step, text: shown });
  };
  const mask = (secret: string) => {
    for (const part of [secret, ...secret.split("\n")]) {
      if (part.trim().length >= MIN_SECRET_CHARACTERS) secrets.add(part);
    }
  };
  return {
    mask,
    begin(step) {
      stopToken = null;
      current = { step, output: emptyOutput() };
      return current.output;
    },
    say: write,
    line(text) {
      const command = parseCommand(text);
      if (stopToken !== null) {
        if (command?.name === stopToken.toLowerCase()) stopToken = null;
        else write(text);
        return;
      }
      if (command === null) return write(text);
      if (command.name === "add-mask") return mask(command.message);
      if (command.name === "stop-commands") {
        stopToken = command.message;
        return;
      }
      const shown = obey(current.output, command, hide);
      if (shown !== null) write(shown);
    },
  };
}

function emptyOutput(): StepOutput {
  return { lines: [], annotations: [], outputs: new Map(), state: new Map() };
}

/** Does what a command asks for; returns the line to show, null when there is none. */
function obey(
  output: StepOutput,
  command: NonNullable<ReturnType<typeof parseCommand>>,
  hide: (text: string) => string,
): string | null {
  const { name, properties, message } = command;
  if (isLevel(name)) {
    const line = Number(properties.line);
    output.annotations.push({
      level: name,
      message: hide(message),
      file: properties.file ?? null,
      line: Number.isInteger(line) ? line : null,
    });
    return `##[${name}]${message}`;
  }
  if (name === "set-output") output.outputs.set(properties.name ?? "", message);
  if (name === "save-state") output.state.set(properties.name ?? "", message);
  if (name === "group") return `##[group]${message}`;
  if (name === "endgroup") return "##[endgroup]";
  return null;
}

function isLevel(name: string): name is Annotation["level"] {
  return ANNOTATIONS.has(name);
}
