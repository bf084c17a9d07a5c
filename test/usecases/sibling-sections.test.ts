import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Octokit } from "@octokit/rest";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStickyComments } from "../../adapters/github/sticky-comment.ts";
import { createWorkflowRecords } from "../../adapters/github/workflow-records.ts";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { canonicalJson } from "../../core/canonical.ts";
import { runIdSchema } from "../../core/names.ts";
import { parseComment } from "../../core/report/comment-sections.ts";
import { formatArtifactName, seriesOf } from "../../core/run/artifact-name.ts";
import { type Run, runSchema } from "../../core/run/run.ts";
import { storeArtifact } from "../../sandbox/actions/artifacts/artifacts.ts";
import type { Sandbox } from "../../sandbox/index.ts";
import type { Pull, Repository, WorkflowRun } from "../../sandbox/state/entities.ts";
import { compareRun } from "../../usecases/compare-run.ts";
import { buildZip } from "../adapters/zip/build-zip.ts";
import { commit } from "../sandbox/actions/support.ts";
import { buildRun } from "../support/build-run.ts";
import { startJudgedSandbox } from "../support/judged-sandbox.ts";
import { atOnce, inTurns, orderOf, type Turn } from "../support/turns.ts";

const LEGS = ["a", "b", "c", "d", "e", "f", "g", "h"];
const AT = { owner: "acme", repo: "churn" };
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
const renderer = createRenderer();

let folder: string;
let sandbox: Sandbox;
let repository: Repository;
let pull: Pull;
let token: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pedigree-legs-"));
  sandbox = (await startJudgedSandbox({ folder, hourlyRequests: 10_000_000, keepsState: false })).sandbox;
  sandbox.createOrganization("acme");
  sandbox.createUser("alice");
  repository = await sandbox.createRepository("acme", "churn");
  sandbox.setRole(repository, "alice", "admin");
  await commit(sandbox, repository, { "a.txt": "a" }, "work");
  const auth = sandbox.createUserToken("alice");
  const alice = new Octokit({ baseUrl: sandbox.baseUrl, auth, log: SILENT });
  const { data } = await alice.rest.pulls.create({ ...AT, title: "Work", head: "work", base: "main" });
  const found = sandbox.world.state.pulls.find(({ number }) => number === data.number);
  if (found === undefined) throw new Error("no pull request");
  pull = found;
  token = sandbox.createActionsToken(repository, { actions: "read", pull_requests: "write" });
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

function workflowRun(): WorkflowRun {
  const { world } = sandbox;
  const id = world.nextId();
  const run: WorkflowRun = {
    id,
    repositoryId: repository.id,
    headRepositoryId: repository.id,
    name: "train",
    path: ".github/workflows/train.yml",
    event: "pull_request",
    headBranch: "work",
    headSha: pull.headSha,
    actorId: pull.authorId,
    runNumber: id,
    runAttempt: 1,
    status: "in_progress",
    conclusion: null,
    pullNumber: pull.number,
    createdAt: world.now(),
    updatedAt: world.now(),
  };
  world.state.workflowRuns.push(run);
  return run;
}

function recordOf(run: WorkflowRun, leg: string, change: Partial<Run> = {}): Run {
  return runSchema.parse({
    ...buildRun({
      id: runIdSchema.parse(leg.charCodeAt(0).toString(16).padStart(32, "0")),
      metrics: { auc: 0.9 },
    }),
    trigger: {
      event: "pull_request",
      actor: null,
      workflow: { name: "train", path: run.path },
      runId: run.id,
      runNumber: 1,
      runAttempt: 1,
      job: "fit",
      jobId: null,
      pullRequest: pull.number,
      leg: `lr=${leg}`,
    },
    ...change,
  });
}

async function upload(run: WorkflowRun, record: Run): Promise<void> {
  const name = formatArtifactName({ ...seriesOf(record), ordinal: 1 });
  const bytes = buildZip([{ name: "run.json", data: Buffer.from(canonicalJson(record)) }]);
  await storeArtifact(sandbox.world, { run, name, bytes });
}

