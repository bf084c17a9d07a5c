/** Lines of a command's output that its record repeats where it failed: a traceback's end and what came before it. */
const LINES = 20;
const LINE_LENGTH = 400;

const ESCAPE = "\u001b";
// What follows an escape sign, and a terminal would obey and not show: colours, movements, titles (ECMA-48, 5.3, 5.4, 5.6).
const OBEYED = /^(?:\[[0-?]*[ -/]*[@-~]|\][^\p{Cc}]*(?:(?!\n)\p{Cc})?|[@-Z\\^_])/u;

/** The last lines of an output as a terminal would show them: of a progress bar only what it came to stand at. */
export function outputTail(output: string): string {
  const lines = withoutCommands(output)
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

function withoutCommands(output: string): string {
  const [first = "", ...rest] = output.split(ESCAPE);
  return first + rest.map((piece) => piece.replace(OBEYED, "")).join("");
}
