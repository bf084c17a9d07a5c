import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  findMisspelling,
  formatCommand,
  type Instruction,
  parseCommands,
} from "../../../core/registry/command.ts";
import { stageNames } from "../../support/arbitraries.ts";

import { law } from "../../support/law.ts";

const commands: fc.Arbitrary<Instruction> = fc.oneof(
  fc.record({ verb: fc.constant("promote" as const), stage: stageNames }),
  fc.record({ verb: fc.constant("demote" as const), stage: fc.option(stageNames, { nil: null }) }),
  fc.constant({ verb: "archive" as const, stage: null }),
  fc.record({ verb: fc.constant("restore" as const), stage: fc.option(stageNames, { nil: null }) }),
  fc.record({ verb: fc.constant("rollback" as const), stage: stageNames }),
  fc.record({
    verb: fc.constantFrom(
      "override" as const,
      "freeze" as const,
      "unfreeze" as const,
      "acknowledge" as const,
    ),
    words: fc.stringMatching(/^(|[a-z]([a-z ]{0,40}[a-z])?)$/),
  }),
  fc.constant({ verb: "explain" as const }),
);
const promote = [{ verb: "promote", stage: "production" }];

describe("commands in comments", () => {
  it("are read back as they were written", () => {
    law(commands, (command) => expect(parseCommands(formatCommand(command))).toEqual([command]));
  });

  it.each([
    ["alone", "/promote production"],
    ["with text around", "Looks good.\r\n\r\n/promote production  \r\nThanks!"],
    ["with a capital letter, as telephones write it", "/Promote production"],
    ["in capitals", "/PROMOTE production"],
    ["after a fence", "```\n/archive\n```\n/promote production"],
    ["after a quote and a blank line", "> /archive\n\n/promote production"],
    ["after an HTML comment with a fence in it", "<!--\n```\n-->\n/promote production"],
  ])("count %s", (_, comment) => expect(parseCommands(comment)).toEqual(promote));

  it.each([
    ["in the middle of a line", "please /promote production"],
    ["indented", "    /promote production"],
    ["in a quote", "> /promote production"],
    ["in a quote's lazy continuation", "> as she said:\n/promote production"],
    ["in a fence", "```sh\n/promote production\n```"],
    ["in a fence with a shorter fence inside", "````\n```\n/promote production\n````"],
    ["in a fence that is never closed", "~~~\n/promote production"],
    ["in an HTML comment", "<!-- hidden\n/promote production\n-->"],
    ["in an HTML comment that is never closed", "<!-- \n/promote production"],
    ["in preformatted HTML", "<pre>\n/promote production\n</pre>"],
    ["right behind a hidden part", "<!-- a -->/promote production"],
    ["without a stage", "/promote"],
    ["with too many words", "/promote production now please"],
    ["to roll back from nowhere", "/rollback"],
    ["to explain something", "/explain this"],
    ["to override in one word", "/overrides everything"],
    ["of another kind", "/promoted production"],
  ])("ask for nothing %s", (_, comment) => expect(parseCommands(comment)).toEqual([]));

  it("answers at once on a hostile comment", () => {
    expect(parseCommands("<!--".repeat(20_000))).toEqual([]);
    expect(parseCommands("<pre".repeat(20_000))).toEqual([]);
    expect(parseCommands(`${"`".repeat(60_000)}\n/promote production`)).toEqual([]);
  });
});

describe("a line that is meant as a command", () => {
  it.each([
    ["/promote", { verb: "promote", typed: null, words: [] }],
    ["/Rollback", { verb: "rollback", typed: null, words: [] }],
    [
      "/promote production now please",
      { verb: "promote", typed: null, words: ["production", "now", "please"] },
    ],
    ["/archive production", { verb: "archive", typed: null, words: ["production"] }],
    ["/explain this please", { verb: "explain", typed: null, words: ["this", "please"] }],
    ["/promot production", { verb: "promote", typed: "promot", words: ["production"] }],
    ["/Promtoe production", { verb: "promote", typed: "promtoe", words: ["production"] }],
    ["/rolbak production", { verb: "rollback", typed: "rolbak", words: ["production"] }],
    ["/aknowlege it was me", { verb: "acknowledge", typed: "aknowlege", words: ["it", "was", "me"] }],
    ["/overide", { verb: "override", typed: "overide", words: [] }],
    ["Thanks!\n/explian", { verb: "explain", typed: "explian", words: [] }],
  ])("%j is told apart", (comment, misspelling) => {
    expect(parseCommands(comment)).toEqual([]);
    expect(findMisspelling(comment)).toEqual(misspelling);
  });

  it.each([
    "/usr/bin/python",
    "/etc/passwd",
    "/promote/production",
    "/promoted-models/churn",
    "/retest",
    "/test all",
    "/lgtm",
    "/lgtm cancel",
    "/rebase",
    "/cc @ada",
    "/approve",
    "/assign @ada",
    "/hold",
    "/unhold",
    "/close",
    "/reopen",
    "/label bug",
    "/deploy production",
    "/release",
    "/remove-label bug",
    "/remote add",
    "/restart",
    "/callback",
    "/preview",
    "/merge",
    "/p",
    "/",
    "// a remark",
    "/promoted to the board of the company",
    "/explains everything that there is",
    "/demo",
    " /promot production",
    "please /promot production",
    "> /promote",
    "```\n/promote\n```",
    "<!--\n/promote\n-->",
    "\u200b/promote",
    "/pro\u200bmote",
  ])("%j is not", (comment) => expect(findMisspelling(comment)).toBeUndefined());

  it("is never one that is understood", () => {
    law(commands, (command) => expect(findMisspelling(formatCommand(command))).toBeUndefined());
  });
});
