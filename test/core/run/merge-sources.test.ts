import { expect, test } from "vitest";
import type { ImportSource } from "../../../core/run/import-source.ts";
import { mergeSources, withoutNamed } from "../../../core/run/merge-sources.ts";
import type { ParamValue } from "../../../core/run/run.ts";

interface Told {
  readonly format?: string;
  readonly group?: string;
  readonly values?: Readonly<Record<string, number>>;
  readonly params?: Readonly<Record<string, ParamValue>>;
  readonly progress?: number;
}

function source(path: string, told: Told): ImportSource {
  const { format = "a", group = "", values = {}, params = {}, progress } = told;
  const measurements = Object.entries(values).map(([metric, value]) => ({
    metric,
    value,
    step: 0,
    time: null,
  }));
  const run = {
    group,
    measurements,
    params: new Map(Object.entries(params)),
    tags: [path],
    data: [],
    partial: false,
    problems: [],
    ...(progress === undefined ? {} : { progress }),
  };
  return { path, format, run };
}

const values = (sources: readonly ImportSource[]) =>
  mergeSources(sources).measurements.map(({ metric, value }) => [metric, value]);

test("a metric and a parameter come from the first format that has them, and the record says from which file", () => {
  const first = source("x", { format: "a", values: { loss: 1 }, params: { lr: 1 } });
  const second = source("y", { format: "b", values: { loss: 2, auc: 3 }, params: { lr: 2, seed: 4 } });
  expect(mergeSources([first, second])).toMatchObject({
    measurements: [
      { metric: "loss", value: 1 },
      { metric: "auc", value: 3 },
    ],
    params: new Map([
      ["lr", 1],
      ["seed", 4],
    ]),
    tags: ["x", "y"],
    sources: [
      { path: "x", format: "a", metrics: ["loss"], params: ["lr"] },
      { path: "y", format: "b", metrics: ["auc"], params: ["seed"] },
    ],
  });
});

test("files of one format and group add up", () => {
  const parts = [
    source("1", { group: "g", values: { loss: 1 } }),
    source("2", { group: "g", values: { loss: 2 } }),
  ];
  expect(values(parts)).toEqual([
    ["loss", 1],
    ["loss", 2],
  ]);
});

test("groups of one format are told apart by what they do not share", () => {
  const groups = ["logs/a/train", "logs/a/validation", "logs/b"];
  const parts = groups.map((group) => source(group, { group, values: { loss: 1 }, params: { lr: 1 } }));
  expect(values(parts).map(([name]) => name)).toEqual(["a/train/loss", "a/validation/loss", "b/loss"]);
  expect([...mergeSources(parts).params.keys()]).toEqual(["a/train/lr", "a/validation/lr", "b/lr"]);
});

test("another format's groups make no difference", () => {
  const parts = [
    source("1", { format: "a", group: "g" }),
    source("2", { format: "b", group: "h", values: { auc: 1 } }),
  ];
  expect(values(parts)).toEqual([["auc", 1]]);
});

test("where each file tells the whole story, only the farthest counts", () => {
  const parts = [20, 100, 100, 40].map((progress, at) =>
    source(String(at), { progress, values: { loss: progress, [`only ${at}`]: at } }),
  );
  expect(values(parts)).toEqual([
    ["loss", 100],
    ["only 1", 1],
  ]);
});

test("of files that came as far, the one that tells most counts: a checkpoint is written before the end", () => {
  const before = source("checkpoint-20/state", { progress: 20, values: { loss: 0.7 } });
  const end = source("state", { progress: 20, values: { loss: 0.5, runtime: 12 } });
  for (const parts of [
    [before, end],
    [end, before],
  ])
    expect(values(parts)).toEqual([
      ["loss", 0.5],
      ["runtime", 12],
    ]);
});

test("a part that is named elsewhere is dropped, and the sources no longer claim it", () => {
  const found = mergeSources([source("x", { values: { loss: 1 }, params: { lr: 1 } })]);
  expect(withoutNamed(found, { metrics: true, params: false, data: false })).toMatchObject({
    measurements: [],
    params: new Map([["lr", 1]]),
    sources: [{ metrics: [], params: ["lr"] }],
  });
});

