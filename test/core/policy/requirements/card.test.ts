import { describe, expect, test } from "vitest";
import type { CardFacts } from "../../../../core/card/card-facts.ts";
import { describeCard } from "../../../../core/card/describe-card.ts";
import { CARD_SECTIONS } from "../../../../core/card/sections.ts";
import { decide } from "../../../../core/policy/decide.ts";
import type { CardLevel } from "../../../../core/policy/policy.ts";
import { phraseOf } from "../../../../core/report/phrase.ts";
import { cardSubject, completed, dataVersion, filledCard, judged } from "../../../support/card-subject.ts";
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

  test("facts from before cards were compared with runs decide as they did", () => {
    expect(COMPLETE).not.toHaveProperty("evidence");
    expect(COMPLETE).not.toHaveProperty("rules");
    expect(card("production", COMPLETE)?.status).toBe("passed");
  });
});

describe("a card against its run", () => {
  const SUBJECT = cardSubject();
  const TEXT = completed(filledCard(SUBJECT));

  test("passes while it agrees", () => {
    expect(card("production", judged(TEXT, SUBJECT))).toMatchObject({ status: "passed", children: [] });
  });

  test.each([
    ["stale", "stale block: evaluation", TEXT.replace("| `auc` | 0.91 |", "| `auc` | 0.99 |")],
    ["contradicts-run", "contradicts the run: auc", TEXT.replace("value: 0.91", "value: 0.99")],
    ["block-missing", "block taken out: security", TEXT.replace(/<!-- pedigree:begin security.*\n/, "")],
  ])("%s is a gap that an edit can mend", (kind, title, text) => {
    const result = card("production", judged(text, SUBJECT));
    expect(result?.status).toBe("pending");
    expect(result?.children).toMatchObject([{ kind: `card-${kind}`, title, status: "pending" }]);
  });

  test("a contradiction names both values and the line", () => {
    const result = card("development", judged(TEXT.replace("value: 0.91", "value: 0.99"), SUBJECT));
    expect(result?.children[0]?.expected).toBe("0.91");
    expect(result?.children[0]?.found).toMatch(/^0\.99 \(line \d+\)$/);
  });

  test("test data that was trained on fails, and no edit mends it", () => {
    const data = [dataVersion("a.csv", "training", "same"), dataVersion("b.csv", "evaluation", "same")];
    const leaking = cardSubject({ data });
    const result = card("development", judged(completed(filledCard(leaking)), leaking));
    expect(result?.status).toBe("failed");
    expect(result?.children).toMatchObject([
      {
        kind: "card-test-data-in-training",
        title: "test data in training: b.csv",
        found: "the same content as the training data a.csv",
      },
    ]);
  });

  test("an ancestor of which nobody knows what it was trained on is named, and blocks nothing", () => {
    const known = { card: { known: true, value: judged(TEXT, SUBJECT) } };
    const found = (ancestry: unknown) =>
      decide(policy({ card: "production" }), facts({ ...known, ancestry })).requirements.find(
        ({ kind }) => kind === "card",
      );
    const bert = { name: "google-bert/bert", training: "not-a-version" };
    const result = found([{ name: "churn@1", training: "silent" }, bert]);
    expect(result).toMatchObject({ status: "passed", children: [] });
    expect(result?.found).toMatch(
      /; not known is the training data of google-bert\/bert \(not a version of a registry\)$/,
    );
    const many = Array.from({ length: 7 }, (_, at) => ({ ...bert, name: `bert-${at}` }));
    expect(found(many)?.found).toMatch(/bert-4 \([^)]*\) and 2 more$/);
    expect(phraseOf(found(many)?.found ?? "").filter(({ foreign }) => foreign)).toHaveLength(
      5 + (found([])?.found.split(": ")[1]?.split(", ").length ?? 0),
    );
  });

  test("every one of its words is known to the reports", () => {
    const findings = judged(TEXT.replace("| `auc` | 0.91 |", "| `auc` | 0.99 |"), SUBJECT);
    const texts = (card("production", findings)?.children ?? []).flatMap(({ title, expected, found }) => [
      title,
      expected,
      found,
    ]);
    expect(texts.map((text) => phraseOf(text).every(({ foreign }) => foreign))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
