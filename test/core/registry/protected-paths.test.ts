import { describe, expect, it } from "vitest";
import { blobShaSchema } from "../../../core/names.ts";
import { changedPaths, recordOwner, recordsByModel } from "../../../core/registry/protected-paths.ts";

const file = (digit: string, mode = "100644") => ({ blob: blobShaSchema.parse(digit.repeat(40)), mode });

it("a changed path is one that came, went, or has other bytes or another mode", () => {
  const before = new Map([
    ["same", file("1")],
    ["gone", file("1")],
    ["bytes", file("1")],
    ["mode", file("1")],
  ]);
  const after = new Map([
    ["same", file("1")],
    ["new", file("1")],
    ["bytes", file("2")],
    ["mode", file("1", "120000")],
  ]);
  expect(changedPaths(before, after)).toEqual(["bytes", "gone", "mode", "new"]);
});

describe("a record", () => {
  it.each([
    "models/churn/stages.json",
    "models/churn/log/000001-moved.json",
    "models/churn/log/anything",
    "models/churn/versions/3/version.json",
    "models/churn/versions/3/run.json",
    "models/churn/versions/3/curves.parquet",
  ])("is %s", (path) => expect(recordOwner(path)).toBe("churn"));

  it.each([
    "pedigree.yml",
    "models/churn/model.yml",
    "models/churn/versions/3/card.md",
    "models/churn/versions/3/evidence/x.sigstore.json",
    "models/No Model/stages.json",
    "other/models/churn/stages.json",
  ])("is not %s", (path) => expect(recordOwner(path)).toBeUndefined());

  it("belongs to its model", () => {
    const paths = ["models/a/stages.json", "models/b/stages.json", "models/a/log/x", "README.md"];
    expect([...recordsByModel(paths)]).toEqual([
      ["a", ["models/a/stages.json", "models/a/log/x"]],
      ["b", ["models/b/stages.json"]],
    ]);
  });
});
