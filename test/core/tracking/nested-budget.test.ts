import { expect, test } from "vitest";
import { withinBudget } from "../../../core/tracking/nested-budget.ts";
import { trackedSources } from "../../../core/tracking/to-sources.ts";
import { trackedRun, trackedStory } from "../../support/tracked-run.ts";

const sources = trackedSources(
  [
    trackedStory(trackedRun("sweep"), { a: 1, b: 1, c: 1 }),
    ...[1, 2, 3].map((started) =>
      trackedStory(
        trackedRun(`t${started}`, { parent: "sweep", started, params: [{ key: "lr", value: "1" }] }),
        { auc: 1 },
      ),
    ),
  ],
  (text) => text,
);

test("nested runs are kept as long as there is room; what is not nested always", () => {
  expect(withinBudget(sources, 4)).toEqual({ kept: sources.slice(0, 3), left: 1 });
  expect(withinBudget(sources, 0)).toEqual({ kept: sources.slice(0, 1), left: 3 });
  expect(withinBudget(sources)).toEqual({ kept: sources, left: 0 });
});
