import { expect, it } from "vitest";
import { runSummarySchema, summarizeRun } from "../../../core/run/run-summary.ts";
import { buildRun } from "../../support/build-run.ts";

it("leaves out the longest parts and nothing else", () => {
  const run = buildRun({ metrics: { auc: 0.9 }, notes: "long", warnings: ["w"] });
  const summary = summarizeRun(run);
  expect(runSummarySchema.parse(summary)).toEqual(summary);
  const left = Object.keys(run).filter((key) => !Object.hasOwn(summary, key));
  expect(left.sort()).toEqual(["environment", "files", "notes", "warnings"]);
});
