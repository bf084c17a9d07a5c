import { expect, test } from "vitest";
import { parseWith } from "../../../core/parse.ts";
import { runConfigSchema } from "../../../core/run/config.ts";

const parse = (value: unknown) => parseWith(runConfigSchema, value, ".github/pedigree.yml");

test("an empty file asks for nothing beyond the ordinary", () => {
  expect(parse({})).toEqual({
    schemaVersion: 1,
    metrics: {},
    compare: { history: 0, repeats: [] },
    gate: false,
    environment: { variables: [] },
    ignore: [],
  });
});

test("a whole configuration", () => {
  const config = parse({
    metrics: { auc: { goal: "maximize", tolerance: 0.002 }, loss: { goal: "minimize" } },
    baseline: { branch: "main" },
    compare: { history: 5, repeats: ["seed"] },
    gate: ["auc"],
    environment: { variables: ["CUDA_VISIBLE_DEVICES"] },
    ignore: ["data/raw/**"],
    registry: "acme/models",
    model: "churn",
  });
  expect(config.metrics).toEqual({
    auc: { goal: "maximize", tolerance: 0.002 },
    loss: { goal: "minimize", tolerance: 0 },
  });
});

test.each([
  ["an unknown key", { metric: {} }, "metric"],
  ["an unknown goal", { metrics: { auc: { goal: "up" } } }, "metrics.auc.goal"],
  [
    "a negative tolerance",
    { metrics: { auc: { goal: "maximize", tolerance: -1 } } },
    "metrics.auc.tolerance",
  ],
  [
    "a value that no curve has",
    { metrics: { auc: { goal: "maximize", take: "step:x" } } },
    "metrics.auc.take",
  ],
  ["a history of everything", { compare: { history: 11 } }, "compare.history"],
  ["a gate over nothing", { gate: [] }, "gate"],
  ["a variable that is none", { environment: { variables: ["A B"] } }, "environment.variables[0]"],
  ["a model with ..", { model: "a..b" }, "model"],
  ["a registry that is no repository", { registry: "models" }, "registry"],
  ["text", "x", ""],
])("%s is refused with its place", (_, value, path) => {
  expect(() => parse(value)).toThrow(
    expect.objectContaining({ code: "SCHEMA_MISMATCH", details: expect.objectContaining({ path }) }),
  );
});
