import { describe, expect, it } from "vitest";
import { formatAge } from "../../cli/local/units.ts";
import { createTerminal } from "../../cli/terminal.ts";

function terminal(isTTY: boolean, env: Record<string, string> = {}, width = 80) {
  const written: string[] = [];
  const stream = { isTTY, columns: width, write: (text: string) => written.push(text) };
  return { ...createTerminal({ stdout: stream, stderr: stream, env, now: () => 0 }), written };
}

describe("terminal", () => {
  it("colours for people alone, and not against their wish", () => {
    expect(terminal(true).paint("red", "x")).toBe("\u001b[31mx\u001b[39m");
    expect(terminal(false).paint("red", "x")).toBe("x");
    expect(terminal(true, { NO_COLOR: "1" }).paint("red", "x")).toBe("x");
    expect(terminal(true, { NO_COLOR: "" }).paint("red", "x")).not.toBe("x");
    expect(terminal(true, { TERM: "dumb" }).paint("red", "x")).toBe("x");
  });

  it("shows progress on a terminal alone", () => {
    const [watched, piped] = [terminal(true), terminal(false)];
    for (const one of [watched, piped]) {
      one.progress("");
      one.progress("reading");
      one.say("done");
      one.note("and that");
    }
    expect(watched.written).toEqual(["\r\u001b[Kreading", "\r\u001b[K", "done\n", "and that\n"]);
    expect(piped.written).toEqual(["done\n", "and that\n"]);
    expect([watched.isWatched, piped.isWatched]).toEqual([true, false]);
  });

  it("shows no more progress than fits on a line", () => {
    const narrow = terminal(true, {}, 20);
    narrow.progress("x".repeat(100));
    expect(narrow.written).toEqual([`\r\u001b[K${"x".repeat(19)}`]);
    // A terminal of no known width says 0.
    const unknown = terminal(true, {}, 0);
    unknown.progress("x".repeat(100));
    expect(unknown.written).toEqual([`\r\u001b[K${"x".repeat(79)}`]);
  });
});

describe("units", () => {
  it.each([
    [-5, "now"],
    [59_999, "now"],
    [60_000, "1 min"],
    [7_200_000, "2 h"],
    [86_400_000 * 3, "3 d"],
    [86_400_000 * 800, "2 y"],
  ])("%d milliseconds ago is %s", (milliseconds, text) => {
    expect(formatAge(milliseconds)).toBe(text);
  });
});
