import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseComment } from "../../core/report/comment-sections.ts";
import {
  pullRequestTrigger,
  triggerWorkflows,
  type WorkflowResult,
} from "../../sandbox/actions/runner/index.ts";
import { buildAction } from "../../scripts/build.ts";
import { type ActionsWorld, commit, startActions } from "../sandbox/actions/support.ts";

const WORKFLOW = `
name: Train
on: [push, pull_request]
permissions: { contents: read, actions: read, pull-requests: write }
jobs:
  fit:
    runs-on: ubuntu-latest
    strategy:
      matrix: { include: [{ lr: 1, seed: 7 }, { lr: 2, seed: 7 }, { lr: 2, seed: 8 }] }
    steps:
      - uses: actions/checkout@v4
      - uses: pedigree/pedigree@v1
        with:
          run: sh train.sh --lr \${{ matrix.lr }} --seed \${{ matrix.seed }}
          metrics: metrics.json
      - if: matrix.seed == 7 && github.event_name == 'pull_request'
        uses: pedigree/pedigree@v1
        with:
          run: sh train.sh --lr \${{ matrix.lr }} --seed 0
          metrics: metrics.json
          experiment: check
`;
const FILES = {
  ".github/workflows/train.yml": WORKFLOW,
  ".github/pedigree.yml": "metrics: { auc: { goal: maximize } }\ncompare: { repeats: [seed] }\n",
  "train.sh": 'echo "{\\"auc\\": 0.$2$4}" > metrics.json\n',
};

let actions: ActionsWorld;
let bundle: string;
let pushed: WorkflowResult | undefined;
let proposed: WorkflowResult | undefined;
beforeAll(async () => {
  actions = await startActions(FILES);
  bundle = await mkdtemp(join(tmpdir(), "pedigree-matrix-"));
  await buildAction(join(bundle, "dist"));
  await copyFile(join(import.meta.dirname, "../../action.yml"), join(bundle, "action.yml"));
  const folders = new Map([["pedigree/pedigree", bundle]]);
  const { sandbox } = actions;
  [pushed] = await triggerWorkflows(sandbox, { trigger: await actions.push(), actions: folders });
  await commit(sandbox, actions.repository, { "train.sh": `${FILES["train.sh"]}# slower\n` }, "work");
  const at = { owner: "acme", repo: "churn", title: "Work", head: "work", base: "main" };
  const { data } = await actions.octokit.pulls.create(at);
  const pull = sandbox.world.state.pulls.find(({ number }) => number === data.number);
  if (pull === undefined) throw new Error("no pull request");
  const trigger = await pullRequestTrigger(sandbox.world, pull, { action: "opened", actorId: pull.authorId });
  [proposed] = await triggerWorkflows(sandbox, { trigger, actions: folders });
}, 400_000);
afterAll(async () => {
  await actions.end();
  await rm(bundle, { recursive: true, force: true });
});

const artifactsOf = (result: WorkflowResult | undefined) =>
  actions.sandbox.world.state.artifacts
    .filter(({ runId }) => runId === result?.run.id)
    .map(({ name }) => name)
    .sort();

it("records each leg in an artifact of its own, and repeats of a leg side by side", () => {
  expect(pushed?.conclusion).toBe("success");
  expect(artifactsOf(pushed)).toEqual([
    "pedigree-run.train%2Ffit@lr=1",
    "pedigree-run.train%2Ffit@lr=2",
    "pedigree-run.train%2Ffit@lr=2~2",
  ]);
});

it("gives each leg a section of the one comment, named and compared with the same leg of the baseline", () => {
  expect(proposed?.conclusion).toBe("success");
  const { comments } = actions.sandbox.world.state;
  expect(comments).toHaveLength(1);
  const sections = parseComment(comments[0]?.body ?? "") ?? new Map();
  expect(new Set(sections.keys())).toEqual(
    new Set(["check (lr=1)", "check (lr=2)", "train/fit (lr=1)", "train/fit (lr=2)"]),
  );
  const second = sections.get("train/fit (lr=2)");
  expect(second?.body).toContain("**leg** `lr=2`");
  expect(second?.body).toContain("As good as the baseline");
  expect(second?.origin).toEqual({
    workflowRun: proposed?.run.id,
    attempt: 1,
    runs: 2,
    workflow: ".github/workflows/train.yml",
    commit: proposed?.run.headSha,
  });
});
