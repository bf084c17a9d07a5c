import { describe, expect, test } from "vitest";
import type { AttestationFacts, Signer } from "../../../../core/policy/attestation-facts.ts";
import { decide } from "../../../../core/policy/decide.ts";
import type { WrittenPolicy } from "../../../../core/policy/policy.ts";
import { facts, HEAD, policy } from "../../../support/facts.ts";

type Written = NonNullable<NonNullable<WrittenPolicy["stages"][number]["require"]>["attestation"]>;

const ARTIFACT = "a".repeat(64);
const [MODEL, VOCABULARY, OTHER] = ["1", "2", "3"].map((digit) => digit.repeat(64)) as [
  string,
  string,
  string,
];
const SIGNER: Signer = {
  workflow: "https://github.com/acme/churn/.github/workflows/train.yml@refs/heads/main",
  issuer: "https://token.actions.githubusercontent.com",
  repositoryId: "100",
  commit: HEAD,
  ref: "refs/heads/main",
  trigger: "push",
  runner: "self-hosted",
};

const bundle = (
  subjects: readonly string[],
  signer: Partial<Signer> = {},
  part: object = {},
  name = "one",
) => ({
  path: `models/churn/versions/2/evidence/${name}.sigstore.json`,
  digest: "b".repeat(64),
  outcome: {
    kind: "verified",
    authority: "public",
    signer: { ...SIGNER, ...signer },
    predicate: "https://slsa.dev/provenance/v1",
    subjects,
    at: "2026-01-01T00:00:00Z",
    ...part,
  },
});
const refused = (code: string) => ({
  path: "models/churn/versions/2/evidence/bad.sigstore.json",
  digest: "b".repeat(64),
  outcome: { kind: "refused", code, detail: "" },
});

function attestation(
  bundles: readonly unknown[],
  part: Partial<AttestationFacts> = {},
  written: Written = "required",
) {
  const value = {
    root: "f".repeat(64),
    trained: {
      repository: { id: 100, fullName: "acme/churn" },
      workflow: ".github/workflows/train.yml",
      branch: "main",
      commit: HEAD,
    },
    artifact: ARTIFACT,
    files: [MODEL, VOCABULARY],
    bundles,
    ...part,
  };
  const decision = decide(policy({ attestation: written }), facts({ attestations: { known: true, value } }));
  return decision.requirements.find(({ kind }) => kind === "attestation");
}
const statusOf = (...given: Parameters<typeof attestation>) => attestation(...given)?.status;

describe("what is signed for", () => {
  test("the artifact alone is enough, and the bundle is kept as evidence", () => {
    expect(attestation([bundle([ARTIFACT])])).toMatchObject({
      status: "passed",
      found: "the artifact signed for",
      evidence: [{ kind: "attestation", path: "models/churn/versions/2/evidence/one.sigstore.json" }],
    });
  });

  test("every model file, by one bundle or by several", () => {
    expect(statusOf([bundle([MODEL, VOCABULARY])])).toBe("passed");
    expect(statusOf([bundle([MODEL]), bundle([VOCABULARY, OTHER])])).toBe("passed");
    expect(attestation([bundle([MODEL])])).toMatchObject({
      status: "failed",
      found: "1 bundle; 1 of 2 model files and the artifact not signed for",
    });
  });

  test("a version without model files needs its artifact signed for", () => {
    expect(statusOf([bundle([OTHER])], { files: [] })).toBe("failed");
    expect(statusOf([], { files: [] })).toBe("failed");
    expect(statusOf([bundle([ARTIFACT])], { files: [] })).toBe("passed");
  });

  test("nothing at all fails, and says what to do", () => {
    expect(attestation([])).toMatchObject({
      status: "failed",
      remedy: expect.stringContaining("actions/attest"),
    });
  });

  test("a bundle that proves nothing does no harm, and is no evidence", () => {
    const result = attestation([refused("untrusted"), bundle([OTHER]), bundle([ARTIFACT], {}, {}, "two")]);
    expect(result).toMatchObject({
      status: "passed",
      title: "attestation by the workflow that trained the version",
    });
    const path = "models/churn/versions/2/evidence/two.sigstore.json";
    expect(result?.evidence).toEqual([{ kind: "attestation", path, digest: "b".repeat(64) }]);
    expect(attestation([{ ...bundle([ARTIFACT]), digest: null }])).toMatchObject({
      status: "passed",
      evidence: [],
    });
  });

  test("each bundle is named with what it proves", () => {
    const kind = "attestation-bundle";
    const lost = refused("untrusted");
    const explained = { ...lost, outcome: { ...lost.outcome, detail: "certificate has expired" } };
    const bundles = [bundle([OTHER, MODEL]), bundle([OTHER], {}, {}, "two"), lost, explained];
    const why = "its signature, certificate, log entry or timestamp does not verify";
    expect(attestation(bundles)).toMatchObject({
      status: "failed",
      children: [
        { kind, title: "bundle one.sigstore.json", status: "passed", found: "1 digest" },
        { kind, title: "bundle two.sigstore.json", status: "failed", found: "1 other digest" },
        { kind, title: "bundle bad.sigstore.json", status: "failed", found: why },
        { kind, status: "failed", found: `${why}: certificate has expired` },
      ],
    });
  });
});

