import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Repository } from "../../sandbox/state/entities.ts";
import { type AppWorld, POLICY, startAppWorld } from "../support/running-app.ts";
import { CLAIMS, createSigstore, type Sigstore } from "../support/sigstore.ts";
import { createTrainingRepository, type Trained, train } from "../support/training.ts";

const AT = { owner: "acme", repo: "registry" };

describe("evidence, on a GitHub", () => {
  let world: AppWorld;
  let churn: Repository;
  let sigstore: Sigstore;
  beforeAll(async () => {
    sigstore = await createSigstore("GitHub, Inc.");
    const rules = "approvals: { count: 2, from: [{ team: acme/ml-leads }] }";
    const asked = `${rules}\n      evidence: [decision]\n      attestation: { runner: github-hosted }`;
    world = await startAppWorld({}, POLICY.replace(rules, asked));
    churn = await createTrainingRepository(world.github);
    await world.github.as("bob").rest.repos.createOrUpdateFileContents({
      ...AT,
      path: "trusted_root.jsonl",
      message: "Trust GitHub's own Sigstore",
      content: Buffer.from(`${sigstore.trustedRoot()}\n`).toString("base64"),
    });
    await world.settle();
  }, 60_000);
  afterAll(async () => {
    expect(world.github.judge.violations).toEqual([]);
    await world.close();
  });

  const promote = async (version: string) => {
    const { rest } = world.github.as("alice");
    await rest.issues.createComment({
      ...AT,
      issue_number: world.pullOf(version).number,
      body: "/promote production",
    });
    await world.settle();
  };
  const approve = async (title: string) => {
    // GitHub tells whole seconds: an approval in the second of the decision would come too early.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const place = { ...AT, pull_number: world.pullOf(title).number, event: "APPROVE" } as const;
    for (const login of ["bob", "carol"]) await world.github.as(login).rest.pulls.createReview(place);
    await world.settle();
  };
  const evidenceOf = async (version: number) => {
    const path = `models/churn/versions/${version}/evidence`;
    const { data } = await world.github.as("bob").rest.repos.getContent({ ...AT, path });
    return Array.isArray(data) ? data.map(({ name }) => name) : [];
  };

  /** As `actions/attest` does in a job whose token may write attestations. */
  const attest = async ({ run, artifact }: Trained) => {
    const claims = { ...CLAIMS, repositoryId: String(churn.id), commit: run.headSha };
    const bundle = await sigstore.attest({ claims, subjects: [artifact] });
    const token = world.github.sandbox.createActionsToken(churn, { attestations: "write" });
    const place = { owner: "acme", repo: "churn" };
    await world.github.with(token).rest.repos.createAttestation({ ...place, bundle });
  };

  it("D18 registers a version with its bundle, and lets it in", async () => {
    await train(world.github, churn, { metrics: { auc: 0.9 }, attest });
    await world.settle();
    expect(await evidenceOf(1)).toEqual([expect.stringMatching(/^[0-9a-f]{16}\.sigstore\.json$/)]);
    expect(world.pullOf("churn 1").body).toContain("Bundles that were taken over into `evidence/`: 1.");
    await promote("churn 1");
    await approve("churn 1 → production");
    expect(world.pullOf("churn 1 → production").mergedAt).not.toBeNull();
  });

  it("D18 keeps a version out that nobody signed for", async () => {
    await train(world.github, churn, { metrics: { auc: 0.9 } });
    await world.settle();
    await promote("churn 2");
    await approve("churn 2 → production");
    expect(world.pullOf("churn 2 → production").mergedAt).toBeNull();
    expect(world.pullOf("churn 2 → production").body).toContain("attest");
  });

  it("A20 counts no approval that was given before the decision was shown", async () => {
    await train(world.github, churn, { metrics: { auc: 0.9 }, attest });
    await world.settle();
    await promote("churn 3");
    const move = world.pullOf("churn 3 → production");
    const own = world.github.sandbox.world.state.checkRuns.findLast(
      ({ headSha }) => headSha === move.headSha,
    );
    if (own === undefined) throw new Error("no check");
    // As if the App had been down since it opened the request: its check says no more than whose the commit is.
    const key = own.externalId ?? "";
    own.externalId = key.replace(/ .*$/, " -");
    const place = { ...AT, pull_number: move.number, event: "APPROVE" } as const;
    for (const login of ["bob", "carol"]) await world.github.as(login).rest.pulls.createReview(place);
    await world.settle();
    expect(world.pullOf("churn 3 → production").mergedAt).toBeNull();
    await approve("churn 3 → production");
    expect(world.pullOf("churn 3 → production").mergedAt).not.toBeNull();
  });
});
