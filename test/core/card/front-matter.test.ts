import { describe, expect, test } from "vitest";
import { describeFrontMatter } from "../../../core/card/front-matter.ts";

const MATTER = {
  model_name: "churn",
  version: 2,
  license: ["apache-2.0"],
  owner: "acme/ml-leads",
  contact: "ml@acme.example",
  risk_tier: "limited",
};
describe("front matter", () => {
  const problems = (frontMatter: unknown) =>
    describeFrontMatter(frontMatter).problems.map(({ path }) => path);

  test("complete, with keys of the writer's own", () => {
    expect(problems({ ...MATTER, library_name: "sklearn", widget: [1] })).toEqual([]);
  });

  test.each([
    [null, [""]],
    [[], [""]],
    [{ ...MATTER, license: "[More Information Needed]" }, ["license"]],
    [{ ...MATTER, license: ["More Information Needed"] }, ["license[0]"]],
    [{ ...MATTER, contact: "  " }, ["contact"]],
    [{ ...MATTER, risk_tier: "huge" }, ["risk_tier"]],
    [{ ...MATTER, "model-index": [{ name: "churn" }] }, ["model-index[0].results"]],
  ])("%j", (matter, paths) => {
    expect(problems(matter)).toEqual(paths);
  });

  test("a model-index holds finite numbers only", () => {
    const results = [
      {
        task: { type: "t" },
        dataset: { type: "d", name: "d" },
        metrics: [{ type: "auc", value: Number.NaN }],
      },
    ];
    expect(problems({ ...MATTER, "model-index": [{ name: "churn", results }] })).toEqual([
      "model-index[0].results[0].metrics[0].value",
    ]);
  });

  test("the risk tier is told even when other keys are missing, and only a known one", () => {
    expect(describeFrontMatter({ risk_tier: "high" }).riskTier).toBe("high");
    expect(describeFrontMatter({ ...MATTER, risk_tier: "huge" }).riskTier).toBeUndefined();
  });
});
