import { describe, expect, it } from "vitest";
import { isSameNumber } from "../../../core/card/contradictions.ts";
import { cardSubject, completed, filledCard, findingsOf } from "../../support/card-subject.ts";

const SUBJECT = cardSubject({ metrics: { auc: 0.91, "val/f1": 0.5 } });
const CARD = completed(filledCard(SUBJECT));

/** What is found once a text of the card's front matter is another. */
function found(from: string | RegExp, to: string) {
  const edited = CARD.replace(from, to);
  expect(edited).not.toBe(CARD);
  return findingsOf(edited, SUBJECT);
}
const lineOf = (text: string) => CARD.split("\n").findIndex((line) => line.includes(text)) + 1;

describe("the front matter against the run", () => {
  it("names a wrong result by both values and its line", () => {
    expect(found("value: 0.91", "value: 0.95")).toEqual([
      {
        kind: "contradicts-run",
        section: "evaluation",
        line: lineOf("value: 0.91"),
        subject: "auc",
        expected: "0.91",
        found: "0.95",
      },
    ]);
  });

  it("knows a metric by its name where its type is the hub's", () => {
    expect(found('type: "val/f1"', 'type: f1, name: "val/f1"')).toEqual([]);
    expect(found('type: "val/f1", value: 0.5', 'type: f1, name: "val/f1", value: 0.6')).toHaveLength(1);
  });

  it("takes a metric that the run never recorded for a claim of the run, unless source and data are others", () => {
    expect(found('type: "auc", value: 0.91', "type: accuracy, value: 0.99")).toMatchObject([
      { subject: "accuracy", found: "0.99" },
    ]);
    const other = `      - task: { type: other }
        dataset: { type: acme/bench, name: Bench }
        metrics: [{ type: auc, value: 0.4 }]
        source: { name: Leaderboard, url: https://example.com }
---
`;
    expect(found(/---\n(?=\n# churn)/, other)).toEqual([]);
    expect(found(/---\n(?=\n# churn)/, other.replace("Leaderboard", SUBJECT.run.id))).toHaveLength(1);
    expect(found(/---\n(?=\n# churn)/, other.replace("Bench }", "data/test.csv }"))).toHaveLength(1);
  });

  it.each([
    ["model_name", /model_name: .*/, "model_name: fraud"],
    ["version", /\nversion: .*/, "\nversion: 3"],
  ])("names another %s", (field, from, to) => {
    expect(found(from, to)).toMatchObject([{ section: "front-matter", subject: field }]);
  });

  it("names the data of the evaluation where it is another version", () => {
    expect(found(/revision: "[0-9a-f]+"/, "revision: latest")).toMatchObject([
      { section: "evaluation", found: "latest", line: lineOf("revision:") },
    ]);
  });

  it("names training data that is another, and training data that is left out", () => {
    const [train] = SUBJECT.run.data;
    expect(found(/id: "[0-9a-f]+" }\nmodel-index/, "id: other }\nmodel-index")).toMatchObject([
      {
        section: "training-data",
        expected: `data/train.csv sha256 ${train?.id}`,
        line: lineOf('data/train.csv", scheme'),
      },
    ]);
    expect(found(/training_data:\n.*\n/, "training_data: []\n")).toMatchObject([
      { subject: "data/train.csv", found: "not named" },
    ]);
    expect(found(/training_data:\n.*\n/, "")).toEqual([]);
  });

  it("leaves what is not well-formed to the check of the form", () => {
    expect(found("value: 0.91", "value: high")).toEqual([]);
    expect(found(/\nversion: .*/, "\nversion: [3]")).toEqual([]);
    expect(found(/^---/, "--- x")).toEqual([]);
  });
});

it.each([
  [0.91, 0.91, true],
  [0.91, 0.9100000262260437, true],
  [1e-12, 1.00000001e-12, true],
  [0.91, 0.9137, false],
  [0.9, 0.91, false],
  [0, 1e-12, false],
  [91, 0.91, false],
  [-0.5, 0.5, false],
  [1, Number.NaN, false],
  [1e300, Number.POSITIVE_INFINITY, false],
])("%d and %d: %s", (a, b, same) => {
  expect(isSameNumber(a, b)).toBe(same);
});
