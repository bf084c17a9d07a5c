import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_ANCESTORS } from "../../core/lineage/ancestry.ts";
import { formatVersionReference } from "../../core/registry/version-reference.ts";
import type { Run } from "../../core/run/run.ts";
import { findAncestry, type ReadRun } from "../../usecases/find-ancestry.ts";
import { buildRun } from "../support/build-run.ts";
import { dataVersion } from "../support/card-subject.ts";
import { model } from "../support/facts.ts";

const churn = model("churn");
const TRAINED = [dataVersion("data/train.csv", "training")];
const REGISTRATION = { registration: { registry: "acme/models", model: churn } };

function runOf(baseModels?: readonly string[], data = TRAINED): Run {
  return buildRun({ data, ...REGISTRATION, ...(baseModels && { baseModels: [...baseModels] }) });
}

/** Ancestors of version 9, whose run names `bases`, in a registry that holds `versions`. */
async function ancestors(
  bases: readonly string[] | undefined,
  versions: Readonly<Record<string, Run | "unreadable">> = {},
) {
  const read: string[] = [];
  const readRun: ReadRun = async ({ model: of, version }) => {
    const name = formatVersionReference({ model: of, which: { kind: "version", version } });
    read.push(name);
    return versions[name] ?? "not-registered";
  };
  const found = await findAncestry({ model: churn, version: 9, run: runOf(bases) }, readRun);
  const told = found?.ancestors.map(({ name, training }) => `${name} ${training}`);
  return { told, read, runs: found?.runs.map(({ name }) => name) };
}

describe("the ancestors of a version", () => {
  it("are not told where its run does not say what it was made from", async () => {
    expect(await ancestors(undefined)).toEqual({ told: undefined, read: [], runs: undefined });
    expect((await ancestors([])).told).toEqual([]);
  });

  it("are its base models and theirs, of whatever model, the nearest first", async () => {
    const versions = {
      "churn@3": runOf(["base@1", "tokens@2"]),
      "tokens@2": runOf([]),
      "base@1": runOf(),
    };
    const { told, runs } = await ancestors(["churn@3"], versions);
    expect(told).toEqual(["churn@3 known", "base@1 silent", "tokens@2 known"]);
    expect(runs).toEqual(["churn@3", "base@1", "tokens@2"]);
  });

  it("are each read once, also in a circle and by whoever names them otherwise", async () => {
    const versions = {
      "churn@3": runOf(["churn@4", "ACME/models/churn@5"]),
      "churn@4": runOf(["churn@3", "churn@9", "acme/models/churn@5"]),
      "churn@5": runOf(["churn@5"]),
    };
    const { told, read } = await ancestors(["churn@3", "churn@3"], versions);
    expect(told).toEqual(["churn@3 known", "churn@4 known", "churn@5 known"]);
    expect(read).toEqual(["churn@3", "churn@4", "churn@5"]);
  });

  it.each([
    ["churn@7", "not-registered"],
    ["churn@8", "unreadable"],
    ["churn@6", "no-data"],
    ["acme/others/churn@3", "other-registry"],
    ["churn@production", "stage"],
    ["google-bert/bert-base-uncased", "not-a-version"],
  ])("are never taken for clean where nobody knows them: %s is %s", async (name, training) => {
    const versions = { "churn@8": "unreadable", "churn@6": runOf([], []) } as const;
    expect((await ancestors([name], versions)).told).toEqual([`${name} ${training}`]);
  });

  it("have an end, and what is beyond it is told", async () => {
    const chain = Array.from({ length: 200 }, (_, at) => [`deep@${at + 1}`, runOf([`deep@${at + 2}`])]);
    const { told, read } = await ancestors(["deep@1"], Object.fromEntries(chain));
    expect(told?.slice(MAX_ANCESTORS - 1)).toEqual(["deep@50 known", "deep@51 too-far"]);
    const wide = Array.from({ length: 80 }, (_, at) => `wide@${at + 1}`);
    expect((await ancestors(wide)).told?.slice(MAX_ANCESTORS - 1)).toEqual([
      "wide@50 not-registered",
      "wide@51 too-far",
    ]);
    expect(read).toHaveLength(MAX_ANCESTORS);
  });

  it("end whoever names whom, and each has one word", async () => {
    const names = fc.integer({ min: 1, max: 9 }).map((version) => `churn@${version}`);
    const graphs = fc.dictionary(names, fc.uniqueArray(names, { maxLength: 4 }), { maxKeys: 9 });
    await fc.assert(
      fc.asyncProperty(graphs, fc.array(names), async (graph, bases) => {
        const versions = Object.fromEntries(Object.entries(graph).map(([name, its]) => [name, runOf(its)]));
        const { told = [], read } = await ancestors(bases, versions);
        expect(new Set(read).size).toBe(read.length);
        expect(told).toHaveLength(read.length);
        expect(read).not.toContain("churn@9");
      }),
    );
  });
});
