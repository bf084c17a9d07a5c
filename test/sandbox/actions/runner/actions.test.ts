import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type ActionsWorld, startActions, workflowOf } from "../support.ts";

const ACTION = `name: Greet
description: Greets
inputs:
  who: { description: Whom, default: "\${{ github.actor }}" }
  job-id: { description: Job, default: "\${{ job.check_run_id }}" }
  jobs: { description: Jobs, default: "\${{ strategy.job-total }}" }
outputs:
  said: { description: What }
runs: { using: node24, main: main.js, post: post.js, post-if: always() }
`;

const MAIN = `const fs = require("node:fs");
const e = process.env;
console.log("hello " + e.INPUT_WHO + " " + e["INPUT_JOB-ID"] + " of " + e.INPUT_JOBS);
console.log("env " + [e.ACTIONS_RESULTS_URL !== undefined, e.ACTIONS_RUNTIME_TOKEN !== undefined, e.GITHUB_ACTION]);
fs.appendFileSync(e.GITHUB_OUTPUT, "said=hello\\n");
fs.appendFileSync(e.GITHUB_STATE, "left=behind\\n");
process.exitCode = e.INPUT_WHO === "nobody" ? 1 : 0;
`;

const COMPOSITE = `name: Both
description: Two steps
inputs: { word: { description: Word, required: true } }
outputs: { twice: { description: Twice, value: "\${{ steps.twice.outputs.value }}" } }
runs:
  using: composite
  steps:
    - id: twice
      shell: bash
      run: echo "value=$W$W" >> "$GITHUB_OUTPUT"; ls "$GITHUB_ACTION_PATH"
      env: { W: "\${{ inputs.word }}" }
    - uses: ./
      with: { who: "\${{ inputs.word }}" }
`;

let actions: ActionsWorld;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pedigree-action-"));
  await mkdir(join(folder, "both"));
  await writeFile(join(folder, "both/action.yml"), COMPOSITE);
  await writeFile(
    join(folder, "action.yml"),
    "name: Given\ndescription: x\nruns: { using: node24, pre: pre.js, main: main.js }\n",
  );
  const write = 'require("node:fs").appendFileSync(process.env.GITHUB_STATE, "pre=ran\\n");';
  await writeFile(join(folder, "pre.js"), write);
  await writeFile(join(folder, "main.js"), 'console.log("pre " + process.env.STATE_pre);');
  actions = await startActions({
    "action.yml": ACTION,
    "main.js": MAIN,
    "post.js": 'console.log("left " + process.env.STATE_left + " for " + process.env.INPUT_WHO);',
  });
});

afterEach(() => actions.sandbox.world.idle());

afterAll(async () => {
  await actions.end();
  await rm(folder, { recursive: true });
});

const run = (steps: string) =>
  actions.run(
    { ".github/workflows/ci.yml": workflowOf(steps) },
    { actions: new Map([["acme/tools", folder]]) },
  );

it("runs a JavaScript action of the workspace: inputs, outputs, state and post", async () => {
  const result = await run(`
- uses: actions/checkout@v4
- id: greet
  uses: ./
  with: { who: Bob }
- run: echo "\${{ steps.greet.outputs.said }}"
`);
  const [, greet, echo, post] = result.jobs[0]?.steps ?? [];
  expect(greet?.log).toEqual([`hello Bob ${result.jobs[0]?.id} of 1`, "env true,true,greet"]);
  expect(echo?.log).toEqual(["hello"]);
  expect(post).toMatchObject({ name: "Post Greet", conclusion: "success", log: ["left behind for Bob"] });
});

it("evaluates inputs anew for post, so that it knows how the job stands by then", async () => {
  const result = await run(
    `- uses: actions/checkout@v4\n- uses: ./\n  with: { who: "\${{ job.status }}" }\n- run: exit 1`,
  );
  const [, greet, , post] = result.jobs[0]?.steps ?? [];
  expect(greet?.log[0]).toContain("hello success");
  expect(post?.log).toEqual(["left behind for failure"]);
});

it("runs post after a failure, too, with defaults evaluated", async () => {
  const failed = await run("- uses: actions/checkout@v4\n- uses: ./\n  with: { who: nobody }");
  expect(failed.conclusion).toBe("failure");
  expect(failed.jobs[0]?.steps.at(-1)?.log).toEqual(["left behind for nobody"]);
  const plain = await run("- uses: actions/checkout@v4\n- uses: ./");
  expect(plain.jobs[0]?.steps[1]?.log[0]).toBe(`hello alice ${plain.jobs[0]?.id} of 1`);
});

it("runs given actions, with pre before the first step", async () => {
  const result = await run("- run: echo first\n- uses: acme/tools@v1");
  expect(result.jobs[0]?.steps.map((step) => step.name)).toEqual([
    "Pre Given",
    "Run echo first",
    "Run acme/tools@v1",
  ]);
  expect(result.jobs[0]?.steps[2]?.log).toEqual(["pre ran"]);
});

it("runs composite actions in contexts of their own", async () => {
  const result = await run(`
- uses: actions/checkout@v4
- id: both
  uses: acme/tools/both@v1
  with: { word: ha }
- run: echo "\${{ steps.both.outputs.twice }} [\${{ steps.twice.outputs.value }}]"
`);
  const [, both, echo] = result.jobs[0]?.steps ?? [];
  expect(both?.log).toEqual([
    "action.yml",
    `hello ha ${result.jobs[0]?.id} of 1`,
    expect.stringContaining("env true"),
  ]);
  expect(echo?.log).toEqual(["haha []"]);
});

it("warns of inputs that the action does not have, and fails when there is no action", async () => {
  const warned = await run("- uses: actions/checkout@v4\n- uses: ./\n  with: { hwo: Bob }");
  expect(warned.jobs[0]?.steps[1]?.annotations[0]?.message).toContain("'hwo'");
  const missing = await run("- uses: ./");
  expect(missing.jobs[0]?.steps[0]?.annotations[0]?.message).toContain("action.yml");
});

it("has setup actions that use this machine's own programs", async () => {
  const result = await run(
    "- uses: actions/setup-node@v4\n  with: { node-version: 24 }\n- run: node --version",
  );
  expect(result.jobs[0]?.steps[1]?.log).toEqual([process.version]);
});
