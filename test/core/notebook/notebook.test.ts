import { expect, test } from "vitest";
import { digestOfText } from "../../../core/canonical.ts";
import {
  describeOrder,
  formatNotebook,
  recordNotebook,
  redactNotebook,
} from "../../../core/notebook/notebook.ts";
import { createRedactor } from "../../../core/run/redact.ts";
import { notebookOf } from "../../support/notebooks.ts";

test("a secret in code is in neither the code nor its digest", () => {
  const notebook = redactNotebook(
    notebookOf("key = 'hunter2hunter2' #1"),
    createRedactor(["hunter2hunter2"]),
  );
  const { cells } = recordNotebook("a.ipynb", notebook);
  expect(JSON.stringify(formatNotebook(notebook))).not.toContain("hunter2");
  expect(cells).toEqual([{ digest: digestOfText("key = '[redacted]'"), executed: 1 }]);
});

test.each([
  ["in order", ["a #1", "b #2", " "], []],
  ["started late, as after a restart of the count", ["a #5", "b #6"], []],
  ["out of order", ["a #2", "b #1", "c #3"], ["executed out of order: cell 2 before a cell above"]],
  ["not executed", ["a #1", "b", "c"], ["not executed: cells 2, 3"]],
  [
    "more often than once",
    ["a #1", "b #4"],
    ["cells were executed more often than once, or taken out since"],
  ],
])("executed %s", (_, cells, expected) => {
  expect(describeOrder("a.ipynb", notebookOf(...cells))).toEqual(expected.map((text) => `a.ipynb: ${text}`));
});
