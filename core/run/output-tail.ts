/** Lines of a command's output that its record repeats where it failed: a traceback's end and what came before it. */
const LINES = 20;
const LINE_LENGTH = 400;

// What a terminal would obey and not show: colours, movements, titles (ECMA-48, sections 5.3, 5.4 and 5.6).
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are driven by these
const TERMINAL = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

/** The last lines of an output as a terminal would show them: of a progress bar only what it came to stand at. */
export function outputTail(output: string): string {
  const lines = output
    .replace(TERMINAL, "")
    .split("\n")
    .map((line) => lastState(line).trimEnd());
  return lines
    .slice(0, lines.findLastIndex((line) => line !== "") + 1)
    .slice(-LINES)
    .map((line) => (line.length > LINE_LENGTH ? `${line.slice(0, LINE_LENGTH - 1)}…` : line))
    .join("\n");
}

function lastState(line: string): string {
  const states = line.split("\r").filter((state) => state.trim() !== "");
  return states.at(-1) ?? "";
}