describe("who signed", () => {
  test.each<[keyof Signer, string | null]>([
    ["workflow", "https://github.com/acme/churn/.github/workflows/deploy.yml@refs/heads/main"],
    ["workflow", "https://github.com/acme/churn/.github/workflows/train.yml@refs/heads/mainline"],
    ["workflow", "https://github.com/acme/churn/.github/workflows/train.yml@refs/tags/main"],
    ["workflow", "https://github.com/acme/churn/.github/workflows/trainXyml@refs/heads/main"],
    [
      "workflow",
      "https://evil.example/https://github.com/acme/churn/.github/workflows/train.yml@refs/heads/main",
    ],
    ["workflow", "https://githubXcom/acme/churn/.github/workflows/train.yml@refs/heads/main"],
    ["workflow", "us.ibm"],
    ["workflow", null],
    ["workflow", ""],
    ["issuer", "https://token.actions.githubusercontent.com.evil.example"],
    ["repositoryId", "1000"],
    ["repositoryId", null],
    ["commit", "c".repeat(40)],
    ["ref", "refs/pull/7/merge"],
    ["trigger", "pull_request"],
    ["trigger", "pull_request_target"],
    ["trigger", "workflow_run"],
    ["trigger", null],
  ])("%s %j is not the one", (claim, value) => {
    const result = attestation([bundle([ARTIFACT], { [claim]: value })]);
    expect(result?.status).toBe("failed");
    expect(result?.children[0]?.status).toBe("failed");
  });

  test.each(["push", "schedule", "workflow_dispatch", "repository_dispatch"])(
    "the event %s may be",
    (trigger) => {
      expect(statusOf([bundle([ARTIFACT], { trigger })])).toBe("passed");
    },
  );
});

describe("the long form", () => {
  const workflow = ".github/workflows/attest.yml";
  const signed = {
    workflow: `https://github.com/acme/churn/${workflow}@refs/heads/main`,
    trigger: "workflow_run",
  };

  test("names another workflow in place of the training one", () => {
    expect(statusOf([bundle([ARTIFACT], signed)], {}, { workflow })).toBe("passed");
    expect(attestation([bundle([ARTIFACT])], {}, { workflow })).toMatchObject({
      status: "failed",
      title: `attestation by ${workflow}`,
    });
  });

  test("names another predicate in place of provenance", () => {
    const predicate = "https://in-toto.io/attestation/test-result/v0.1";
    const other = bundle([ARTIFACT], {}, { predicate });
    expect(statusOf([other], {}, { predicate })).toBe("passed");
    expect(attestation([other])?.children).toMatchObject([
      {
        status: "failed",
        expected: "predicate https://slsa.dev/provenance/v1",
        found: `predicate ${predicate}`,
      },
    ]);
  });

  test("asks for a kind of runner", () => {
    const hosted = bundle([ARTIFACT], { runner: "github-hosted" });
    expect(statusOf([hosted], {}, { runner: "github-hosted" })).toBe("passed");
    expect(statusOf([bundle([ARTIFACT])], {}, { runner: "github-hosted" })).toBe("failed");
  });
});

describe("what is unknown", () => {
  test("no trusted root, with the command that makes one", () => {
    expect(attestation([], { root: null })).toMatchObject({
      status: "unknown",
      remedy: expect.stringContaining("gh attestation trusted-root"),
    });
  });

  test("a trusted root that cannot be read, unless another bundle is enough", () => {
    expect(statusOf([refused("root-unusable")])).toBe("unknown");
  });

  test("bundles that were not read", () => {
    const lost = { attestations: { known: false, reason: "too many" } };
    for (const [part, found] of [
      [{}, "the version's bundles were not read"],
      [lost, "too many"],
    ] as const) {
      const { requirements, allowed } = decide(policy({ attestation: "required" }), facts(part));
      expect(allowed).toBe(false);
      expect(requirements.at(-1)).toMatchObject({ kind: "attestation", status: "unknown", found });
    }
  });
});
