import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRenderer } from "../../../adapters/render/renderer.ts";
import { decide } from "../../../core/policy/decide.ts";
import { decisionReport } from "../../../core/report/decision-report.ts";
import { adviceOf, type Phrase, phraseOf } from "../../../core/report/phrase.ts";
import { PHRASES } from "../../../core/report/phrases.ts";
import { BOB, facts, OLDER, person, policy, REQUESTER, review } from "../../support/facts.ts";

/** Names in brackets, own words as they are. */
const show = (phrase: Phrase) => phrase.map(({ text, foreign }) => (foreign ? `[${text}]` : text)).join("");

describe("a phrase", () => {
  it.each([
    ["the way into production", "the way into [production]"],
    ["a version in development or staging", "a version in [development] or [staging]"],
    ["2 approvals from acme/a or acme/b", "2 approvals from [acme/a] or [acme/b]"],
    [
      "1 of 2: bob; not counted: alice (asks for changes, and may be one who can), eve (is trainer here)",
      "1 of 2: [bob]; not counted: [alice] (asks for changes, and may be one who can), [eve] (is trainer here)",
    ],
    [
      "0 of 1; not counted: bob (authors are not known: lost)",
      "0 of 1; not counted: [bob] ([authors are not known: lost])",
    ],
    [
      "1 approval from acme/a, given after the decision was shown",
      "1 approval from [acme/a], given after the decision was shown",
    ],
    [
      "0 of 1; not counted: bob (approved before check x had succeeded)",
      "0 of 1; not counted: [bob] (approved before check [x] had succeeded)",
    ],
    [
      "2 bundles; 1 of 3 model files and the artifact not signed for",
      "2 bundles; 1 of 3 model files and the artifact not signed for",
    ],
    ["3 gaps; recommended as well: Oversight", "3 gaps; recommended as well: [Oversight]"],
    ["candidate.auc >= 0.8", "[candidate.auc >= 0.8]"],
    ["", "[]"],
  ])("%s", (text, expected) => {
    expect(show(phraseOf(text))).toBe(expected);
  });

  it("loses nothing and adds nothing, whatever the text", () => {
    const words = PHRASES.map((phrase) => phrase.replaceAll("(s)", "s").replaceAll("#", "7"));
    const filled = fc
      .tuple(fc.constantFrom(...words), fc.string())
      .map(([phrase, name]) => phrase.replaceAll(/\{,?\}/g, () => name));
    fc.assert(
      fc.property(fc.oneof(fc.string(), filled), (text) => {
        for (const phrase of [phraseOf(text), adviceOf(text)]) {
          expect(phrase.map((part) => part.text).join("")).toBe(text);
        }
      }),
    );
  });

  it("takes for its own nothing but words that are listed", () => {
    const listed = new Set([...(PHRASES.join(" ").match(/[a-z']+/gi) ?? []), "or", "s"]);
    fc.assert(
      fc.property(fc.constantFrom(...PHRASES), fc.stringMatching(/^@[q-z]{9}[|<`]$/), (phrase, name) => {
        const text = phrase
          .replaceAll("(s)", "s")
          .replaceAll("#", "7")
          .replaceAll(/\{,?\}/g, () => name);
        const own = phraseOf(text).filter(({ foreign }) => !foreign);
        const words = own.flatMap((part) => part.text.match(/[a-z'@|<`]+/gi) ?? []);
        expect(words.filter((word) => !listed.has(word.replace(/s$/, "")) && !listed.has(word))).toEqual([]);
      }),
    );
  });

  it("keeps a sentence of advice as it is, and marks the names in one that is known", () => {
    expect(show(adviceOf("mend what the check found"))).toBe("mend what the check found");
    expect(show(adviceOf("ask for a review from acme/ml-leads"))).toBe(
      "ask for a review from [acme/ml-leads]",
    );
  });
});

it("shows a decision with names in code and words as text", () => {
  const rules = policy({
    approvals: { count: 2, from: [{ team: "acme/ml-leads" }] },
    checks: [{ name: "validate", app: "github-actions" }],
    metrics: ["candidate.auc >= 0.9"],
  });
  const reviews = [
    review(),
    review({ user: BOB, commit: OLDER }),
    review({ user: REQUESTER }),
    review({ user: person(99, "mallory") }),
  ];
  const memberships = [11, 12, 99].map((userId) => ({
    team: "acme/ml-leads",
    userId,
    state: userId === 99 ? "none" : "active",
  }));
  const judged = facts({ reviews: { known: true, value: reviews }, memberships });
  const report = decisionReport(decide(rules, judged));
  expect(createRenderer().render("check", { report, shut: null })).toMatchInlineSnapshot(`
    "### churn 2 → production

    | | requirement | expected | found |
    | --- | --- | --- | --- |
    | ✅ | the way into \`production\` | a version in \`staging\` | in \`staging\` |
    | ✅ | only files of this move | \`models/churn/stages.json\`, its log and \`models/churn/versions/2/card.md\` | nothing else |
    | ⏳ | 2 approvals from \`acme/ml-leads\` | 2 approvals from \`acme/ml-leads\` | 1 of 2: \`alice\`; not counted: \`bob\` (approved another commit), \`requester\` (is requester here), \`mallory\` (may not approve this) |
    | ⏳ | required checks | 1 of 1 succeeded | 0 of 1 |
    | | ↳ ⏳ check \`validate\` by \`github-actions\` | success | no such check on this commit |
    | ✅ | metric conditions | 1 of 1 met | 1 of 1 |
    | | ↳ ✅ \`candidate.auc >= 0.9\` | \`candidate.auc >= 0.9\` | \`candidate.auc = 0.92\` |

    When this lands:
    - version 1 leaves the stage and goes to \`archived\`

    **What to do next**
    - ask for a review from \`acme/ml-leads\`
    - wait for \`github-actions\`, or see why it does not run on this commit

    Policy \`2a803c0b61156888fbbdadf1e101e778c6768d0ae34a099270cdf050f55b3f48\`. ✅ met, ⏳ still open, ❌ not met, ❔ could not be established.
    "
  `);
});
