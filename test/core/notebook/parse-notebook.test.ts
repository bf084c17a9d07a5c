import { expect, test } from "vitest";
import { formatNotebook, recordNotebook } from "../../../core/notebook/notebook.ts";
import { parseNotebook } from "../../../core/notebook/parse-notebook.ts";
import { withCode } from "../../support/with-code.ts";

const DOCUMENT = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {
    kernelspec: { name: "python3", display_name: "Python 3", language: "python" },
    widgets: { state: "a canary" },
  },
  cells: [
    { cell_type: "markdown", id: "a", metadata: {}, source: "# a canary", attachments: {} },
    {
      cell_type: "code",
      id: "b",
      metadata: { tags: ["a canary"] },
      execution_count: 2,
      source: ["x = 1\n", "x"],
      outputs: [{ output_type: "stream", text: "a canary" }],
    },
    { cell_type: "code", metadata: {}, execution_count: null, source: "y", outputs: [] },
  ],
};

test("the code, its order, kernel and language; no output, no text, no metadata", () => {
  const notebook = parseNotebook(DOCUMENT, "a.ipynb");
  expect(notebook).toEqual({
    kernel: "python3",
    language: "python",
    cells: [
      { source: "x = 1\nx", executed: 2 },
      { source: "y", executed: null },
    ],
  });
  const written = JSON.stringify([formatNotebook(notebook), recordNotebook("a.ipynb", notebook)]);
  expect(written).not.toContain("canary");
});

test("what is kept is a notebook that is read as the same", () => {
  const notebook = parseNotebook(DOCUMENT, "a.ipynb");
  expect(parseNotebook(JSON.parse(JSON.stringify(formatNotebook(notebook))), "a.ipynb")).toEqual(notebook);
});

test("outputs deeper and larger than any document are passed over", () => {
  const deep = JSON.parse(`${'{"a":'.repeat(200)}1${"}".repeat(200)}`);
  const large = { data: Object.fromEntries(Array.from({ length: 30_000 }, (_, at) => [`k${at}`, 1])) };
  const cells = [{ ...DOCUMENT.cells[1], outputs: [deep, large] }];
  expect(parseNotebook({ ...DOCUMENT, cells }, "a.ipynb").cells).toHaveLength(1);
});

test.each([
  ["an older format", { ...DOCUMENT, nbformat: 3 }],
  ["no notebook", [1]],
  ["cells that are none", { ...DOCUMENT, cells: [1] }],
  ["code that is no text", { ...DOCUMENT, cells: [{ cell_type: "code", source: 1 }] }],
  [
    "an order that is no number",
    { ...DOCUMENT, cells: [{ cell_type: "code", source: "", execution_count: "1" }] },
  ],
])("%s is refused", (_, document) => {
  expect(() => parseNotebook(document, "a.ipynb")).toThrow(withCode("SCHEMA_MISMATCH"));
});
