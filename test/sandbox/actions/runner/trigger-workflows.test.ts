import { createServer } from "node:http";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { liveRuns } from "../../../../sandbox/actions/live-runs.ts";
import {
  dispatchTrigger,
  pullRequestTrigger,
  pushTrigger,
  triggerWorkflows,
} from "../../../../sandbox/actions/runner/index.ts";
import { KEYS } from "../../support/world.ts";
import { type ActionsWorld, commit, startActions } from "../support.ts";

const workflow = (on: string, run = "git log -1 --format=%s") => `name: ${on.split(":")[0] ?? ""}
on: { ${on} }
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: ${run}
`;

const files = {
  "train.py": "print(1)\n",
  ".github/workflows/push.yml": workflow("push: { branches: [main], paths: ['*.py'] }", "cat train.py"),
  ".github/workflows/pull.yml": workflow(
    "pull_request: { branches: [main] }",
    'echo "$GITHUB_REF $GITHUB_HEAD_REF $GITHUB_BASE_REF"; cat train.py new.py; git rev-parse HEAD; git cat-file -p HEAD | grep ^parent',
  ),
  ".github/workflows/hand.yml": workflow("workflow_dispatch: ", "echo $" + "{{ inputs.lr }}"),
};

const told: { readonly event: string; readonly action: string; readonly body: Record<string, unknown> }[] =
  [];
const receiver = createServer((request, response) => {
  const chunks: Uint8Array[] = [];
  request.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  request.on("end", () => {
    const body = JSON.parse(Buffer.concat(chunks).toString());
    told.push({ event: String(request.headers["x-github-event"]), action: body.action, body });
    response.end();
  });
});

let actions: ActionsWorld;

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const address = receiver.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  actions = await startActions(files);
  const app = actions.sandbox.createApp({
    slug: "watcher",
    name: "Watcher",
    owner: "acme",
    publicKey: KEYS.publicKey,
    permissions: { metadata: "read", actions: "read", checks: "read" },
    events: ["workflow_run", "workflow_job", "check_run"],
    webhook: { url: `http://127.0.0.1:${port}/`, secret: "a-secret-of-thirty-two-characters" },
  });
  actions.sandbox.install(app.id, "acme");
});

afterEach(() => actions.sandbox.world.idle());

afterAll(async () => {
  await actions.end();
  await new Promise((resolve) => receiver.close(resolve));
});

const place = { owner: "acme", repo: "churn" };

async function pushed(path: string, text: string) {
  const { world } = actions.sandbox;
  const before = await world.git(actions.repository).ref("refs/heads/main");
  const after = await commit(actions.sandbox, actions.repository, { [path]: text });
  const { repository } = actions;
  return pushTrigger(world, {
    repository,
    ref: "refs/heads/main",
    before,
    after,
    actorId: repository.ownerId,
  });
}

it("runs what asks for the push, and tells of run, job and check as GitHub does", async () => {
  told.length = 0;
  const trigger = await pushed("train.py", "print(2)\n");
  const results = await triggerWorkflows(actions.sandbox, { trigger });
  expect(results.map((result) => [result.run.path, result.conclusion, result.jobs[0]?.log])).toEqual([
    [".github/workflows/push.yml", "success", ["print(2)"]],
  ]);
  await actions.sandbox.world.idle();
  expect(told.map(({ event, action }) => `${event}.${action}`)).toEqual(
    [
      "installation.created",
      "workflow_run.requested",
      "workflow_run.in_progress",
      "check_run.created",
      "workflow_job.queued",
      "workflow_job.in_progress",
      "check_run.completed",
      "workflow_job.completed",
      "workflow_run.completed",
    ].slice(told[0]?.event === "installation" ? 0 : 1),
  );
  expect(told.at(-1)?.body).toMatchObject({
    workflow_run: { event: "push", head_branch: "main", head_sha: trigger.sha, conclusion: "success" },
  });
  const checks = await actions.octokit.rest.checks.listForRef({ ...place, ref: trigger.sha });
  expect(checks.data.check_runs.map(({ name, conclusion, app }) => [name, conclusion, app?.slug])).toEqual([
    ["test", "success", "github-actions"],
  ]);
});

it("leaves out what another path, branch or event would start", async () => {
  const trigger = await pushed("notes.txt", "nothing\n");
  expect(await triggerWorkflows(actions.sandbox, { trigger })).toEqual([]);
});

it("runs pull requests on a real merge of head and base", async () => {
  const { sandbox, repository } = actions;
  await commit(sandbox, repository, { "new.py": "print('new')\n" }, "feature");
  const base = await commit(sandbox, repository, { "train.py": "print(3)\n" });
  const { data } = await actions.octokit.rest.pulls.create({
    ...place,
    title: "Add",
    head: "feature",
    base: "main",
  });
  const pull = sandbox.world.state.pulls.find((candidate) => candidate.number === data.number);
  if (pull === undefined) throw new Error("no pull request");
  const actorId = pull.authorId;
  const trigger = await pullRequestTrigger(sandbox.world, pull, { action: "opened", actorId });
  const [result] = await triggerWorkflows(sandbox, { trigger });
  expect(result?.jobs[0]?.log).toEqual([
    `refs/pull/${pull.number}/merge feature main`,
    "print(3)",
    "print('new')",
    trigger.sha,
    `parent ${base}`,
    `parent ${pull.headSha}`,
  ]);
  expect(result?.run).toMatchObject({ event: "pull_request", headBranch: "feature", headSha: pull.headSha });
  const { data: runs } = await actions.octokit.rest.actions.listWorkflowRunsForRepo({
    ...place,
    event: "pull_request",
    branch: "feature",
  });
  expect(runs.workflow_runs.map((run) => run.pull_requests?.[0]?.number)).toEqual([pull.number]);
  const again = await pullRequestTrigger(sandbox.world, pull, { action: "synchronize", actorId });
  expect(again.sha).toBe(trigger.sha);
  const labeled = await pullRequestTrigger(sandbox.world, pull, { action: "labeled", actorId });
  expect(await triggerWorkflows(sandbox, { trigger: labeled })).toEqual([]);
});

