import { beforeAll, describe, expect, it } from "vitest";
import { canonicalJson } from "../../core/canonical.ts";
import type { Facts } from "../../core/policy/facts.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { judgePull } from "../../usecases/judge.ts";
import { cloneOf, verifyClone } from "../support/clone-story.ts";
import { asked, opened, registered } from "../support/registry-play.ts";
import { ada, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";
import { CLAIMS, type Claims, createSigstore, type Sigstore } from "../support/sigstore.ts";

const USUAL = "approvals: { count: 2, from: [{ team: acme/leads }] }";
/** The digest of every artifact of the world, and of no artifact. */
const [ARTIFACT, OTHER] = ["c".repeat(64), "e".repeat(64)];
const ROOT = "trusted_root.jsonl";
const EVIDENCE = "models/churn/versions/1/evidence";

let sigstore: Sigstore;
beforeAll(async () => {
  sigstore = await createSigstore("sigstore.dev");
});

/** What the world's first run says of itself to Sigstore. */
const FIRST: Claims = { ...CLAIMS, commit: "1".padStart(40, "a") };

function worldOf(rule = "required", root: string | null = sigstore.trustedRoot()): RegistryWorld {
  const world = new RegistryWorld(POLICY.replace(USUAL, `attestation: ${rule}`));
  if (root !== null) world.repository.push("main", { [ROOT]: `${root}\n` }, mary);
  return world;
}

async function attest(world: RegistryWorld, claims: Partial<Claims> = {}, subjects = [ARTIFACT]) {
  const bundle = await sigstore.attest({ claims: { ...FIRST, ...claims }, subjects });
  world.runs.attested.set(ARTIFACT, { bundles: [bundle], missed: [] });
  return bundle;
}

/** Whether the first version may enter production, with what the decision says of its bundles. */
async function promotion(world: RegistryWorld) {
  const move = await asked(world, await registered(world, 1));
  const judged = await judgePull(world.ports, move);
  if (judged.kind !== "judged") throw new Error(judged.kind);
  const result = judged.decision.requirements.find(({ kind }) => kind === "attestation");
  return { move, result, facts: judged.facts as Facts };
}

describe("D18: a version that says where it comes from", () => {
  it("D18 lets in what its workflow signed for, and proves it again years later with the root of then", async () => {
    const world = worldOf();
    await attest(world);
    const { move, result } = await promotion(world);
    expect(result).toMatchObject({ status: "passed", evidence: [{ kind: "attestation" }] });
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
    expect(world.files().filter((path) => path.startsWith(EVIDENCE))).toHaveLength(1);
    const rotated = await createSigstore("sigstore.dev");
    world.repository.push("main", { [ROOT]: rotated.trustedRoot() }, mary);
    expect((await verifyClone(cloneOf(world))).findings).toEqual([]);
  });

  it.each<[string, Partial<Claims>]>([
    ["another repository", { repositoryId: "101" }],
    ["another workflow", { workflow: CLAIMS.workflow.replace("train.yml", "other.yml") }],
    ["another branch", { workflow: CLAIMS.workflow.replace("main", "feature"), ref: "refs/heads/feature" }],
    ["a workflow that only contains the right one", { workflow: `https://evil.example/?${CLAIMS.workflow}` }],
    [
      "a name in which a dot is something else",
      { workflow: CLAIMS.workflow.replace("github.com", "github-com") },
    ],
    ["another commit", { commit: "b".repeat(40) }],
    [
      "a pull request",
      { trigger: "pull_request", workflow: CLAIMS.workflow.replace("heads/main", "pull/1/merge") },
    ],
    ["another issuer", { issuer: "https://accounts.example" }],
  ])("D18 refuses %s", async (_, claims) => {
    const world = worldOf();
    await attest(world, claims);
    const { move, result } = await promotion(world);
    expect(result?.status).toBe("failed");
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
  });

  it("D18 refuses what signs for another file, and what was never signed for", async () => {
    const other = worldOf();
    await attest(other, {}, [OTHER]);
    expect((await promotion(other)).result?.status).toBe("failed");
    expect((await promotion(worldOf())).result?.status).toBe("failed");
  });

  it("D18 refuses an expired root, and says nothing without one", async () => {
    const expired = sigstore.trustedRoot({ until: new Date(Date.now() - 3_000_000).toISOString() });
    for (const [root, status] of [
      [expired, "failed"],
      [null, "unknown"],
      ["nonsense", "unknown"],
    ] as const) {
      const world = worldOf("required", root);
      await attest(world);
      expect((await promotion(world)).result?.status).toBe(status);
    }
  });

  it("D18 judges a bundle that people add later by the same measure", async () => {
    const world = worldOf();
    const { move } = await promotion(world);
    const forged = await sigstore.attest({ claims: { ...FIRST, repositoryId: "7" }, subjects: [ARTIFACT] });
    world.repository.push("main", { [`${EVIDENCE}/forged.sigstore.json`]: JSON.stringify(forged) }, ada);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    const real = await sigstore.attest({ claims: FIRST, subjects: [ARTIFACT] });
    world.repository.push("main", { [`${EVIDENCE}/later.sigstore.json`]: canonicalJson(real) }, ada);
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
    expect((await verifyClone(cloneOf(world))).findings).toEqual([]);
  });

  it("D18 keeps the bundles of a version that is being registered as the App committed them", async () => {
    const world = worldOf();
    await attest(world);
    const pull = await opened(world, 1);
    const { headBranch } = await world.pulls.get(pull);
    const [path = ""] = [...(await world.repository.tree(world.repository.head(headBranch))).keys()].filter(
      (name) => name.startsWith(EVIDENCE),
    );
    world.repository.push(headBranch, { [path]: "{}" }, ada);
    expect(await evaluatePull(world.ports, pull)).toMatchObject({ kind: "shut", code: "PROVENANCE_REFUSED" });
    const added = worldOf();
    const other = await opened(added, 1);
    const branch = (await added.pulls.get(other)).headBranch;
    added.repository.push(branch, { [`${EVIDENCE}/mine.sigstore.json`]: "{}" }, ada);
    expect(await evaluatePull(added.ports, other)).toMatchObject({ kind: "shut", code: "MOVE_REFUSED" });
  });

  it("D18 finds recorded facts that the bundles do not bear out", async () => {
    const world = worldOf();
    await attest(world);
    const { move } = await promotion(world);
    // The verifier of the App says more than the bundle does: a later verification finds it.
    const lying = {
      ...world.ports,
      attestations: {
        verify: (bundle: string, root: string) => {
          const outcome = world.ports.attestations.verify(bundle, root);
          if (outcome.kind !== "verified") return outcome;
          return { ...outcome, subjects: [...outcome.subjects, OTHER].sort() as typeof outcome.subjects };
        },
      },
    };
    expect((await evaluatePull(lying, move)).kind).toBe("landed");
    const { findings } = await verifyClone(cloneOf(world));
    expect(findings.map(({ code, path }) => [code, path])).toEqual([
      ["facts", "facts.attestations.bundles[0].outcome.subjects[1]"],
    ]);
  });
});
