import { expect, it } from "vitest";
import { runIdSchema } from "../../../core/names.ts";
import {
  describeShared,
  describeUnclear,
  type Overlap,
  type OverlappingRun,
  writerOf,
} from "../../../core/run/overlap.ts";

const BEGAN = Date.parse("2026-01-31T12:00:00.000Z");
const WORK = "/home/ada/churn";

const other = (command: string | null, changes: Partial<OverlappingRun> = {}): OverlappingRun => ({
  id: runIdSchema.parse("b".repeat(32)),
  name: null,
  startedAt: new Date(BEGAN).toISOString(),
  folder: WORK,
  command,
  named: [],
  ...changes,
});
const beside = (command: string | null, ...others: readonly OverlappingRun[]): Overlap => ({
  own: { folder: WORK, command, named: [] },
  others,
});
const during = (path: string) => ({ path, modified: BEGAN + 60_000 });

it.each<[string, string | null, string | null, string, string]>([
  ["nothing tells the two apart", "python t.py a", "python t.py b", "metrics.jsonl", "unclear"],
  ["a name that only begins alike", "t --out a", "t --out b", "ab/metrics.jsonl", "unclear"],
  ["below a folder that it names", "t --out runs/a", "t --out runs/b", "runs/a/metrics.jsonl", "own"],
  ["below a folder that the other one names", "t --out runs/a", "t --out runs/b", "runs/b/x.csv", "other"],
  ["a folder behind a sign", "t out.dir=runs/a", "t out.dir=runs/b", "runs/a/metrics.jsonl", "own"],
  ["an absolute folder", `t --out=${WORK}/a/`, "t", "a/metrics.jsonl", "own"],
  ["by a way around", "t --out ./x/../a", "t", "a/metrics.jsonl", "own"],
  ["the file itself", "t > a.jsonl", "t >b.jsonl", "a.jsonl", "own"],
  ["the other's file itself", "t >a.jsonl", "t 2>b.jsonl", "b.jsonl", "other"],
  ["both name it", "t --out runs", "t --out runs/b", "runs/b/metrics.jsonl", "unclear"],
  ["the workspace is no name", "t --root .", "t", "metrics.jsonl", "unclear"],
  ["nor is a folder around it", "t --root /work", "t", "metrics.jsonl", "unclear"],
  ["of a command that is not known", null, null, "metrics.jsonl", "unclear"],
])("%s", (_, own, others, path, writer) => {
  expect(writerOf(during(path), beside(own, other(others)))).toBe(writer);
});

it("is the run's own where the file was written before the other one began", () => {
  const overlap = beside("t", other("t"));
  expect(writerOf({ path: "m.jsonl", modified: BEGAN - 1_000 }, overlap)).toBe("own");
  expect(writerOf({ path: "m.jsonl", modified: BEGAN - 10 }, overlap)).toBe("unclear");
});

it("is unclear in the other one's folder alone, or where that one names it", () => {
  const inside = beside("t", other("t --out ../shared", { folder: `${WORK}/deep` }));
  expect(writerOf(during("m.jsonl"), inside)).toBe("own");
  expect(writerOf(during("deep/m.jsonl"), inside)).toBe("unclear");
  expect(writerOf(during("shared/m.jsonl"), inside)).toBe("other");
});

it("is nobody's own as long as one of several may have written it", () => {
  const several = beside("t --out a", other("t --out b"), other("t --out a"));
  expect(writerOf(during("a/m.jsonl"), several)).toBe("unclear");
  expect(writerOf(during("b/m.jsonl"), several)).toBe("other");
});

it.each([
  ["runs/b/m.jsonl", "runs/b/m.jsonl", "other"],
  ["runs/b/*.jsonl", "runs/b/m.jsonl", "other"],
  ["runs/b/**", "runs/a/m.jsonl", "unclear"],
  ["**/*.jsonl", "runs/b/m.jsonl", "unclear"],
  ["!runs/b/m.jsonl", "runs/b/m.jsonl", "unclear"],
])("is the other one's where that names %s for its metrics: %s is %s", (pattern, path, writer) => {
  expect(writerOf(during(path), beside("t", other("t", { named: [pattern] })))).toBe(writer);
});

it("tells of files that both name", () => {
  const shared = (mine: readonly string[], theirs: readonly string[], folder = WORK) => {
    const others = [other("t", { named: [...theirs], folder })];
    return describeShared({ own: { folder: WORK, command: "t", named: [...mine] }, others });
  };
  expect(shared(["m.jsonl"], ["./m.jsonl"])).toContain(`${"b".repeat(32)} went on at the same time`);
  expect(shared(["out/a.csv"], ["out/*.csv"])).toContain("named files of out/a.csv, too");
  expect(shared(["m.jsonl"], ["../churn/m.jsonl"], "/home/ada/other")).not.toBeNull();
  expect(shared(["a/m.jsonl"], ["b/m.jsonl"])).toBeNull();
  expect(shared(["m.jsonl"], ["m.jsonl"], "/home/ada/other")).toBeNull();
  expect(shared([], ["m.jsonl"])).toBeNull();
});

it("names the files, the other run and the ways out", () => {
  const text = describeUnclear(["1", "2", "3", "4", "5", "6", "7"], beside("t", other("python t.py b")));
  expect(text).toContain("may have written it: 1, 2, 3, 4, 5, 2 more.");
  expect(text).toContain(`left out, as ${"b".repeat(32)} (python t.py b) went on at the same time`);
  for (const way of ["folder of its own", "output folder", "--metrics", "MLFLOW_TRACKING_URI"])
    expect(text).toContain(way);
});
