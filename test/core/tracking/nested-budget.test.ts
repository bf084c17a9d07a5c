import { expect, test } from "vitest";
import { withinBudget } from "../../../core/tracking/nested-budget.ts";
import { trackedSources } from "../../../core/tracking/to-sources.ts";
import { trackedRun, trackedStory } from "../../support/tracked-run.ts";

const sources = trackedSources(
  [
    trackedStory(trackedRun("sweep", { tags: [{ key: "team", value: "vision" }] }), { a: 1, b: 1, c: 1 }),
    ...[1, 2, 3].map((started) =>
      trackedStory(
        trackedRun(`t${started}`, {
          started,
          params: [{ key: "lr", value: "1" }],
          tags: [
            { key: "mlflow.parentRunId", value: "sweep" },
            { key: "fold", value: String(started) },
            { key: "x", value: "y" },
          ],
        }),
        { auc: 1 },
      ),
    ),
  ],
  (text) => text,
);

const enough = { names: 100, tags: 100 };

test("nested runs are kept as long as there is room; what is not nested always", () => {
  const kept = (names: number) => withinBudget(sources, { ...enough, names });
  expect(kept(4)).toEqual({ kept: sources.slice(0, 3), left: 1, untagged: 0 });
  expect(kept(0)).toEqual({ kept: sources.slice(0, 1), left: 3, untagged: 0 });
  expect(withinBudget(sources)).toEqual({ kept: sources, left: 0, untagged: 0 });
});

test("tags for which there is no room cost their run nothing else", () => {
  const { kept, left, untagged } = withinBudget(sources, { ...enough, tags: 3 });
  expect({ left, untagged }).toEqual({ left: 0, untagged: 2 });
  expect(kept.map(({ run }) => run.tags)).toEqual([["team=vision"], ["fold=1", "x=y"], [], []]);
  expect(kept.map(({ run }) => run.measurements)).toEqual(sources.map(({ run }) => run.measurements));
});
