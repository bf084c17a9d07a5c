import { describe, expect, it } from "vitest";
import type { CardFacts } from "../../../core/card/card-facts.ts";
import { cardProblems } from "../../../core/card/card-problems.ts";
import { sectionRulesSchema, sectionsWith } from "../../../core/card/section-rules.ts";
import { cardSubject, completed, filledCard, judged } from "../../support/card-subject.ts";

const SUBJECT = cardSubject();
const CARD = completed(filledCard(SUBJECT));
const problemsOf = (text: string, level: "development" | "staging" | "production" = "production") =>
  cardProblems(judged(text, SUBJECT), level).required.map(({ verdict, subject, line }) => [
    verdict,
    subject,
    line,
  ]);
const lineOf = (text: string, part: string) => text.split("\n").findIndex((line) => line.includes(part)) + 1;

/** The card with what stands below a heading replaced. */
const withSection = (heading: string, body: string) =>
  CARD.replace(new RegExp(`(## ${heading}\n\n<!-- section: [a-z-]+ -->\n)[^#]*`), `$1\n${body}\n\n`);

describe("problems of a card", () => {
  it("are none for a complete one", () => {
    expect(problemsOf(CARD)).toEqual([]);
  });

  it.each([
    ["EMPTY", withSection("Human oversight", "")],
    ["PLACEHOLDER", withSection("Human oversight", "TBD")],
    ["SHORT", withSection("Human oversight", "Somebody looks.")],
  ])("%s is told with the line of the heading", (verdict, text) => {
    expect(problemsOf(text)).toEqual([[verdict, "Human oversight", lineOf(text, "## Human oversight")]]);
  });

  it("MISSING has no line", () => {
    const text = CARD.replace("## Human oversight\n\n<!-- section: oversight -->", "");
    expect(problemsOf(text)).toEqual([["MISSING", "Human oversight", null]]);
  });

  it("INVALID is told with the line of the field, also of one that is missing inside another", () => {
    const text = CARD.replace("license: apache-2.0", "license: Apache 2").replace('type: "auc", ', "");
    expect(problemsOf(text)).toEqual([
      ["INVALID", "license", lineOf(text, "license:")],
      ["INVALID", "model-index[0].results[0].metrics[0].type", lineOf(text, "value: 0.91")],
    ]);
  });

  it("STALE and CONTRADICTS-RUN block at every level, BLOCK-MISSING where the section is asked for", () => {
    const stale = CARD.replace("| `auc` | 0.91 |", "| `auc` | 0.99 |");
    const wrong = CARD.replace("value: 0.91", "value: 0.99");
    const missing = CARD.replace(/<!-- pedigree:begin changes.*\n/, "");
    for (const level of ["development", "staging", "production"] as const) {
      expect(problemsOf(stale, level)).toEqual([["STALE", "evaluation", lineOf(stale, "| `auc` | 0.99 |")]]);
      expect(problemsOf(wrong, level)).toEqual([["CONTRADICTS-RUN", "auc", lineOf(wrong, "value: 0.99")]]);
    }
    expect(problemsOf(missing, "development")).toEqual([]);
    expect(problemsOf(missing, "staging")).toEqual([["BLOCK-MISSING", "changes", null]]);
  });

  it("are weighed by the registry's own rules where there are some", () => {
    const rules = sectionRulesSchema.parse({
      schemaVersion: 1,
      sections: {
        oversight: { production: "optional" },
        "front-matter": { development: "recommended" },
        fairness: { heading: "Fairness", production: "required", staging: "recommended" },
      },
    });
    const form = { template: null, sections: sectionsWith(rules) };
    const text = withSection("Human oversight", "").replace("license: apache-2.0", "license: TBD");
    const facts: CardFacts = judged(text, SUBJECT, form);
    const at = (level: "development" | "staging" | "production") => {
      const { required, recommended } = cardProblems(facts, level);
      return [required, recommended].map((list) => list.map(({ section }) => section));
    };
    expect(at("production")).toEqual([["front-matter", "fairness"], []]);
    expect(at("staging")).toEqual([["front-matter"], ["oversight", "fairness"]]);
    expect(at("development")).toEqual([[], ["front-matter"]]);
  });
});
