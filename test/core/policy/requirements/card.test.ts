import { describe, expect, test } from "vitest";
import type { CardFacts } from "../../../../core/card/card-facts.ts";
import { describeCard } from "../../../../core/card/describe-card.ts";
import { CARD_SECTIONS } from "../../../../core/card/sections.ts";
import { decide } from "../../../../core/policy/decide.ts";
import type { CardLevel } from "../../../../core/policy/policy.ts";
import { facts, policy } from "../../../support/facts.ts";

const EMPTY = describeCard({ text: "", frontMatter: null });
const COMPLETE: CardFacts = {
  digest: EMPTY.digest,
  frontMatter: [],
  riskTier: "limited",
  sections: CARD_SECTIONS.map(({ key }, at) => ({ key, status: "complete", words: 50, line: at + 10 })),
};

function card(level: CardLevel, value: CardFacts) {
  const given = facts({ card: { known: true, value } });
  return decide(policy({ card: level }), given).requirements.find(({ kind }) => kind === "card");
}

/** The complete card with one section set to another status. */
function but(key: string, status: string): CardFacts {
  const sections = COMPLETE.sections.map((section) =>
    section.key === key ? { ...section, status } : section,
  );
  return { ...COMPLETE, sections } as CardFacts;
}

describe("card", () => {
  test("complete passes at every level", () => {
    for (const level of ["development", "staging", "production"] as const) {
      expect(card(level, COMPLETE)).toMatchObject({ status: "passed", children: [] });
    }
  });

  test.each([
    ["development", 2],
    ["staging", 11],
    ["production", 16],
  ] as const)("%s asks for %i sections, and more than the level before", (level, number) => {
    const result = card(level, EMPTY);
    expect(result?.status).toBe("pending");
    expect(result?.children.filter(({ kind }) => kind === "card-section").length).toBe(number);
  });

  test.each(["missing", "empty", "placeholder", "short"])(
    "a section that is %s is a gap with its line",
    (status) => {
      const result = card("production", but("limitations", status));
      expect(result?.children).toMatchObject([
        { kind: "card-section", title: "section Limitations, bias and risks" },
      ]);
      expect(result?.children[0]?.found).toContain("line 18");
    },
  );

  test("a section that is only recommended is named and does not block", () => {
    const result = card("staging", but("slices", "placeholder"));
    expect([result?.status, result?.found]).toEqual([
      "passed",
      "complete; recommended as well: Results by group",
    ]);
  });

  test("high risk needs the annex at production", () => {
    const high = { ...but("regulatory", "missing"), riskTier: "high" };
    expect(card("production", high)?.status).toBe("pending");
    expect(card("staging", high)?.status).toBe("passed");
    expect(card("production", { ...high, riskTier: "limited" })?.status).toBe("passed");
  });

  test("every problem of the front matter is a gap", () => {
    const frontMatter = [{ path: "license", problem: "expected a text" }];
    expect(card("development", { ...COMPLETE, frontMatter })?.children).toMatchObject([
      { title: "front matter: license" },
    ]);
  });

  test("facts that lack a section say nothing about it", () => {
    expect(card("development", { ...COMPLETE, sections: [] })?.status).toBe("pending");
  });
});
