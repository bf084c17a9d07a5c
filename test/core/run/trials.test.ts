import { expect, test } from "vitest";
import type { ImportSource } from "../../../core/run/import-source.ts";
import { mergeSources } from "../../../core/run/merge-sources.ts";
import { placeTrials, trialsApart } from "../../../core/run/trials.ts";

function source(
  group: string,
  values: Readonly<Record<string, number>> = {},
  trialOf?: string,
): ImportSource {
  const measurements = Object.entries(values).map(([metric, value]) => ({
    metric,
    value,
    step: 0,
    time: null,
  }));
  const params = new Map(Object.entries(values).map(([name, value]) => [`of.${name}`, value]));
  const parts = { params, measurements, tags: [], data: [], partial: false, problems: [] };
  const run = { group, ...parts, ...(trialOf === undefined ? {} : { trialOf }) };
  return { path: `${group}/events`, format: "tensorboard", run };
}

const trial = (folder: string, name: string, value: number) =>
  source(folder === "." ? name : `${folder}/${name}`, { accuracy: value }, folder);

test("the only trial is a part of the run in whose folder it lies", () => {
  const sources = [source("logs", { loss: 1 }), trial("logs", "1700000000.1", 0.9)];
  expect(placeTrials(sources).map(({ run }) => run.group)).toEqual(["logs", "logs"]);
  expect(trialsApart(sources)).toEqual(new Set());
  expect(mergeSources(sources).measurements.map(({ metric }) => metric)).toEqual(["loss", "accuracy"]);
});

test("several trials are told apart by their turn, and keep their parameters", () => {
  const sources = [
    source("logs", { loss: 1 }),
    trial("logs", "1700000000.25", 0.8),
    trial("logs", "1700000000.3", 0.9),
    trial("logs", "1700000000.1", 0.7),
  ];
  expect(trialsApart(sources).size).toBe(3);
  const { measurements, params } = mergeSources(sources);
  expect(measurements.map(({ metric, value }) => [metric, value])).toEqual([
    ["loss", 1],
    ["trial-2/accuracy", 0.8],
    ["trial-3/accuracy", 0.9],
    ["trial-1/accuracy", 0.7],
  ]);
  expect([...params.keys()]).toEqual([
    "of.loss",
    "trial-2/of.accuracy",
    "trial-3/of.accuracy",
    "trial-1/of.accuracy",
  ]);
});

test("each run has its own trials", () => {
  const sources = [trial("a", "1700000000.1", 0.9), trial("b", "1700000000.2", 0.8)];
  expect(placeTrials(sources).map(({ run }) => run.group)).toEqual(["a", "b"]);
});

test("trials may lie in the folder that is searched", () => {
  const sources = [
    source(".", { loss: 1 }),
    trial(".", "1700000000.1", 0.9),
    trial(".", "1700000000.2", 0.8),
    source("eval", { loss: 2 }),
  ];
  expect(mergeSources(sources).measurements.map(({ metric }) => metric)).toEqual([
    "loss",
    "trial-1/accuracy",
    "trial-2/accuracy",
    "eval/loss",
  ]);
});

test("a folder that has the name already is not melted with a trial", () => {
  const sources = [
    source("logs/trial-1", { accuracy: 0.1 }),
    trial("logs", "1700000000.1", 0.9),
    trial("logs", "1700000000.2", 0.8),
  ];
  expect(new Set(placeTrials(sources).map(({ run }) => run.group)).size).toBe(3);
});
