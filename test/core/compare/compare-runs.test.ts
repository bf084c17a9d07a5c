import { describe, expect, it } from "vitest";
import { compareRuns } from "../../../core/compare/compare-runs.ts";
import type { DataVersion } from "../../../core/data/data-version.ts";
import { commitShaSchema } from "../../../core/names.ts";
import { recordNotebook } from "../../../core/notebook/notebook.ts";
import { buildRun, type RunInput } from "../../support/build-run.ts";
import { notebookOf } from "../../support/notebooks.ts";

const data = (name: string, id: string): DataVersion => ({
  name,
  scheme: "dvc",
  id,
  bytes: 10,
  files: 1,
  strength: "B",
  role: "training",
});

describe("comparing runs", () => {
  it("names parameters that were added, removed and changed", () => {
    const candidate = buildRun({ params: { lr: 0.1, depth: 3, seed: null } });
    const { params } = compareRuns(candidate, buildRun({ params: { lr: 0.2, seed: null, momentum: 0.9 } }));
    expect(params).toEqual([
      { name: "lr", value: 0.1, reference: 0.2 },
      { name: "depth", value: 3, reference: null },
      { name: "momentum", value: null, reference: 0.9 },
    ]);
  });

  it("names data whose version changed", () => {
    const candidate = buildRun({ data: [data("train.csv", "2"), data("test.csv", "1")] });
    const reference = buildRun({ data: [data("train.csv", "1"), data("test.csv", "1")] });
    expect(compareRuns(candidate, reference).data.map((d) => [d.name, d.reference?.id, d.value?.id])).toEqual(
      [["train.csv", "1", "2"]],
    );
  });

  it("names what differs in the environment", () => {
    const { environment } = buildRun();
    const candidate = buildRun({
      environment: { ...environment, runtimes: { python: "3.13" }, packages: { numpy: "2.1" } },
    });
    const reference = buildRun({ environment: { ...environment, runtimes: { python: "3.12" } } });
    expect(compareRuns(candidate, reference).environment).toEqual([
      { name: "runtime python", value: "3.13", reference: "3.12", part: "software" },
      { name: "package numpy", value: "2.1", reference: null, part: "software" },
    ]);
  });

  it("shows that the yardstick moved", () => {
    const candidate = buildRun({ goals: { auc: { goal: "maximize", tolerance: 0.5 } } });
    const reference = buildRun({ goals: { auc: { goal: "maximize", tolerance: 0.01 } } });
    expect(compareRuns(candidate, reference).goals).toHaveLength(1);
  });

  it("compares the head of a pull request, not GitHub's merge of it", () => {
    const { source } = buildRun();
    const headCommit = commitShaSchema.parse("b".repeat(40));
    const other = compareRuns(buildRun(), buildRun({ source: { ...source, headCommit, dirty: true } }));
    expect(other.code).toMatchObject({ reference: headCommit, dirty: false, referenceDirty: true });
    const { code } = compareRuns(buildRun({ source: { ...source, headCommit } }), buildRun());
    expect(code).toMatchObject({ commit: headCommit, reference: source.commit });
  });

  it("offers no commit of another repository as a base", () => {
    const { source } = buildRun();
    const other = buildRun({ source: { ...source, repository: { id: 2, fullName: "acme/other" } } });
    expect(compareRuns(buildRun(), other).code.reference).toBeNull();
  });

  it("finds nothing between a run and itself", () => {
    const run = buildRun({ params: { a: 1 }, data: [data("x", "1")], metrics: { m: 1 } });
    expect(compareRuns(run, run)).toMatchObject({
      verdict: "same",
      params: [],
      data: [],
      environment: [],
      goals: [],
    });
  });

  it("is `none` without a reference, and `failed` for a run that did not finish", () => {
    expect(compareRuns(buildRun({ metrics: { a: 1 } }), null)).toMatchObject({ verdict: "none" });
    expect(compareRuns(buildRun({ status: "cancelled" }), null).verdict).toBe("failed");
    expect(compareRuns(buildRun({ status: "failed" }), buildRun()).verdict).toBe("failed");
  });
});

describe("notebooks", () => {
  const notebooks = (path: string, ...cells: readonly string[]) => [
    recordNotebook(path, notebookOf(...cells)),
  ];
  const compare = (now: RunInput, before: RunInput) => compareRuns(buildRun(now), buildRun(before)).notebooks;

  it("are compared where both records hold them, cell by cell", () => {
    const now = { notebooks: notebooks("a.ipynb", "x", "z", "new") };
    expect(compare(now, { notebooks: notebooks("a.ipynb", "x", "y") })).toEqual([
      { name: "a.ipynb", value: "1 cell added, 1 changed", reference: "2 cells" },
    ]);
  });

  it("that only one of them executed are named, and those that are the same are not", () => {
    const both = { notebooks: notebooks("a.ipynb", "x") };
    expect(compare(both, both)).toBeUndefined();
    expect(compare(both, {})).toEqual([{ name: "a.ipynb", value: "1 cell", reference: null }]);
    expect(compare({}, both)).toEqual([{ name: "a.ipynb", value: null, reference: "1 cell" }]);
  });
});
