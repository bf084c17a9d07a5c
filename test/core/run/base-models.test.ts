import { describe, expect, it } from "vitest";
import { namedBaseModels, warnOfBase } from "../../../core/run/base-models.ts";

describe("what a run says that it was made from", () => {
  it("is nothing where nobody says anything, and no model where somebody says so", () => {
    expect(namedBaseModels(undefined, ["team=vision"])).toBeUndefined();
    expect(namedBaseModels([], [])).toBeUndefined();
    expect(namedBaseModels(["none"], [])).toEqual([]);
    expect(namedBaseModels([], ["pedigree.base_model=none"])).toEqual([]);
  });

  it("is each name once, as it was told and by tags", () => {
    const tags = ["pedigree.base_model=churn@3", "pedigree.base_model= bert ", "base_model=no", "big"];
    expect(namedBaseModels(["churn@3", "churn@4", ""], tags)).toEqual(["churn@3", "churn@4", "bert"]);
  });

  it("is not taken back by a second voice that says none", () => {
    expect(namedBaseModels(["none"], ["pedigree.base_model=churn@3"])).toEqual(["churn@3"]);
  });

  it("tells how many there are beyond what a record holds", () => {
    const told = Array.from({ length: 250 }, (_, at) => `churn@${at + 1}`);
    const names = namedBaseModels(told, []) ?? [];
    expect(names).toHaveLength(100);
    expect(names.at(-1)).toBe("151 more");
  });

  it("has a warning where a stage was named in place of a version", () => {
    expect(warnOfBase("churn@production")).toContain("names no version for ever");
    expect([warnOfBase("churn@3"), warnOfBase("google-bert/bert-base-uncased")]).toEqual([
      undefined,
      undefined,
    ]);
  });
});
