import { describe, expect, it } from "vitest";
import { compareRuns } from "../../../core/compare/compare-runs.ts";
import { commitShaSchema } from "../../../core/names.ts";
import { changesOf, codeView } from "../../../core/report/changes.ts";
import { buildRun } from "../../support/build-run.ts";

const commit = commitShaSchema.parse("a".repeat(40));
const reference = commitShaSchema.parse("b".repeat(40));
const server = "https://github.com";

describe("changes", () => {
  it("are listed up to a limit, with what was and what is", () => {
    const comparison = compareRuns(
      buildRun({ params: { a: 1, b: 2, c: null } }),
      buildRun({ params: { a: 0, d: true } }),
    );
    expect(changesOf(comparison, 2)).toEqual({
      params: {
        total: 4,
        omitted: 2,
        lines: [
          { name: "a", before: "0", after: "1" },
          { name: "b", before: null, after: "2" },
        ],
      },
      data: null,
      goals: null,
      environment: null,
    });
  });

  it("name data by the beginning of its digest", () => {
    const version = { name: "x", scheme: "dvc", bytes: 1, files: 1, strength: "B", role: "other" } as const;
    const of = (id: string) => buildRun({ data: [{ ...version, id }] });
    const { data } = changesOf(compareRuns(of("1".repeat(32)), of("2".repeat(32))), 5);
    expect(data?.lines).toEqual([{ name: "x", before: "dvc 222222222222", after: "dvc 111111111111" }]);
  });
});

describe("the code", () => {
  it("links commit and comparison", () => {
    const view = codeView({ repository: "acme/churn", commit, reference, dirty: false }, server);
    expect(view.commitUrl).toBe(`https://github.com/acme/churn/commit/${commit}`);
    expect(view.compare).toEqual({
      text: "bbbbbbb...aaaaaaa",
      url: `https://github.com/acme/churn/compare/${reference}...${commit}`,
    });
  });

  it("links nothing that has no address", () => {
    expect(codeView({ repository: null, commit, reference, dirty: true }, server)).toEqual({
      commit: "aaaaaaa",
      commitUrl: null,
      compare: null,
      dirty: true,
    });
    const same = codeView({ repository: "acme/churn", commit, reference: commit, dirty: false }, server);
    expect(same.compare).toBeNull();
  });
});
