import { describe, expect, it } from "vitest";
import { repeatsOf } from "../../../core/compare/repeats.ts";
import type { DataVersion } from "../../../core/data/data-version.ts";
import { commitShaSchema, runIdSchema, sha256Schema } from "../../../core/names.ts";
import type { Run } from "../../../core/run/run.ts";
import { buildRun, type RunInput } from "../../support/build-run.ts";

const run = (n: number, input: RunInput = {}) =>
  buildRun({ id: runIdSchema.parse(String(n).padStart(32, "0")), params: { lr: 0.1, seed: n }, ...input });
const idsOf = (others: readonly ReturnType<typeof run>[]) =>
  repeatsOf(run(1), others, ["seed"]).map(({ id }) => Number(id));
const data = (digit: string): DataVersion => ({
  name: "x",
  scheme: "dvc",
  id: digit,
  bytes: 1,
  files: 1,
  strength: "B",
  role: "training",
});
const trigger = (runAttempt: number) => ({
  event: "push",
  actor: null,
  workflow: { name: "train", path: ".github/workflows/train.yml" },
  runId: 5,
  runNumber: 1,
  runAttempt,
  job: "fit",
  jobId: null,
  pullRequest: null,
});

it("takes runs that differ in nothing but what may vary", () => {
  expect(idsOf([run(1), run(2), run(3)])).toEqual([2, 3]);
});

it("takes runs of several data sets that have one name, as MLflow calls them", () => {
  const used = [data("1"), { ...data("2"), role: "evaluation" as const }];
  expect(repeatsOf(run(1, { data: used }), [run(2, { data: used })], ["seed"])).toHaveLength(1);
  const other = [data("1"), { ...data("3"), role: "evaluation" as const }];
  expect(repeatsOf(run(1, { data: used }), [run(2, { data: other })], ["seed"])).toEqual([]);
});

it.each<[string, RunInput]>([
  ["another parameter", { params: { lr: 0.2, seed: 2 } }],
  ["a parameter more", { params: { lr: 0.1, seed: 2, depth: 3 } }],
  ["another command", { command: { line: "train -b 32", exitCode: 0, signal: null } }],
  ["another experiment", { experiment: "other" }],
  ["another commit", { source: { ...buildRun().source, commit: commitShaSchema.parse("c".repeat(40)) } }],
  ["other data", { data: [data("1")] }],
  ["a failure", { status: "failed" }],
])("does not take %s", (_, input) => {
  expect(idsOf([run(2, input)])).toEqual([]);
});

describe("of runs that no workflow started", () => {
  const source = { ...buildRun().source, dirty: true };
  const patch = (digit: string): Run["files"] => [
    { path: "source.patch", role: "patch", digest: sha256Schema.parse(digit.repeat(64)), bytes: 1 },
  ];
  const repeats = (one: Run, other: Run) => repeatsOf(one, [other], ["seed"]).length === 1;

  it("takes those with the same changes since the commit", () => {
    const changed = (n: number, files: Run["files"]) => run(n, { source, files });
    expect(repeats(changed(1, patch("a")), changed(2, patch("a")))).toBe(true);
    expect(repeats(changed(1, patch("a")), changed(2, patch("b")))).toBe(false);
    expect(repeats(changed(1, patch("a")), run(2))).toBe(false);
    // A patch that was too large is not known.
    expect(repeats(changed(1, []), changed(2, []))).toBe(false);
  });

  it("takes none where the code is not known, as outside of git", () => {
    const outside = { source: { ...source, dirty: false, commit: null } };
    expect(repeats(run(1, outside), run(2, outside))).toBe(false);
    const legs = { ...outside, trigger: trigger(1) };
    expect(repeats(run(1, legs), run(2, legs))).toBe(true);
  });

  it("takes one for each choice of parameters, the newest, and never one for the run itself", () => {
    const at = (n: number, second: number, seed: number) =>
      run(n, { params: { lr: 0.1, seed }, startedAt: `2026-01-31T12:00:0${second}Z` });
    expect(idsOf([at(2, 2, 7), at(3, 3, 7), at(4, 1, 8), at(5, 9, 1)])).toEqual([3, 4]);
  });
});

it("takes the newest attempt of a job that ran again", () => {
  const again = { params: { lr: 0.1, seed: 2 } };
  expect(
    idsOf([run(2, { ...again, trigger: trigger(1) }), run(3, { ...again, trigger: trigger(2) })]),
  ).toEqual([3]);
});
