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

  test("the hub's own keys, well-formed", () => {
    const known = {
      language: ["de", "en"],
      library_name: "sklearn",
      pipeline_tag: "tabular-classification",
      tags: ["churn"],
      datasets: ["acme/churn"],
      metrics: ["roc_auc"],
      base_model: ["acme/a", "acme/b"],
      base_model_relation: "merge",
      new_version: "acme/c",
      co2_eq_emissions: { emissions: 12.5, source: "codecarbon", hardware_used: "1 A100" },
      training_data: [{ name: "a.csv", scheme: "sha256", id: "x" }],
    };
    expect(problems({ ...MATTER, ...known })).toEqual([]);
    expect(problems({ ...MATTER, co2_eq_emissions: 3 })).toEqual([]);
  });

  test.each([
    [{ license: "Apache-2.0" }, ["license"]],
    [{ license: ["mit", "Apache 2"] }, ["license[1]"]],
    [{ license: "other" }, ["license_name", "license_link"]],
    [{ license: "other", license_name: "ours", license_link: "LICENSE" }, []],
    [{ version: null }, ["version"]],
    [{ datasets: [null] }, ["datasets[0]"]],
    [{ tags: "churn" }, ["tags"]],
    [{ base_model_relation: "child" }, ["base_model_relation"]],
    [{ co2_eq_emissions: { emissions: -1 } }, ["co2_eq_emissions.emissions"]],
    [{ training_data: [{ name: "a.csv" }] }, ["training_data[0].scheme", "training_data[0].id"]],
  ])("%j", (part, paths) => {
    expect(problems({ ...MATTER, ...part })).toEqual(paths);
  });

  test("a thousand wrong entries are told by fifty", () => {
    expect(problems({ ...MATTER, tags: Array.from({ length: 1000 }, () => null) })).toHaveLength(50);
  });

  test.each([
    [{ task: {} }, "task.type"],
    [{ dataset: { type: "d" } }, "dataset.name"],
    [{ dataset: { type: "d", name: "d", config: 1 } }, "dataset.config"],
    [{ source: { name: "x" } }, "source.url"],
    [{ source: { url: "here" } }, "source.url"],
  ])("a result with %j", (part, path) => {
    const result = { task: { type: "t" }, dataset: { type: "d", name: "d" }, metrics: [], ...part };
    const matter = { ...MATTER, "model-index": [{ name: "churn", results: [result] }] };
    expect(problems(matter)).toEqual([`model-index[0].results[0].${path}`]);
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
