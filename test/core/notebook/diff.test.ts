import fc from "fast-check";
import { expect, test } from "vitest";
import {
  describeNotebookDiff,
  diffCells,
  diffNotebooks,
  shortNotebookDiff,
  summarizeNotebookDiff,
} from "../../../core/notebook/diff.ts";
import { recordNotebook } from "../../../core/notebook/notebook.ts";
import { law } from "../../support/law.ts";
import { notebookOf } from "../../support/notebooks.ts";

test.each([
  ["added", "ab", "axb", [{ kind: "added", after: 2 }]],
  ["removed", "axb", "ab", [{ kind: "removed", before: 2 }]],
  ["changed", "axb", "ayb", [{ kind: "changed", before: 2, after: 2 }]],
  ["moved", "abc", "bca", [{ kind: "moved", before: 1, after: 3 }]],
  [
    "changed and added",
    "axb",
    "ayzb",
    [
      { kind: "changed", before: 2, after: 2 },
      { kind: "added", after: 3 },
    ],
  ],
  ["nothing", "abc", "abc", []],
])("a cell is %s", (_, before, after, expected) => {
  expect(diffCells(before.split(""), after.split(""))).toEqual(expected);
});

test("every cell that is not the same is told once", () => {
  const cells = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 10 });
  law(fc.tuple(cells, cells), ([before, after]) => {
    const changes = diffCells(before, after);
    const froms = changes.flatMap((change) => ("before" in change ? [change.before] : []));
    const tos = changes.flatMap((change) => ("after" in change ? [change.after] : []));
    expect([new Set(froms).size, new Set(tos).size]).toEqual([froms.length, tos.length]);
    expect(before.length - froms.length).toBe(after.length - tos.length);
    for (const change of changes) {
      if (change.kind === "moved") expect(before[change.before - 1]).toBe(after[change.after - 1]);
      if (change.kind === "changed") expect(before[change.before - 1]).not.toBe(after[change.after - 1]);
    }
    expect(changes.length === 0).toBe(before.join() === after.join());
  });
});

test("for people: a heading for each cell, and its lines", () => {
  const before = notebookOf("import torch", "lr = 0.1\ntrain(lr)", "plot()", "a", "b", "c");
  const after = {
    ...notebookOf("import torch", "lr = 0.2\ntrain(lr)", "b", "c", "a", "save()"),
    kernel: "conda",
  };
  const describe = (...pair: Parameters<typeof diffNotebooks>) =>
    describeNotebookDiff(diffNotebooks(...pair));
  expect(describe(before, after)).toEqual([
    "kernel: python3 → conda",
    "cell 2 was changed",
    "- lr = 0.1",
    "+ lr = 0.2",
    "  train(lr)",
    "cell 3 was removed",
    "- plot()",
    "cell 4 was moved to 5",
    "cell 6 was added",
    "+ save()",
  ]);
  expect(describe(before, before)).toEqual([]);
});

test("in short: only what changed, cut where it is long, and the rest counted", () => {
  const before = notebookOf("a\nb\nc", "x".repeat(200));
  const after = notebookOf("a\nB\nc", "y");
  const short = (max: number) => shortNotebookDiff(diffNotebooks(before, after), max);
  expect(short(9)).toEqual([
    "cell 1 was changed",
    "- b",
    "+ B",
    "cell 2 was changed",
    `- ${"x".repeat(117)}…`,
    "+ y",
  ]);
  expect(short(2)).toEqual(["cell 1 was changed", "- b", "… and 4 more lines"]);
  expect(shortNotebookDiff(diffNotebooks(before, before), 5)).toEqual([]);
});

test("of two records, from the digests alone", () => {
  const record = (...cells: readonly string[]) => recordNotebook("a.ipynb", notebookOf(...cells));
  expect(summarizeNotebookDiff(record("a", "b"), record("a", "c", "d", "e"))).toBe(
    "2 cells added, 1 changed",
  );
  expect(summarizeNotebookDiff(record("a #1"), record("a #7"))).toBeNull();
});