test("a run gives its name and notes to the whole where it is the only one that has any", () => {
  const about = (path: string, group: string, name: string): ImportSource => {
    const { run, ...rest } = source(path, { group });
    return { ...rest, run: { ...run, about: { name, notes: "", id: "7" } } };
  };
  const [one, other] = [about("p", "g", "big"), about("q", "h", "small")];
  expect(mergeSources([one, source("r", { format: "b" })]).words).toEqual({ name: "big" });
  expect(mergeSources([one, { ...other, nested: true }]).words).toEqual({ name: "big" });
  expect(mergeSources([one, other])).not.toHaveProperty("words");
});

test("runs that have names of their own are told apart by them, and those without by their turn", () => {
  const run = (group: string, label: string, startedAt: number): ImportSource => {
    const { run: told, ...rest } = source(group, { group, values: { loss: startedAt } });
    return { ...rest, run: { ...told, label, about: { startedAt } } };
  };
  expect(values([run("id-1", "big", 1)])).toEqual([["loss", 1]]);
  expect(
    values([run("id-9", "big", 1), run("id-2", "", 3), run("id-1", "big", 2), run("id-3", "a/b", 4)]),
  ).toEqual([
    ["big/loss", 1],
    ["run-3/loss", 3],
    ["big-2/loss", 2],
    ["a-b/loss", 4],
  ]);
});

test("of joint files only the metrics that meet are told apart, by their folders", () => {
  const joint = (group: string, told: Readonly<Record<string, number>>): ImportSource => {
    const { run, ...rest } = source(group, { group, values: told });
    return { ...rest, run: { ...run, joint: true } };
  };
  expect(values([joint("train", { loss: 1 }), joint("test", { auc: 0.9 })])).toEqual([
    ["loss", 1],
    ["auc", 0.9],
  ]);
  expect(
    values([joint(".", { auc: 0.8, n: 3 }), joint("fold_0", { auc: 0.7 }), joint("fold_1", { auc: 0.9 })]),
  ).toEqual([
    ["auc", 0.8],
    ["n", 3],
    ["fold_0/auc", 0.7],
    ["fold_1/auc", 0.9],
  ]);
});

test("a run that belongs to another of the file is nested in it, by both names", () => {
  const run = (id: string, label: string, startedAt: number, parent?: string): ImportSource => {
    const { run: told, ...rest } = source(id, { group: id, values: { loss: startedAt } });
    const about = { id, startedAt, ...(parent === undefined ? {} : { parent }) };
    return { ...rest, run: { ...told, label, about } };
  };
  const found = mergeSources([
    run("c", "inner", 2, "a"),
    run("a", "sweep", 1),
    run("d", "inner", 3, "a"),
    run("e", "x", 4, "gone"),
  ]);
  expect(found.sources.map(({ metrics, nested }) => [metrics[0], nested])).toEqual([
    ["sweep/inner/loss", true],
    ["sweep/loss", undefined],
    ["sweep/inner-2/loss", true],
    ["x/loss", undefined],
  ]);
});

test("a folder of data of which a pipeline tells the files is not trained on as a whole", () => {
  const version = (name: string, from: string) => {
    const facts = { scheme: "dvc", id: `md5:${name}`, bytes: 1, files: 1, strength: "B" } as const;
    return { ...facts, name, role: "training" as const, source: from };
  };
  const told = (path: string, name: string) => {
    const { run, ...rest } = source(path, { format: path });
    return { ...rest, run: { ...run, data: [version(name, path)] } };
  };
  const { data } = mergeSources([told("dvc.lock", "data/train.csv"), told("data.dvc", "data")]);
  expect(data.map(({ name, role }) => [name, role])).toEqual([
    ["data/train.csv", "training"],
    ["data", "other"],
  ]);
});

test("data sets of MLflow that share a name are told apart by their digest", () => {
  const set = (id: string, role: "training" | "evaluation") =>
    ({ name: "dataset", scheme: "mlflow", id, bytes: 0, files: 1, strength: "C", role }) as const;
  const { run, ...rest } = source("mlruns/1/a/meta.yaml", { format: "mlflow-files" });
  const data = [set("fb5441d3", "training"), set("ee99ca25", "evaluation"), set("fb5441d3", "training")];
  expect(mergeSources([{ ...rest, run: { ...run, data } }]).data).toEqual(data.slice(0, 2));
});
