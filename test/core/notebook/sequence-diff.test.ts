import fc from "fast-check";
import { expect, test } from "vitest";
import { diffSequences } from "../../../core/notebook/sequence-diff.ts";
import { law } from "../../support/law.ts";

const letters = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 });

test("the steps lead from one sequence to the other, and leave out nothing", () => {
  law(fc.tuple(letters, letters), ([before, after]) => {
    const steps = diffSequences(before, after);
    expect(steps.flatMap((step) => ("before" in step ? [step.before] : []))).toEqual([...before.keys()]);
    expect(steps.flatMap((step) => ("after" in step ? [step.after] : []))).toEqual([...after.keys()]);
    for (const step of steps) if (step.kind === "same") expect(before[step.before]).toBe(after[step.after]);
  });
});

/** By trying every subsequence: a slow way that is easy to believe. */
function longest([first, ...rest]: readonly string[], after: readonly string[]): number {
  if (first === undefined) return 0;
  const at = after.indexOf(first);
  const without = longest(rest, after);
  return at < 0 ? without : Math.max(without, 1 + longest(rest, after.slice(at + 1)));
}

test("as much as possible stays the same", () => {
  law(fc.tuple(letters, letters), ([before, after]) => {
    const same = diffSequences(before, after).filter(({ kind }) => kind === "same").length;
    expect(same).toBe(longest(before, after));
  });
});

test("what is too long for a table is replaced as a whole between its common ends", () => {
  const before = ["start", ...Array.from({ length: 3000 }, (_, at) => `a${at}`), "end"];
  const after = ["start", ...Array.from({ length: 3000 }, (_, at) => `b${at}`), "end"];
  const kinds = Map.groupBy(diffSequences(before, after), ({ kind }) => kind);
  expect([kinds.get("same")?.length, kinds.get("removed")?.length, kinds.get("added")?.length]).toEqual([
    2, 3000, 3000,
  ]);
});
