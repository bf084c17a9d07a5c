import { expect, it } from "vitest";
import { COMMENT_DETAILS, SUMMARY_DETAILS } from "../../../core/report/detail.ts";
import { recordView } from "../../../core/report/record-view.ts";
import { buildRun } from "../../support/build-run.ts";

it("shows a record's parameters in their order, as many as there is room for", () => {
  const run = buildRun({ params: { lr: 0.1, seed: null } });
  const [full] = SUMMARY_DETAILS;
  const last = COMMENT_DETAILS.at(-1);
  if (full === undefined || last === undefined) throw new Error("levels are missing");
  expect(recordView(run, full).params).toEqual([
    { name: "lr", value: "0.1" },
    { name: "seed", value: "null" },
  ]);
  expect(recordView(run, last).params).toEqual([]);
});
