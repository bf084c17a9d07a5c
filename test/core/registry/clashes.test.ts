import { expect, it } from "vitest";
import { blobShaSchema } from "../../../core/names.ts";
import { findClashes } from "../../../core/registry/clashes.ts";

const file = { blob: blobShaSchema.parse("a".repeat(40)), mode: "100644" };
const PRESENT = ["pedigree.yml", "models/churn/model.yml", "models/churn/stages.json"];
const added = (path: string) => ({ path, base: null, tip: null, head: file });
const removed = (path: string) => ({ path, base: file, tip: file, head: null });

it.each([
  ["a name in other letters", [added("Pedigree.yml")], ["Pedigree.yml"]],
  ["a folder in other letters", [added("models/Churn/notes.md")], ["models/Churn/notes.md"]],
  ["a file where a folder is", [added("models/churn")], ["models/churn"]],
  ["a file below a file", [added("pedigree.yml/x")], ["pedigree.yml/x"]],
  ["two new names of one edit", [added("a.md"), added("A.md")], ["A.md", "a.md"]],
  ["a name of its own", [added("models/churn/notes.md")], []],
  ["a change of case alone", [removed("pedigree.yml"), added("Pedigree.yml")], ["Pedigree.yml"]],
  ["a folder in place of a file", [removed("pedigree.yml"), added("pedigree.yml/x")], []],
  ["a removal", [removed("pedigree.yml")], []],
])("%s", (_, paths, clashes) => {
  expect(findClashes(paths, PRESENT)).toEqual(clashes);
});