it("runs a pull request that cannot be merged on its head", async () => {
  const { sandbox, repository } = actions;
  await commit(sandbox, repository, { "train.py": "print('ours')\n", "new.py": "x\n" }, "conflict");
  await commit(sandbox, repository, { "train.py": "print('theirs')\n" });
  const { data } = await actions.octokit.rest.pulls.create({
    ...place,
    title: "x",
    head: "conflict",
    base: "main",
  });
  const pull = sandbox.world.state.pulls.find((candidate) => candidate.number === data.number);
  if (pull === undefined) throw new Error("no pull request");
  const trigger = await pullRequestTrigger(sandbox.world, pull, { action: "opened", actorId: pull.authorId });
  expect([trigger.ref, trigger.sha]).toEqual([`refs/pull/${pull.number}/head`, pull.headSha]);
  const [result] = await triggerWorkflows(sandbox, { trigger });
  expect(result?.conclusion).toBe("success");
});

it("starts by hand with inputs, is read over REST, and runs again", async () => {
  const { sandbox, repository } = actions;
  const actorId = repository.ownerId;
  const wanted = { repository, branch: "main", actorId, inputs: { lr: "0.1" } };
  const [result] = await triggerWorkflows(sandbox, { trigger: await dispatchTrigger(sandbox.world, wanted) });
  const run_id = result?.run.id ?? 0;
  expect(result?.jobs[0]?.log).toEqual(["0.1"]);
  const { data: run } = await actions.octokit.rest.actions.getWorkflowRun({ ...place, run_id });
  expect(run).toMatchObject({ status: "completed", conclusion: "success", run_number: 1, run_attempt: 1 });
  await expect(actions.octokit.rest.actions.cancelWorkflowRun({ ...place, run_id })).rejects.toMatchObject({
    status: 409,
  });
  await actions.octokit.rest.actions.reRunWorkflow({ ...place, run_id });
  await liveRuns(sandbox.world).get(run_id)?.ended;
  const { data: newest } = await actions.octokit.rest.actions.listJobsForWorkflowRun({ ...place, run_id });
  expect(newest.jobs.map((job) => job.run_attempt)).toEqual([2]);
  const all = await actions.octokit.rest.actions.listJobsForWorkflowRun({ ...place, run_id, filter: "all" });
  expect(all.data.jobs.map((job) => [job.run_attempt, job.steps?.map((step) => step.conclusion)])).toEqual([
    [1, ["success", "success"]],
    [2, ["success", "success"]],
  ]);
  const log = await actions.octokit.rest.actions.downloadJobLogsForWorkflowRun({
    ...place,
    job_id: newest.jobs[0]?.id ?? 0,
  });
  expect(log.data).toBe("0.1\n");
});

it("is cancelled over REST", async () => {
  await commit(actions.sandbox, actions.repository, {
    ".github/workflows/slow.yml": workflow("workflow_dispatch: ", "echo started; sleep 60"),
  });
  const { sandbox, repository, octokit } = actions;
  const { world } = sandbox;
  const started = Promise.withResolvers<void>();
  const trigger = await dispatchTrigger(world, { repository, branch: "main", actorId: repository.ownerId });
  const running = triggerWorkflows(sandbox, {
    trigger,
    onLine: ({ text }) => {
      if (text === "started") started.resolve();
    },
  });
  await started.promise;
  const run_id = world.state.workflowRuns.find((run) => run.path.endsWith("slow.yml"))?.id ?? 0;
  await octokit.rest.actions.cancelWorkflowRun({ ...place, run_id });
  const results = await running;
  expect(results.find((result) => result.run.id === run_id)?.conclusion).toBe("cancelled");
});

it("uploads an artifact with the real client inside of an action", async () => {
  const client = import.meta.resolve("@actions/artifact");
  const main = `
import { writeFileSync } from "node:fs";
const { DefaultArtifactClient } = await import(${JSON.stringify(client)});
writeFileSync("metrics.json", "{}");
const { id } = await new DefaultArtifactClient().uploadArtifact("run", ["metrics.json"], ".");
console.log("artifact " + id);
`;
  const result = await actions.run({
    "action.yml": "name: Up\ndescription: x\nruns: { using: node24, main: up.mjs }\n",
    "up.mjs": main,
    ".github/workflows/ci.yml": workflow("push: ").replace("- run: git log -1 --format=%s", "- uses: ./"),
  });
  expect(result.conclusion).toBe("success");
  const { data } = await actions.octokit.rest.actions.listWorkflowRunArtifacts({
    ...place,
    run_id: result.run.id,
  });
  expect(data.artifacts.map(({ name, id }) => [name, `artifact ${id}`])).toEqual([
    ["run", result.jobs[0]?.log.at(-1)],
  ]);
});
