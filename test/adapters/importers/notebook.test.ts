import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { notebook } from "../../../adapters/importers/notebook.ts";
import { describeOrder } from "../../../core/notebook/notebook.ts";
import { fixture, memoryFile, readOne } from "../../support/import-file.ts";
import { withCode } from "../../support/with-code.ts";

test("a notebook that a real kernel has executed", async () => {
  const file = await fixture("notebook/train.ipynb");
  expect(await readFile(file.real, "utf8")).toContain("canary");
  const run = await readOne(notebook, file);
  expect(JSON.stringify([...(run.notebooks ?? [])])).not.toContain("canary in metadata");
  const [found] = run.notebooks ?? [];
  expect(found).toMatchObject({
    path: "notebook/train.ipynb",
    notebook: { kernel: "python3", language: "python" },
  });
  expect(found?.notebook.cells.map(({ executed }) => executed)).toEqual([1, 2, null]);
  expect(found && describeOrder(found.path, found.notebook)).toEqual([]);
});

test("one that was not executed is no part of a run; another document is refused", async () => {
  const read = (text: string) => notebook.read(memoryFile("a.ipynb", Buffer.from(text)), { since: null });
  const cells = [{ cell_type: "code", source: "x", execution_count: null, outputs: [] }];
  expect(await read(JSON.stringify({ nbformat: 4, metadata: {}, cells }))).toEqual([]);
  await expect(read('{"nbformat": 3}')).rejects.toThrow(withCode("SCHEMA_MISMATCH"));
  await expect(read('{"nbformat": 4, "cells": [')).rejects.toThrow(withCode("FILE_UNREADABLE"));
});
