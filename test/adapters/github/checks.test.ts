import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GitHubChecks } from "../../../adapters/github/checks.ts";
import { GitHubRegistryRepository } from "../../../adapters/github/registry-repository.ts";
import type { CommitSha } from "../../../core/names.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";

const AT = { owner: "acme", repo: "registry" };
const KEYS = ["a", "b", "c"].map((letter) => `- ${letter.repeat(64)}`) as [string, string, string];

describe("GitHubChecks", () => {
  let github: TestGitHub;
  let checks: GitHubChecks;
  let head: CommitSha;
  beforeAll(async () => {
    github = await startGitHub();
    checks = new GitHubChecks(github.api(), {
      fullName: "acme/registry",
      appId: github.app.id,
      buttons: true,
    });
    head = await new GitHubRegistryRepository(github.api(), {
      fullName: "acme/registry",
      branch: "main",
    }).tip();
  });
  afterAll(() => github.close());

  async function listed() {
    const found = await checks.list(head);
    if (!found.known) throw new Error(found.reason);
    return found.value;
  }

  const verdict = { title: "2 of 5 met", summary: "| a |\n", key: KEYS[0] } as const;

  it("publishes its verdict, then changes the same check run", async () => {
    expect(await listed()).toEqual({ others: [], own: undefined });
    await checks.publish({ ...verdict, head, outcome: "waiting" }, undefined);
    const first = (await listed()).own;
    expect(first?.key).toBe(KEYS[0]);
    await checks.publish({ ...verdict, head, outcome: "success", key: KEYS[1] }, first?.id);
    expect(await listed()).toEqual({ others: [], own: { id: first?.id, key: KEYS[1] } });
    const { data } = await github.as("bob").rest.checks.get({ ...AT, check_run_id: first?.id ?? 0 });
    expect(data).toMatchObject({ name: "pedigree", status: "completed", conclusion: "success" });
  });

  it("takes over the origin of an older check that a second one hides", async () => {
    const origin = `version:${"a".repeat(64)}`;
    const own = (await listed()).own;
    await checks.publish({ ...verdict, head, outcome: "waiting", key: `${origin} -` }, own?.id);
    // As if GitHub had not shown the first one yet.
    await checks.publish({ ...verdict, head, outcome: "failure", key: "- -" }, undefined);
    const hidden = (await listed()).own;
    expect(hidden?.id).not.toBe(own?.id);
    expect(hidden?.key).toBe(`${origin} -`);
  });

  it("never shows a waiting verdict as green", async () => {
    const own = (await listed()).own;
    await checks.publish({ ...verdict, head, outcome: "waiting", key: KEYS[2] }, own?.id);
    const { data } = await github
      .as("bob")
      .rest.checks.listForRef({ ...AT, ref: head, check_name: "pedigree" });
    expect(data.check_runs.map(({ status, conclusion }) => [status, conclusion])).toEqual([
      ["in_progress", null],
    ]);
  });

  it("tells its own check from another App's of the same name", async () => {
    const actions = github.sandbox.createActionsToken(github.registry, { checks: "write" });
    await github.with(actions).rest.checks.create({
      ...AT,
      name: "pedigree",
      head_sha: head,
      status: "completed",
      conclusion: "success",
      external_id: "forged",
      completed_at: "2026-01-31T12:00:00Z",
    });
    const { own, others } = await listed();
    expect(own?.key).not.toBe("forged");
    expect(others).toMatchObject([
      {
        name: "pedigree",
        app: "github-actions",
        appId: 15368,
        status: "completed",
        conclusion: "success",
        completedAt: "2026-01-31T12:00:00Z",
      },
    ]);
  });

  it("shows no buttons where nobody would hear them, nor those that were there before", async () => {
    const own = (await listed()).own;
    const quiet = new GitHubChecks(github.api(), {
      fullName: "acme/registry",
      appId: github.app.id,
      buttons: false,
    });
    const buttons = () =>
      github.sandbox.world.state.checkRuns.find(({ id }) => id === own?.id)?.actions?.length ?? 0;
    expect(buttons()).toBe(2);
    await quiet.publish({ ...verdict, head, outcome: "failure" }, own?.id);
    expect(buttons()).toBe(0);
  });

  it("cuts a summary at GitHub's limit, at the end of a line", async () => {
    const own = (await listed()).own;
    const summary = "| ü😀 |\n".repeat(20_000);
    await checks.publish({ ...verdict, head, outcome: "failure", summary }, own?.id);
    const { data } = await github.as("bob").rest.checks.get({ ...AT, check_run_id: own?.id ?? 0 });
    const shown = data.output.summary ?? "";
    expect(shown.length).toBeLessThanOrEqual(65_535);
    expect(shown).toMatch(/😀 \|\n\n\(shortened/);
    expect(shown.isWellFormed()).toBe(true);
  });
});
