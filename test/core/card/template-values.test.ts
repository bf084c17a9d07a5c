import { expect, it } from "vitest";
import { cardView } from "../../../core/card/card-view.ts";
import { templateValues } from "../../../core/card/template-values.ts";
import { buildRun } from "../../support/build-run.ts";
import { cardSubject } from "../../support/card-subject.ts";

it("gives every path a value or null, and the run's own names by group", () => {
  const run = {
    metrics: { auc: 0.91, loss: "NaN" as const, "a.b": 1 },
    params: { constructor: "x", none: null },
  };
  const subject = cardSubject(run, buildRun());
  const { fixed, open } = templateValues(cardView(subject), subject);
  expect(fixed).toMatchObject({
    name: "churn",
    version: 2,
    task: null,
    owners: null,
    "code.commit": "c".repeat(40),
    "run.url": "https://github.com/acme/churn/actions/runs/7",
    "previous.version": 1,
  });
  expect(Object.values(fixed).every((value) => value === null || typeof value !== "object")).toBe(true);
  expect([...open.metrics]).toEqual([
    ["auc", 0.91],
    ["loss", "NaN"],
    ["a.b", 1],
  ]);
  expect(open.params.get("constructor")).toBe("x");
  expect(open.params.get("none")).toBe("null");
  expect(open.data.get("data/train.csv")).toMatch(/^sha256 [0-9a-f]{64}$/);
});
