import { describe, expect, it } from "vitest";
import { runIdSchema } from "../../core/names.ts";
import { listRuns, type RunsQuery } from "../../usecases/list-runs.ts";
import { buildRun } from "../support/build-run.ts";
import { MemoryRunStore } from "../support/memory-run-store.ts";
import { withCode } from "../support/with-code.ts";

const ALL: RunsQuery = { experiment: undefined, status: undefined, filter: undefined, order: [], limit: 10 };

async function store() {
  const made = new MemoryRunStore();
  for (const [at, digit] of ["1", "2", "3"].entries()) {
    const run = buildRun({
      id: runIdSchema.parse(digit.repeat(32)),
      startedAt: `2026-01-0${digit}T00:00:00Z`,
      experiment: digit === "3" ? "other" : "train",
      status: digit === "2" ? "failed" : "finished",
      metrics: { auc: at, loss: -at, rare: digit === "1" ? 1 : 0 },
    });
    await made.add(run, new Map());
  }
  return made;
}

describe("listRuns", () => {
  const found = async (query: Partial<RunsQuery>) => {
    const { runs, more, total } = await listRuns(await store(), { ...ALL, ...query });
    return { ids: runs.map(({ id }) => id[0]).join(""), more, total };
  };

  it("lists the newest first and says what a limit leaves out", async () => {
    expect(await found({})).toEqual({ ids: "321", more: false, total: 3 });
    expect(await found({ limit: 2 })).toEqual({ ids: "32", more: true, total: 3 });
  });

  it("takes experiment, status, filter and order together", async () => {
    expect(await found({ experiment: "train" })).toMatchObject({ ids: "21" });
    expect(await found({ experiment: "train", status: "finished" })).toMatchObject({ ids: "1" });
    expect(await found({ filter: "metrics.auc >= 1", order: ["metrics.auc"] })).toMatchObject({ ids: "23" });
    expect(await found({ filter: "metrics.auc >= 1", limit: 1 })).toMatchObject({ ids: "3", more: true });
  });

  it("shows the metrics that the filter and the order speak of first", async () => {
    const query = {
      ...ALL,
      filter: "NOT (metrics.rare = 1 OR metrics.loss > 0)",
      order: ["metrics.auc desc"],
    };
    expect((await listRuns(await store(), query)).metrics).toEqual(["auc", "rare", "loss"]);
  });

  it.each([
    [{ filter: "metrics.auc >" }, "FILTER_INVALID"],
    [{ filter: "nonsense = 1" }, "FILTER_INVALID"],
    [{ order: ["metrics.auc sideways"] }, "FILTER_INVALID"],
    [{ status: "running" }, "INPUT_INVALID"],
  ] as const)("refuses %j: %s", async (query, code) => {
    await expect(listRuns(await store(), { ...ALL, ...query })).rejects.toThrow(withCode(code));
  });
});
