import { describe, expect, test } from "vitest";
import { readCardFile } from "../../../adapters/importers/card-file.ts";
import { describedCard } from "../../support/described-card.ts";

const WORDS = "one two three four five six seven eight nine ten ".repeat(3);

describe("readCardFile", () => {
  test("that cannot be read is a finding with its line, and the sections are judged all the same", () => {
    const facts = describedCard(`---\na: 1\na: 2\n---\n# Summary\n${WORDS}`);
    expect(facts.frontMatter[0]?.problem).toContain("line 3");
    expect(facts.sections[0]?.status).toBe("complete");
    expect(describedCard("---\na: 1\n").frontMatter).toHaveLength(1);
  });

  test("a card that is far too large is refused", () => {
    expect(() => readCardFile("x".repeat(600_000))).toThrow(
      expect.objectContaining({ code: "FILE_TOO_LARGE" }),
    );
  });

  test.each([
    ["an alias", "a: &x 1\nb: *x"],
    ["a tag", "a: !!js/function x"],
    ["a deep list", "[".repeat(100)],
    ["nothing but tokens", Array.from({ length: 4_000 }, (_, at) => `k${at}: 1`).join("\n")],
    ["a prototype", "__proto__: { risk_tier: limited }"],
  ])("%s in the front matter is a finding", (_, matter) => {
    const facts = describedCard(`---\n${matter}\n---\n`);
    expect([facts.frontMatter.length, facts.riskTier]).toEqual([1, undefined]);
  });
});
