import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CommitSha } from "../../core/names.ts";
import { decide } from "../../core/policy/decide.ts";
import { type Check, checkSchema } from "../../core/policy/facts.ts";
import { outcomeOf as checkOutcome } from "../../core/report/decision-report.ts";
import { createJob, endJob } from "../../sandbox/actions/runner/run-state.ts";
import type { Repository } from "../../sandbox/state/entities.ts";
import { judgePull } from "../../usecases/judge.ts";
import { facts, policy, review } from "../support/facts.ts";
import { ada } from "../support/registry-world.ts";
import { type AppWorld, POLICY, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";
import { moveUnder, outcomeOf } from "../support/under-attack.ts";

const RULE = "checks: [{ name: validate, app: ci }]";

function run(commit: CommitSha, id: number, part: Partial<Check>): Check {
  return checkSchema.parse({
    id,
    name: "validate",
    app: "ci",
    appId: 5,
    status: "completed",
    conclusion: "success",
    startedAt: `2026-01-31T12:00:${String(id).padStart(2, "0")}Z`,
    commit,
    ...part,
  });
}

describe("a required check", () => {
  it("B4 by an App's id is no check of another App that has taken its slug; by a slug alone it is", async () => {
    const byId = "checks: [{ name: validate, app: 5 }]";
    for (const [rule, part, lands] of [
      [byId, {}, true],
      [byId, { appId: 6 }, false],
      [byId, { app: "renamed" }, true],
      [byId, { app: "5", appId: 6 }, false],
      ['checks: [{ name: validate, app: "5" }]', {}, false],
      [RULE, { appId: 6 }, true],
    ] as const) {
      const attack = await moveUnder(rule);
      const { head } = await attack.world.pulls.get(attack.move);
      attack.world.checks.others.push(run(head, 1, part));
      expect([rule, part, await outcomeOf(attack)]).toEqual([rule, part, lands ? "landed" : "waiting"]);
    }
  });

  it("B5 is read anew: whatever came after a success decides, and a new attempt is waited for", async () => {
    const flips: readonly (readonly [Partial<Check>, boolean])[] = [
      [{ conclusion: "failure" }, false],
      [{ conclusion: "success" }, true],
      [{ status: "in_progress", conclusion: null }, false],
      [{ status: "queued", conclusion: null, startedAt: null }, false],
      [{ conclusion: "cancelled" }, false],
      [{ conclusion: "timed_out" }, false],
      [{ conclusion: "action_required" }, false],
      [{ conclusion: "stale" }, false],
    ];
    for (const [last, lands] of flips) {
      const attack = await moveUnder(RULE);
      const { head } = await attack.world.pulls.get(attack.move);
      const { others } = attack.world.checks;
      others.push(run(head, 1, { conclusion: "failure" }), run(head, 2, {}), run(head, 3, last));
      expect([last, await outcomeOf(attack)]).toEqual([last, lands ? "landed" : "waiting"]);
    }
  });

  it("B6 passes by success alone, and the App itself never says neutral or skipped", async () => {
    for (const conclusion of ["neutral", "skipped", null, "", "SUCCESS", "success "]) {
      const attack = await moveUnder(RULE);
      const { head } = await attack.world.pulls.get(attack.move);
      attack.world.checks.others.push(run(head, 1, { conclusion }));
      expect([conclusion, await outcomeOf(attack)]).toEqual([conclusion, "waiting"]);
      expect(attack.world.checks.published.map(({ outcome }) => outcome)).not.toContain("success ");
    }
    const rules = policy({ approvals: { count: 1, not: [] } });
    const reviewers = [{ userId: 11, mayWrite: true, permission: "write" }];
    const states = ["approved", "changes_requested", "dismissed", "commented"] as const;
    const said = states.map((state) =>
      checkOutcome(decide(rules, facts({ reviewers, reviews: { known: true, value: [review({ state })] } }))),
    );
    expect(said).toEqual(["success", "failure", "waiting", "waiting"]);
  });
});

const AT = { owner: "acme", repo: "registry" };
const VALIDATE = ".github/workflows/validate.yml";
const CHECKED = POLICY.replace(
  "approvals: { count: 2, from: [{ team: acme/ml-leads }] }",
  `checks: [{ name: validate, app: github-actions, workflow: ${VALIDATE} }]`,
);

describe("checks on GitHub", () => {
  let world: AppWorld;
  let churn: Repository;
  beforeAll(async () => {
    world = await startAppWorld({}, CHECKED);
    await writeFile("main", VALIDATE, "on: pull_request\n");
    churn = await createTrainingRepository(world.github);
    await train(world.github, churn, { metrics: { auc: 0.9 } });
    await world.settle();
    await world.github
      .as("alice")
      .rest.issues.createComment({ ...AT, issue_number: 1, body: "/promote production" });
    await world.settle();
  }, 60_000);
  afterAll(async () => {
    expect(world.github.judge.violations).toEqual([]);
    await world.close();
  });

  const move = () => {
    const pull = world.github.sandbox.world.state.pulls[1];
    if (pull === undefined) throw new Error(world.lines.join("\n"));
    return pull;
  };
  async function writeFile(branch: string, path: string, text: string) {
    const content = Buffer.from(text).toString("base64");
    await world.github.as("bob").rest.repos.createOrUpdateFileContents({
      ...AT,
      path,
      branch,
      content,
      message: "Write",
    });
  }
  const forge = async (name: string, headSha: string) => {
    const token = world.github.sandbox.createActionsToken(world.github.registry, { checks: "write" });
    await world.github
      .with(token)
      .rest.checks.create({ ...AT, name, head_sha: headSha, status: "completed", conclusion: "success" });
    await world.settle();
  };
  const ownCheck = async () => {
    const { data } = await world.github
      .as("bob")
      .rest.checks.listForRef({ ...AT, ref: move().headSha, app_id: world.github.app.id });
    return data.check_runs;
  };

  it("B3 of the App's own name by somebody else, or a status of that name, changes nothing", async () => {
    await forge("pedigree", move().headSha);
    await world.github
      .as("alice")
      .rest.repos.createCommitStatus({ ...AT, sha: move().headSha, state: "success", context: "pedigree" });
    await world.settle();
    expect(move().mergedAt).toBeNull();
    const own = await ownCheck();
    expect(own.map(({ status, conclusion }) => [status, conclusion])).toEqual([["in_progress", null]]);
  });

  it("B4 by a token in the workflow's own suite is no job of it: only a job of the unchanged workflow passes", async () => {
    const runOf = (path: string) => {
      const github = world.github.sandbox.world;
      const run = {
        id: github.nextId(),
        repositoryId: world.github.registry.id,
        headRepositoryId: world.github.registry.id,
        name: "validate",
        path,
        event: "pull_request",
        headBranch: move().headBranch,
        headSha: move().headSha,
        actorId: world.github.sandbox.createUser("alice").id,
        runNumber: 1,
        runAttempt: 1,
        status: "in_progress" as const,
        conclusion: null,
        pullNumber: null,
        createdAt: github.now(),
        updatedAt: github.now(),
      };
      github.state.workflowRuns.push(run);
      return run;
    };
    const workflow = runOf(VALIDATE);
    await forge("validate", move().headSha);
    expect(move().mergedAt).toBeNull();
    const finish = async (run: ReturnType<typeof runOf>) => {
      const job = createJob(world.github.sandbox.world, run, "validate", ["ubuntu-latest"]);
      endJob(world.github.sandbox.world, run, { job, conclusion: "success", steps: [] });
      await world.settle();
    };
    await finish(runOf(".github/workflows/mine.yml"));
    expect(move().mergedAt).toBeNull();
    await finish(workflow);
    expect(move().mergedAt).not.toBeNull();
  });
});

describe("a check that says otherwise than its job", () => {
  const RED = { workflow: VALIDATE, conclusion: "failure" };
  const GREEN = { workflow: VALIDATE, conclusion: "success" };

  it.each([
    ["hides its failure behind nothing", "neutral", RED],
    ["succeeds at nothing", "success", RED],
    ["is waited for where its job goes on", "success", { ...RED, conclusion: null }],
    ["fails although its job succeeded", "failure", GREEN],
  ])("B4 %s: the older success is not the newest", async (_, conclusion, job) => {
    const { world, move } = await moveUnder(`checks: [{ name: validate, app: ci, workflow: ${VALIDATE} }]`);
    world.repository.push("main", { [VALIDATE]: "on: push\n" }, ada);
    const { headBranch } = await world.pulls.get(move);
    const head = world.repository.push(headBranch, { [VALIDATE]: "on: push\n" }, ada);
    world.checks.others.push(run(head, 1, {}), run(head, 2, { conclusion }));
    const jobs = [[1, GREEN] as const, [2, job] as const];
    world.runs.commits.set(`acme/registry@${head}`, { jobs });
    const judged = await judgePull(world.ports, move);
    if (judged.kind !== "judged") throw new Error(judged.kind);
    const found = judged.decision.requirements.find(({ kind }) => kind === "checks");
    expect(found?.status).toBe(job.conclusion === null ? "pending" : "failed");
  });
});

describe("a workflow that the pull request changes", () => {
  it("B4 succeeds at anything, so its check counts for nothing", async () => {
    const rule = `checks: [{ name: validate, app: ci, workflow: ${VALIDATE} }]`;
    const attack = await moveUnder(rule);
    const { world, move, branch } = attack;
    world.repository.push("main", { [VALIDATE]: "on: push\n" }, ada);
    for (const text of ["exit 0\n", null]) {
      const head = world.repository.push(branch, { [VALIDATE]: text }, ada);
      world.checks.others.push(run(head, 1, {}));
      world.runs.commits.set(`acme/registry@${head}`, {
        jobs: [[1, { workflow: VALIDATE, conclusion: "success" }]],
      });
      expect(await outcomeOf({ world, move })).toBe("waiting");
    }
  });
});
