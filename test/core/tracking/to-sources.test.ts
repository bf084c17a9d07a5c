import { describe, expect, it } from "vitest";
import { foldMeasurements } from "../../../core/run/measurement.ts";
import { mergeSources } from "../../../core/run/merge-sources.ts";
import { createRedactor } from "../../../core/run/redact.ts";
import { trackedSources, typedParam } from "../../../core/tracking/to-sources.ts";
import { trackedRun, trackedStory } from "../../support/tracked-run.ts";

const plain = (text: string) => text;

describe("tracked runs as sources", () => {
  it("keep the names of a single run as they are, and tell several apart by theirs", () => {
    const single = [trackedStory(trackedRun("fit"), { loss: 1 })];
    expect(mergeSources(trackedSources(single, plain)).sources[0]?.metrics).toEqual(["loss"]);
    const two = [...single, trackedStory(trackedRun("check", { started: 1 }), { loss: 2 })];
    const { measurements } = mergeSources(trackedSources(two, plain));
    expect(measurements.map(({ metric, value }) => [metric, value])).toEqual([
      ["fit/loss", 1],
      ["check/loss", 2],
    ]);
  });

  it("keep a sweep apart from its trials, which say that they are nested", () => {
    const stories = [
      trackedStory(trackedRun("sweep"), { best: 0.9 }),
      trackedStory(trackedRun("trial", { parent: "sweep", started: 1 }), { auc: 0.9 }),
    ];
    const { sources } = mergeSources(trackedSources(stories, plain));
    expect(sources).toMatchObject([
      { path: "mlflow/sweep", metrics: ["best"] },
      { path: "mlflow/sweep/trial", metrics: ["trial/auc"], nested: true },
    ]);
    expect(sources[0]).not.toHaveProperty("nested");
  });

  it("end with the value of the greatest step, as MLflow does, whatever was logged last", () => {
    const point = (step: number, time: number, value: number) => ({ step, time, value });
    const late = [
      point(2, 10, 0.2),
      point(-1, 11, 0.9),
      point(3, 12, 0.1),
      point(1, 13, 0.5),
      point(3, 14, 0.4),
    ];
    const story = { run: trackedRun("fit"), curves: new Map([["loss", late]]) };
    const { measurements } = mergeSources(trackedSources([story], plain));
    expect(measurements.map(({ step, value }) => [step, value])).toEqual([
      [-1, 0.9],
      [1, 0.5],
      [2, 0.2],
      [3, 0.1],
      [3, 0.4],
    ]);
    expect(foldMeasurements(measurements).metrics.loss).toMatchObject({ last: 0.4, step: 3, count: 5 });
  });

  it("are partial as long as nobody said that they are over", () => {
    const partial = (status: "RUNNING" | "FINISHED" | "FAILED" | "KILLED") =>
      trackedSources([trackedStory(trackedRun("fit", { status }))], plain)[0]?.run.partial;
    expect(["RUNNING", "FINISHED", "FAILED", "KILLED"].map((status) => partial(status as "FAILED"))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it("leave out MLflow's own tags, and keep those of a nested run beside the whole's", () => {
    const tags = [
      { key: "mlflow.user", value: "a" },
      { key: "team", value: "vision" },
    ];
    const nested = {
      tags: [
        { key: "mlflow.parentRunId", value: "fit" },
        { key: "fold", value: "3" },
      ],
      started: 1,
    };
    const stories = [
      trackedStory(trackedRun("fit", { tags }), { loss: 1 }),
      trackedStory(trackedRun("in", nested)),
      trackedStory(trackedRun("bare", { parent: "fit", started: 2 }), { loss: 1 }),
    ];
    const found = mergeSources(trackedSources(stories, plain));
    expect(found.tags).toEqual(["team=vision"]);
    expect(found.sources.map(({ path, tags: own }) => [path, own])).toEqual([
      ["mlflow/fit", undefined],
      ["mlflow/fit/in", ["fold=3"]],
      ["mlflow/fit/bare", undefined],
    ]);
  });

  it("name data sets by a digest that proves nothing", () => {
    const dataset = {
      name: "iris",
      digest: "ab12",
      sourceType: "local",
      source: "{}",
      tags: [{ key: "mlflow.data.context", value: "training" }],
    };
    const [source] = trackedSources([trackedStory(trackedRun("fit", { datasets: [dataset] }))], plain);
    expect(source?.run.data).toMatchObject([
      { name: "iris", scheme: "mlflow", id: "ab12", strength: "C", role: "training", source: "{}" },
    ]);
  });

  it("hide secrets in names, too", () => {
    const redact = createRedactor(["correct-horse-battery"]);
    const run = trackedRun("fit", { name: "with correct-horse-battery", tags: [] });
    const [source] = trackedSources([trackedStory(run, { "correct-horse-battery/loss": 1 })], redact);
    expect(JSON.stringify(source)).not.toContain("correct-horse");
    expect(source?.run.measurements[0]?.metric).toBe("[redacted]/loss");
  });
});

it.each([
  ["7", 7],
  ["-0.25", -0.25],
  ["1.0", 1],
  ["1e-05", 0.00001],
  ["2.5e+20", 2.5e20],
  ["True", true],
  ["false", false],
  ["1.10", "1.10"],
  ["007", "007"],
  ["1_000", "1_000"],
  ["12345678901234567890", "12345678901234567890"],
  ["None", "None"],
  ["1e+400", "1e+400"],
  ["nan", "nan"],
  ["", ""],
])("the parameter %j is %j", (text, expected) => {
  expect(typedParam(text)).toBe(expected);
});
