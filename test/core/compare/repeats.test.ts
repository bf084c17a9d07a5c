import { expect, it } from "vitest";
import { repeatsOf } from "../../../core/compare/repeats.ts";
import type { DataVersion } from "../../../core/data/data-version.ts";
import { commitShaSchema, runIdSchema } from "../../../core/names.ts";
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

it.each<[string, RunInput]>([
  ["another parameter", { params: { lr: 0.2, seed: 2 } }],
  ["a parameter more", { params: { lr: 0.1, seed: 2, depth: 3 } }],
  ["another experiment", { experiment: "other" }],
  ["another commit", { source: { ...buildRun().source, commit: commitShaSchema.parse("c".repeat(40)) } }],
  ["other data", { data: [data("1")] }],
  ["a failure", { status: "failed" }],
])("does not take %s", (_, input) => {
  expect(idsOf([run(2, input)])).toEqual([]);
});

it("takes the newest attempt of a job that ran again", () => {
  const again = { params: { lr: 0.1, seed: 2 } };
  expect(
    idsOf([run(2, { ...again, trigger: trigger(1) }), run(3, { ...again, trigger: trigger(2) })]),
  ).toEqual([3]);
});
