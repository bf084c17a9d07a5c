import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Installations } from "../../../adapters/github/installations.ts";
import { GitHubTrainingRuns } from "../../../adapters/github/training-runs.ts";
import { commitShaSchema } from "../../../core/names.ts";
import { storeArtifact } from "../../../sandbox/actions/artifacts/artifacts.ts";
import { createJob, endJob } from "../../../sandbox/actions/runner/run-state.ts";
import type { Repository } from "../../../sandbox/state/entities.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";
import { createTrainingRepository, train } from "../../support/training.ts";
import { withCode } from "../../support/with-code.ts";
import { buildZip } from "../zip/build-zip.ts";

describe("GitHubTrainingRuns", () => {
  let github: TestGitHub;
  let churn: Repository;
  let runs: GitHubTrainingRuns;
  beforeAll(async () => {
    github = await startGitHub();
    churn = await createTrainingRepository(github);
    const installations = new Installations({
      app: github.asApp(),
      authenticate: async () => github.asInstallation(),
    });
    runs = new GitHubTrainingRuns(installations, {
      download: { apiUrl: github.sandbox.baseUrl },
      fetch: github.fetch,
    });
  });
  afterAll(() => github.close());

  const only = async (runId: number) => {
    const [artifact] = await runs.artifacts("acme/churn", runId);
    if (artifact === undefined) throw new Error("no artifact");
    return artifact;
  };

  it("describes a workflow run as GitHub does", async () => {
    const run = await train(github, churn);
    expect(await runs.workflowRun("acme/churn", run.id)).toMatchObject({
      repository: { id: churn.id, fullName: "acme/churn" },
      headRepositoryId: churn.id,
      status: "completed",
      conclusion: "success",
      provenance: {
        workflow: ".github/workflows/train.yml",
        runId: run.id,
        runAttempt: 1,
        event: "push",
        branch: "main",
        commit: run.headSha,
        actor: { login: "alice", bot: false },
      },
    });
    expect(await runs.recent("acme/churn")).toContain(run.id);
  });

  it("reads the checks of a commit, their workflows, and whether a workflow file is the default branch's", async () => {
    const run = await train(github, churn);
    const commit = commitShaSchema.parse(run.headSha);
    const token = github.sandbox.createActionsToken(churn, { checks: "write" });
    await github.with(token).rest.checks.create({
      owner: "acme",
      repo: "churn",
      name: "validate",
      head_sha: commit,
      status: "completed",
      conclusion: "success",
    });
    expect(await runs.checks("acme/churn", commit)).toMatchObject({
      known: true,
      value: expect.arrayContaining([
        expect.objectContaining({
          name: "validate",
          app: "github-actions",
          commit,
          suite: expect.any(Number),
        }),
      ]),
    });
    const { world } = github.sandbox;
    const job = createJob(world, run, "validate", ["ubuntu-latest"]);
    endJob(world, run, { job, conclusion: "success", steps: [] });
    // The check that a token made stands in the same suite, and is no job all the same.
    expect(await runs.jobs("acme/churn", commit, [run.path])).toEqual({
      known: true,
      value: new Map([[job.id, { workflow: run.path, conclusion: "success" }]]),
    });
    expect(await runs.jobs("acme/churn", commit, [".github/workflows/other.yml"])).toEqual({
      known: true,
      value: new Map(),
    });
    const blobs = await runs.workflowBlobs("acme/churn", ".github/workflows/train.yml", commit);
    expect(blobs).toMatchObject({ known: true, value: { judged: expect.stringMatching(/^[0-9a-f]{40}$/) } });
    expect(blobs.known && blobs.value.judged === blobs.value.governed).toBe(true);
    expect(await runs.workflowBlobs("acme/churn", ".github/workflows/none.yml", commit)).toEqual({
      known: true,
      value: { judged: null, governed: null },
    });
  });

  it("lists run artifacts only, and reads a record without the rest", async () => {
    const run = await train(github, churn, { metrics: { auc: 0.91 } });
    await storeArtifact(github.sandbox.world, { run, name: "weights", bytes: buildZip([]) });
    const artifact = await only(run.id);
    expect(await runs.artifacts("acme/churn", run.id)).toHaveLength(1);
    expect(artifact).toMatchObject({ repositoryId: churn.id, headRepositoryId: churn.id, expired: false });
    const record = await runs.read("acme/churn", artifact);
    expect(record.run.metrics.auc?.last).toBe(0.91);
    expect(record.curves).toBeNull();
    github.requests.length = 0;
    expect(await runs.read("acme/churn", artifact)).toBe(record);
    expect(github.requests).toEqual([]);
  });

  it("finds the baseline on the branch that the default branch's configuration names", async () => {
    const models = await github.sandbox.createRepository("acme", "models", {
      files: { ".github/pedigree.yml": "schemaVersion: 1\nbaseline: { branch: stable }\n" },
    });
    github.sandbox.setRole(models, "acme/data-science", "write");
    const workflowRun = { headSha: await headOf(models) };
    const stable = await train(github, models, {
      metrics: { auc: 0.7 },
      workflowRun: { ...workflowRun, headBranch: "stable" },
    });
    await train(github, models, { metrics: { auc: 0.8 }, workflowRun });
    const candidate = await train(github, models, { metrics: { auc: 0.9 }, workflowRun });
    const [artifact] = await runs.artifacts("acme/models", candidate.id);
    if (artifact === undefined) throw new Error("no artifact");
    const { run } = await runs.read("acme/models", artifact);
    const found = await runs.baseline("acme/models", run, candidate.id);
    expect(found).toMatchObject({ known: true, value: { trigger: { runId: stable.id } } });
  });

  it("knows no baseline whose record cannot be read", async () => {
    await train(github, churn, { experiment: "broken", runText: "{" });
    const candidate = await train(github, churn, { experiment: "broken" });
    const { run } = await runs.read("acme/churn", await only(candidate.id));
    expect((await runs.baseline("acme/churn", run, candidate.id)).known).toBe(false);
  });

  it("says that a run comes from a fork", async () => {
    const fork = await github.sandbox.createRepository("dave", "churn");
    const run = await train(github, churn, {
      workflowRun: { headRepositoryId: fork.id, headSha: await headOf(fork) },
    });
    expect(await only(run.id)).toMatchObject({ repositoryId: churn.id, headRepositoryId: fork.id });
  });

  async function headOf(repository: Repository): Promise<string> {
    return (await github.sandbox.world.git(repository).ref("refs/heads/main")) ?? "";
  }

  it("refuses records that are none", async () => {
    for (const [runText, code] of [
      ["{", "SCHEMA_MISMATCH"],
      ["[]", "SCHEMA_MISMATCH"],
      ['{"kind":"run"}', "SCHEMA_MISMATCH"],
    ] as const) {
      const run = await train(github, churn, { runText });
      await expect(runs.read("acme/churn", await only(run.id))).rejects.toThrow(withCode(code));
    }
  });

  it("refuses an archive that holds no record, or is none", async () => {
    const { world } = github.sandbox;
    for (const bytes of [buildZip([{ name: "other.txt", data: Buffer.from("x") }]), Buffer.from("no zip")]) {
      const run = await train(github, churn, { experiment: "first" });
      const stored = await storeArtifact(world, { run, name: "pedigree-run.second", bytes });
      const artifact = (await runs.artifacts("acme/churn", run.id)).find(
        ({ artifact: a }) => a.id === stored.id,
      );
      if (artifact === undefined) throw new Error("not listed");
      await expect(runs.read("acme/churn", artifact)).rejects.toThrow(withCode("ARTIFACT_INVALID"));
    }
  });

  it("goes nowhere that the App is not installed", async () => {
    await expect(runs.recent("elsewhere/private")).rejects.toThrow(withCode("REMOTE_REFUSED"));
  });
});
