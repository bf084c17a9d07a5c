import { expect, test } from "vitest";
import { runIdSchema } from "../../../core/names.ts";
import { assembleRun, type Findings } from "../../../core/run/assemble.ts";
import { UNKNOWN_ENVIRONMENT } from "../../../core/run/environment.ts";
import { STOPPED } from "../../support/live.ts";
import { runRequest } from "../../support/run-request.ts";

const REQUEST = runRequest(["the-secret-value"]);
const FOUND: Findings = {
  id: runIdSchema.parse("0190a1b2c3d47e5f8a9b0c1d2e3f4a5b"),
  startedAt: "2026-01-31T12:00:00Z",
  finishedAt: "2026-01-31T12:00:01Z",
  workTree: { commit: null, dirty: false, patch: null },
  command: null,
  params: new Map(),
  metrics: {},
  data: [],
  environment: UNKNOWN_ENVIRONMENT,
  files: [],
  warnings: [],
};
const RESULT = {
  exitCode: 0,
  signal: null,
  cancelled: false,
  wallSeconds: 1,
  cpuSeconds: null,
  peakMemoryBytes: null,
};

test.each([
  [{ ...RESULT }, "finished"],
  [{ ...RESULT, exitCode: 1 }, "failed"],
  [{ ...RESULT, exitCode: null, signal: "SIGKILL" }, "failed"],
  [{ ...RESULT, exitCode: 0, cancelled: true }, "cancelled"],
])("a command that ended with %j makes a run %s", (command, status) => {
  expect(assembleRun({ ...REQUEST, command: "train" }, { ...FOUND, command }).status).toBe(status);
});

test("a run that a rule ended is finished and says why, whatever its signal left", () => {
  const command = { ...RESULT, exitCode: null, signal: "SIGTERM", stopped: STOPPED };
  const run = assembleRun({ ...REQUEST, command: "train" }, { ...FOUND, command });
  expect(run).toMatchObject({ status: "finished", stopped: STOPPED, command: { signal: "SIGTERM" } });
  const cancelled = assembleRun(
    { ...REQUEST, command: "train" },
    { ...FOUND, command: { ...command, cancelled: true } },
  );
  expect(cancelled.status).toBe("cancelled");
});

test("texts that are too long are cut rather than costing the record", () => {
  const long = "the-secret-value ".repeat(5000);
  const run = assembleRun(
    { ...REQUEST, name: long, notes: long, command: long, tags: Array.from({ length: 200 }, () => long) },
    {
      ...FOUND,
      command: RESULT,
      warnings: Array.from({ length: 1500 }, () => long),
      params: new Map([["p", long]]),
    },
  );
  expect(run.tags).toHaveLength(100);
  expect(run.warnings).toHaveLength(1000);
  expect(run.warnings.at(-1)).toContain("501 more warnings");
  expect(JSON.stringify(run)).not.toContain("the-secret-value");
});

test("what redaction lengthens in the environment costs no record, and a cut leaves no half of a secret", () => {
  const url = `https://u:p@example.org/${"x".repeat(176)}`;
  const environment = {
    ...UNKNOWN_ENVIRONMENT,
    packages: { ours: url },
    variables: { FLAGS: `u://u:p@${"x".repeat(8184)}` },
  };
  const run = assembleRun(REQUEST, { ...FOUND, environment });
  expect(run.environment.packages.ours).toMatch(/^https:\/\/\[redacted\].*xxx$/);
  expect(run.environment.variables.FLAGS).toHaveLength(8192);
  const cut = { ...environment, packages: { ours: `${"x".repeat(190)}the-secret-value` } };
  expect(assembleRun(REQUEST, { ...FOUND, environment: cut }).environment.packages.ours).toBe(
    `${"x".repeat(190)}[redacted]`,
  );
});

test("a parameter that is secret by name is hidden, a number or count is not", () => {
  const params = new Map<string, string | number | boolean>([
    ["db.password", "x"],
    ["api_key", 12345],
    ["max_tokens", 512],
    ["pad_token", "[PAD]"],
    ["use_token", true],
  ]);
  expect(assembleRun(REQUEST, { ...FOUND, params }).params).toEqual({
    "db.password": "[redacted]",
    api_key: "[redacted]",
    max_tokens: 512,
    pad_token: "[PAD]",
    use_token: true,
  });
});

test("what training began with is recorded as it was told and as code tagged it, also within nested runs", () => {
  const source = { path: "mlflow/a", format: "mlflow", partial: false, metrics: [], params: [] };
  const nested = { ...source, nested: true as const, tags: ["pedigree.base_model=churn@5"] };
  const request = {
    ...REQUEST,
    tags: ["pedigree.base_model=churn@4"],
    baseModels: ["churn@production", "x/the-secret-value"],
  };
  const run = assembleRun(request, { ...FOUND, sources: [nested] });
  expect(run.baseModels).toEqual(["churn@production", "x/[redacted]", "churn@4", "churn@5"]);
  expect(run.warnings).toMatchObject([expect.stringContaining("base model churn@production: a stage")]);
  expect(assembleRun({ ...REQUEST, baseModels: ["none"] }, FOUND).baseModels).toEqual([]);
  expect("baseModels" in assembleRun({ ...REQUEST, baseModels: [] }, FOUND)).toBe(false);
});
