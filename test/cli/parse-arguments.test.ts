import { expect, it } from "vitest";
import type { Command } from "../../cli/command.ts";
import { parseArguments } from "../../cli/parse-arguments.ts";

const command = (name: string, part: Partial<Command> = {}): Command => ({
  name,
  about: name,
  positionals: [],
  options: [],
  examples: [],
  run: async () => ({ json: null, text: "", status: 0 }),
  ...part,
});
const COMMANDS = [
  command("walk", {
    positionals: [
      { name: "FROM", about: "where" },
      { name: "TO", about: "whither", default: "home" },
    ],
    options: [
      { name: "by", value: "WAY", about: "how" },
      { name: "fast", about: "quickly" },
    ],
  }),
  command("start", {
    positionals: [{ name: "WHERE", about: "where", optional: true }],
    options: [{ name: "tag", value: "TAG", about: "a tag", many: true }],
    rest: { name: "COMMAND…", about: "what" },
  }),
  command("weigh", {
    positionals: [
      { name: "ONE", about: "one" },
      { name: "OTHERS", about: "others", optional: true, many: true },
    ],
  }),
  command("dog feed"),
  command("dog wash"),
];
const parse = (...argv: string[]) => parseArguments(argv, COMMANDS);

it("reads places, values and switches in any order", () => {
  expect(parse("walk", "--by", "river", "office", "--json", "--fast")).toMatchObject({
    kind: "run",
    json: true,
    args: { positionals: ["office", "home"], values: { by: "river" }, switches: new Set(["json", "fast"]) },
  });
  expect(parse("walk", "--by=river", "--", "--fast")).toMatchObject({
    args: { positionals: ["--fast", "home"], values: { by: "river" }, switches: new Set() },
  });
});

it("finds commands of two words, and help anywhere", () => {
  expect(parse("dog", "wash")).toMatchObject({ kind: "run", command: { name: "dog wash" } });
  expect(parse("dog", "wash", "-h")).toMatchObject({ kind: "help", command: { name: "dog wash" } });
  expect(parse("dog", "--help")).toMatchObject({
    kind: "help",
    command: [{ name: "dog feed" }, { name: "dog wash" }],
  });
  expect(parse("walk", "--help")).toMatchObject({ kind: "help", command: { name: "walk" } });
  expect(() => parse("cat", "--help")).toThrow("unknown command");
  expect(parse()).toEqual({ kind: "help", command: undefined });
});

it.each([
  [["wlak"], "unknown command", "did you mean walk?"],
  [["dog", "wsah"], "unknown command", "did you mean dog wash?"],
  [["dog"], "unknown command", undefined],
  [["cat"], "unknown command", undefined],
  [["walk"], "an argument is missing", "see pedigree walk --help"],
  [["walk", "a", "b", "c"], "too many arguments", undefined],
  [["walk", "a", "--fsat"], "unknown option", "did you mean --fast?"],
  [["walk", "a", "-f"], "unknown option", undefined],
  [["walk", "a", "--by"], "an option has no value", undefined],
  [["walk", "a", "--fast=very"], "a switch takes no value", undefined],
])("refuses %j: %s", (argv, what, remedy) => {
  const refusal = (() => {
    try {
      return parse(...argv);
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toMatchObject({ code: "INPUT_INVALID", message: expect.stringContaining(what) });
  if (remedy !== undefined) expect(refusal).toMatchObject({ details: { remedy } });
});

it("takes options again and again, places that may be left out, and as many as there are", () => {
  expect(parse("start", "--tag", "a", "--tag=b")).toMatchObject({
    args: { positionals: [], lists: { tag: ["a", "b"] }, rest: [] },
  });
  expect(parse("weigh", "a")).toMatchObject({ args: { positionals: ["a"] } });
  expect(parse("weigh", "a", "b", "c")).toMatchObject({ args: { positionals: ["a", "b", "c"] } });
});

it("leaves alone what stands after --, where the command takes that", () => {
  expect(parse("start", "--tag", "a", "--", "x", "--tag", "b", "--help", "--", "")).toMatchObject({
    kind: "run",
    args: { lists: { tag: ["a"] }, rest: ["x", "--tag", "b", "--help", "--", ""] },
  });
  expect(parse("start", "--help", "--", "x")).toMatchObject({ kind: "help" });
  expect(() => parse("start", "here", "x")).toThrow("put -- before COMMAND…");
  expect(() => parse("start", "here", "x", "--lr", "0.1")).toThrow("put -- before COMMAND…");
});
