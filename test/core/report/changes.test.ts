import { describe, expect, it } from "vitest";
import { compareRuns } from "../../../core/compare/compare-runs.ts";
import { commitShaSchema } from "../../../core/names.ts";
import { codeView, goalChanges } from "../../../core/report/changes.ts";
import { buildRun } from "../../support/build-run.ts";

const commit = commitShaSchema.parse("a".repeat(40));
const reference = commitShaSchema.parse("b".repeat(40));
const server = "https://github.com";

describe("changes of the yardstick", () => {
  it("are listed up to a limit, with what was and what is", () => {
    const comparison = compareRuns(
      buildRun({ goals: { a: { goal: "maximize", take: "best" }, b: { goal: "minimize" } } }),
      buildRun({ goals: { a: { goal: "maximize" } } }),
    );
    expect(goalChanges(comparison, 1)).toEqual({
      total: 2,
      omitted: 1,
      lines: [{ name: "a", before: "maximize, tolerance 0", after: "maximize, tolerance 0, best" }],
    });
    expect(goalChanges(compareRuns(buildRun(), buildRun()), 1)).toBeNull();
  });
});

describe("the code", () => {
  it("links commit and comparison", () => {
    const view = codeView(
      { repository: "acme/churn", commit, reference, dirty: false, referenceDirty: false },
      server,
    );
    expect(view.commitUrl).toBe(`https://github.com/acme/churn/commit/${commit}`);
    expect(view.compare).toEqual({
      text: "bbbbbbb...aaaaaaa",
      url: `https://github.com/acme/churn/compare/${reference}...${commit}`,
    });
  });

  it("links nothing that has no address", () => {
    expect(
      codeView({ repository: null, commit, reference, dirty: true, referenceDirty: false }, server),
    ).toEqual({
      commit: "aaaaaaa",
      commitUrl: null,
      compare: null,
      dirty: true,
      referenceDirty: false,
    });
    const same = codeView(
      { repository: "acme/churn", commit, reference: commit, dirty: false, referenceDirty: false },
      server,
    );
    expect(same.compare).toBeNull();
  });
});
