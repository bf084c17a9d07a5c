import { afterAll, beforeAll, expect, test } from "vitest";
import { canonicalJson } from "../../core/canonical.ts";
import { triggerWorkflows } from "../../sandbox/actions/runner/index.ts";
import { type ActionsWorld, commit, startActions } from "../sandbox/actions/support.ts";
import { buildRun } from "../support/build-run.ts";
import { ROOT } from "../support/source-files.ts";

const VERSION = buildRun({ metrics: { auc: 0.9 } });
const STAGES = {
  schemaVersion: 1,
  kind: "stages",
  model: "churn",
  sequence: 1,
  last: null,
  versions: { "3": { stage: "production", since: "2026-01-01T00:00:00Z", run: VERSION.id, pull: 4 } },
  holders: { production: [3] },
};
const step = (id: string, to: string, more = "") => `
      - id: ${id}
        uses: pedigree/pedigree@v1
        continue-on-error: true
        with: { run: "echo '{\\"auc\\": 0.95}' > auc.json", metrics: auc.json, experiment: ${id}, gate: auc, compare-to: ${to}${more} }`;
const WORKFLOW = `
name: Train
on: [push]
permissions: { contents: read, actions: read }
jobs:
  fit:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
${step("holder", "churn@production")}
${step("number", "churn@3", ", registry: acme/churn")}
${step("missing", "churn@4")}
${step("hidden", "churn@3", ", registry: acme/nowhere")}
${step("branch", "refs/heads/churn@3")}
`;

/** What papermill leaves: a notebook whose cells were executed. */
const notebook = (lr: number) =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 4,
    metadata: { kernelspec: { name: "python3", display_name: "python3" } },
    cells: [
      { cell_type: "code", execution_count: 1, metadata: {}, outputs: [], source: `lr = ${lr}\nfit(lr)` },
    ],
  });
const NOTEBOOK = `
name: Notebook
on: [push]
permissions: { contents: read, actions: read }
jobs:
  fit:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - id: pedigree
        uses: pedigree/pedigree@v1
        with: { run: cp source.json train.ipynb, experiment: notebook }
`;

let actions: ActionsWorld;
beforeAll(async () => {
  actions = await startActions({
    ".github/workflows/train.yml": WORKFLOW,
    ".github/pedigree.yml": "metrics:\n  auc: { goal: maximize }\nregistry: acme/churn\n",
    "models/churn/stages.json": canonicalJson(STAGES),
    "models/churn/versions/3/run.json": canonicalJson(VERSION),
  });
});
afterAll(() => actions.end());

const trigger = async () => {
  const results = await triggerWorkflows(actions.sandbox, {
    trigger: await actions.push(),
    actions: new Map([["pedigree/pedigree", ROOT]]),
  });
  return results[0];
};

test("a run is compared with a version that the registry holds, whatever became of its artifact", async () => {
  const result = await trigger();
  const told = (name: string) => {
    const found = result?.jobs[0]?.steps.find(({ id }) => id === name);
    const messages = found?.annotations.map(({ message }) => message).join("\n");
    return { verdict: found?.outputs.verdict, gate: found?.outputs.gate, messages };
  };
  expect(told("holder")).toEqual({ verdict: "better", gate: "passed", messages: "" });
  expect(told("number")).toEqual({ verdict: "better", gate: "passed", messages: "" });
  expect(told("missing")).toEqual({
    verdict: "none",
    gate: "shut",
    messages: expect.stringMatching(
      /comparison: the model has no such version: model churn: expected one of 3, found 4\n.*no such version to compare with/,
    ),
  });
  expect(told("hidden")).toMatchObject({
    gate: "shut",
    messages: expect.stringMatching(
      /acme\/nowhere: expected a repository that the token may read, found HTTP status 404/,
    ),
  });
  expect(told("branch")).toMatchObject({ verdict: "none", gate: "shut" });
}, 120_000);

test("the changed code of a notebook is shown", async () => {
  const push = async (lr: number) => {
    const files = { ".github/workflows/train.yml": NOTEBOOK, "source.json": notebook(lr) };
    await commit(actions.sandbox, actions.repository, files);
    const result = await trigger();
    return result?.jobs[0]?.steps.find(({ id }) => id === "pedigree");
  };
  expect((await push(0.1))?.annotations).toEqual([]);
  const second = await push(0.2);
  expect(second?.annotations).toEqual([]);
  expect(second?.summary).toContain("| notebook | `train.ipynb` | `1 cell` | `1 cell changed` |");
  expect(second?.summary).toMatch(
    /`train\.ipynb`\n\n```text\ncell 1 was changed\n- lr = 0\.1\n\+ lr = 0\.2\n```/,
  );
}, 120_000);
