import { expect, test } from "vitest";
import { mergeSources } from "../../../core/run/merge-sources.ts";
import { trackedSources } from "../../../core/tracking/to-sources.ts";
import { trackedSeries } from "../../../core/tracking/tracked-series.ts";
import { trackedRun, trackedStory } from "../../support/tracked-run.ts";

const curve = (key: string) => ({ key, step: 3, time: 1, value: 1, min: 1, max: 1, count: 4 });
const redact = (text: string) => text.replaceAll("hunter2", "[redacted]");

test("curves are called as the record calls them, run by run", () => {
  const params = [{ key: "lr", value: "0.1" }];
  const runs = [
    trackedRun("sweep", { curves: [curve("best")], params }),
    trackedRun("trial", { parent: "sweep", started: 1, curves: [curve("auc"), curve("loss/hunter2")] }),
  ];
  const found = trackedSeries(runs, redact);
  const stories = runs.map((run) =>
    trackedStory(run, Object.fromEntries(run.curves.map(({ key }) => [key, 1]))),
  );
  const record = mergeSources(trackedSources(stories, redact));
  expect(found.series.map(({ metric }) => metric)).toEqual(record.measurements.map(({ metric }) => metric));
  expect(found.series.map(({ run, curve: { key }, metric }) => [run.id, key, metric])).toEqual([
    ["sweep", "best", "best"],
    ["trial", "auc", "trial/auc"],
    ["trial", "loss/hunter2", "trial/loss/[redacted]"],
  ]);
  expect(found.params).toEqual(record.params);
  expect(found.sources).toEqual(record.sources);
});

test("a curve that the record has under no name is not told", () => {
  const { series } = trackedSeries(
    [trackedRun("fit", { curves: [curve("x".repeat(300)), curve("loss")] })],
    redact,
  );
  expect(series.map(({ metric }) => metric)).toEqual(["loss"]);
});
