import { expect, test } from "vitest";
import { diffNotebooks } from "../../../core/notebook/diff.ts";
import { notebookLines } from "../../../core/report/notebook-lines.ts";
import { notebookOf } from "../../support/notebooks.ts";

const code = (before: string, after: string) => ({
  name: "a.ipynb",
  diff: diffNotebooks(notebookOf(before), notebookOf(after)),
});

test("changed lines, as many as there is room for and a person reads", () => {
  const [old, now] = ["a", "b"].map((letter) => `${letter}\n`.repeat(40));
  const all = code(old ?? "", now ?? "");
  const linesOf = (max: number) => notebookLines([all], max)[0]?.text.split("\n");
  expect(linesOf(3)).toEqual(["cell 1 was changed", "- a", "- a", "… and 78 more lines"]);
  expect(linesOf(500)).toHaveLength(25);
  expect(linesOf(0)).toBeUndefined();
  expect(notebookLines([code("a", "a")], 9)).toEqual([]);
});
