import { expect, it } from "vitest";
import { orderJobs } from "../../../../sandbox/actions/runner/job-plan.ts";
import { readWorkflow } from "../../../../sandbox/actions/runner/workflow.ts";

const job = (rest = "") => `{ runs-on: x, steps: [{ run: echo }]${rest} }`;

it("completes conditions and ids as GitHub does", async () => {
  const workflow = await readWorkflow(
    ".github/workflows/a.yml",
    "on: push\njobs: { a: { runs-on: x, if: github.ref, steps: [{ run: a }, { run: b, id: own, if: always() }] } }",
  );
  const [only] = workflow.jobs;
  expect(workflow.name).toBe(".github/workflows/a.yml");
  expect(only?.condition).toBe("success() && (github.ref)");
  expect(only?.steps.map((step) => [step.id, step.condition])).toEqual([
    [expect.stringMatching(/^__/), "success()"],
    ["own", "always()"],
  ]);
});

it("orders jobs by what they need", async () => {
  const text = `on: push\njobs: { c: ${job(", needs: [b, a]")}, b: ${job(", needs: a")}, a: ${job()}, d: ${job()} }`;
  const { jobs } = await readWorkflow("a.yml", text);
  expect(orderJobs(jobs).map((each) => each.key)).toEqual(["a", "b", "c", "d"]);
});

it.each([
  ["no YAML", "on: [", "SCHEMA_MISMATCH"],
  ["an unknown key", `on: push\nfoo: 1\njobs: { a: ${job()} }`, "SCHEMA_MISMATCH"],
  ["a cycle", `on: push\njobs: { a: ${job(", needs: b")}, b: ${job(", needs: a")} }`, "SCHEMA_MISMATCH"],
  [
    "an unknown context",
    `on: push\njobs: { a: { runs-on: x, steps: [{ run: "\${{ nope.x }}" }] } }`,
    "SCHEMA_MISMATCH",
  ],
  ["services", `on: push\njobs: { a: ${job(", services: { db: { image: x } }")} }`, "INPUT_INVALID"],
  ["a reusable workflow", "on: push\njobs: { a: { uses: ./.github/workflows/b.yml } }", "INPUT_INVALID"],
])("refuses %s", async (_what, text, code) => {
  await expect(readWorkflow("a.yml", text)).rejects.toMatchObject({ code });
});