/** One leg as the Action does it: upload, then comment. */
async function work(run: WorkflowRun, record: Run, turn: Turn): Promise<void> {
  await turn(() => upload(run, record));
  if (record.comment === false) return;
  const slow =
    (go: typeof fetch): typeof fetch =>
    (input, init) =>
      turn(() => go(input, init));
  const octokit = new Octokit({
    baseUrl: sandbox.baseUrl,
    auth: token,
    request: { fetch: slow(sandbox.fetch) },
    log: SILENT,
  });
  const client = {
    request: (route: string, given?: Record<string, unknown>) => octokit.request(route, given),
  };
  const pause = () => turn(() => Promise.resolve());
  await compareRun(
    {
      baseline: null,
      holder: null,
      comments: createStickyComments({ client, ...AT, author: { kind: "bot" }, pause }),
      records: createWorkflowRecords({ client, ...AT, fetch: slow(fetch) }),
      renderer,
    },
    {
      run: record,
      curves: new Map(),
      pullRequest: pull.number,
      baselineBranch: "main",
      registration: null,
      links: { server: "https://github.com", run: null, artifact: null },
    },
  );
}

/** Section → the workflow run that it is of, in every comment that there is. */
function standing(): readonly Readonly<Record<string, number | undefined>>[] {
  return sandbox.world.state.comments.map(({ body }) =>
    Object.fromEntries(
      [...(parseComment(body) ?? [])].map(([key, { origin }]) => [key, origin?.workflowRun]),
    ),
  );
}

function wholeOf(run: WorkflowRun) {
  return [Object.fromEntries(LEGS.map((leg) => [`train (lr=${leg})`, run.id]))];
}

function clear(): void {
  sandbox.world.state.comments = [];
  sandbox.world.state.artifacts = [];
}

describe("legs of a matrix that finish together", () => {
  it("leave alone who wants no comment, and make whole what a leg left that died", async () => {
    clear();
    const run = workflowRun();
    await work(run, recordOf(run, "s", { comment: false }), atOnce);
    // Gone before it could comment.
    await upload(run, recordOf(run, "a"));
    await work(run, recordOf(run, "b"), atOnce);
    expect(standing()).toEqual([{ "train (lr=a)": run.id, "train (lr=b)": run.id }]);
  });

  it("do not take the place of a newer run's that was faster", async () => {
    clear();
    const [older, newer] = [workflowRun(), workflowRun()];
    await work(newer, recordOf(newer, "a"), atOnce);
    await work(older, recordOf(older, "a"), atOnce);
    await work(older, recordOf(older, "b"), atOnce);
    expect(standing()).toEqual([{ "train (lr=a)": newer.id, "train (lr=b)": older.id }]);
  });

  it("fold what an earlier run left, until its leg has finished or for good", async () => {
    clear();
    const [older, newer] = [workflowRun(), workflowRun()];
    for (const leg of ["a", "b"]) await work(older, recordOf(older, leg), atOnce);
    const folded = () => /🕓 (.*) of an earlier run/.exec(sandbox.world.state.comments[0]?.body ?? "")?.[1];
    expect(folded()).toBeUndefined();
    await work(newer, recordOf(newer, "c"), atOnce);
    expect(folded()).toBe("2 sections");
    await work(newer, recordOf(newer, "b"), atOnce);
    expect(folded()).toBe("A section");
    await work(older, recordOf(older, "d"), atOnce);
    expect(folded()).toBe("2 sections");
    const [a, b] = [older.id, newer.id];
    expect(standing()).toEqual([
      { "train (lr=a)": a, "train (lr=b)": b, "train (lr=c)": b, "train (lr=d)": a },
    ]);
  });

  it("all stand in one comment, in whatever order their requests are answered", async () => {
    await fc.assert(
      fc.asyncProperty(orderOf(LEGS.length, 100), fc.boolean(), async (order, isFirst) => {
        clear();
        if (!isFirst) {
          const earlier = workflowRun();
          for (const leg of LEGS) await work(earlier, recordOf(earlier, leg), atOnce);
        }
        const run = workflowRun();
        await inTurns(
          order,
          LEGS.map((leg) => (turn) => work(run, recordOf(run, leg), turn)),
        );
        expect(standing()).toEqual(wholeOf(run));
      }),
      { numRuns: Number(process.env.LEGS_RUNS ?? 20) },
    );
  }, 600_000);
});
