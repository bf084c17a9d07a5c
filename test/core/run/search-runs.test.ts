import { describe, expect, it } from "vitest";
import { runIdSchema } from "../../../core/names.ts";
import { FINISHED_RUN_TERMS, searchRuns } from "../../../core/run/search-runs.ts";
import { parseFilter, parseOrder } from "../../../core/tracking/parse-filter.ts";
import { buildRun, type RunInput } from "../../support/build-run.ts";

const run = (digit: string, input: RunInput) =>
  buildRun({ id: runIdSchema.parse(digit.repeat(32)), ...input });
const DATA = {
  scheme: "dvc",
  files: 1,
  id: "1f",
  strength: "A",
  role: "training",
  name: "train.csv",
  bytes: 1,
} as const;
const RUNS = [
  run("a", {
    metrics: { auc: 0.9, "val loss": 2 },
    params: { lr: 0.1, on: true, none: null, size: "big" },
    tags: ["team=vision", "quick"],
    name: "first",
    startedAt: "2026-01-01T00:00:00Z",
  }),
  run("b", {
    metrics: { auc: 0.95 },
    params: { lr: 0.01 },
    startedAt: "2026-01-02T00:00:00Z",
    status: "failed",
  }),
  run("c", {
    metrics: { auc: "NaN" },
    startedAt: "2026-01-03T00:00:00Z",
    experiment: "other",
    resources: { wallSeconds: 90, cpuSeconds: null, peakMemoryBytes: null },
  }),
];

const find = (filter: string, ...order: string[]) => {
  const parsed = parseFilter(filter, FINISHED_RUN_TERMS);
  const search = {
    offset: 0,
    limit: 10,
    order: order.map((text) => parseOrder(text, FINISHED_RUN_TERMS)),
    ...(parsed === undefined ? {} : { filter: parsed }),
  };
  return searchRuns(RUNS, search)
    .items.map(({ id }) => id[0])
    .join("");
};

describe("searchRuns", () => {
  it.each([
    ["", "cba"],
    ["metrics.auc > 0.9", "b"],
    ["metrics.auc >= 0.9 and params.lr = '0.1'", "a"],
    ["metrics.`val loss` = 2", "a"],
    ["params.on = 'true' AND params.none = 'null' AND params.size LIKE 'b%'", "a"],
    ["tags.team = 'vision' and tags.quick = ''", "a"],
    ["tags.tea = 'vision'", ""],
    ["status = 'failed' or experiment = 'other'", "cb"],
    ["name = 'first'", "a"],
    ["NOT name = 'first'", "cb"],
    ["branch = 'main'", "cba"],
    [`commit LIKE '${"a".repeat(7)}%'`, "cba"],
    ["duration > 60", "c"],
    ["start_time >= 1767312000000", "cb"],
    ["id LIKE 'aa%'", "a"],
    ["metrics.constructor > 0", ""],
  ])("%s finds %j, the newest first", (filter, expected) => {
    expect(find(filter)).toBe(expected);
  });

  it("orders by what is asked for, NaN last", () => {
    expect(find("", "metrics.auc")).toBe("abc");
    expect(find("", "metrics.auc desc")).toBe("bac");
    expect(find("", "duration desc", "start_time")).toBe("cab");
  });

  it("finds runs by the data that they read", () => {
    const reading = run("d", { data: [DATA] });
    const by = (filter: string) => {
      const parsed = parseFilter(filter, FINISHED_RUN_TERMS);
      if (parsed === undefined) throw new Error("no filter");
      return searchRuns([reading], { offset: 0, limit: 9, order: [], filter: parsed }).items.length;
    };
    expect(by("dataset.name = 'train.csv' and dataset.digest = '1f' and dataset.context = 'training'")).toBe(
      1,
    );
    expect(by("dataset.context = 'evaluation'")).toBe(0);
  });
});
