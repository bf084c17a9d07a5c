import { TRUSTED_EVENTS } from "../../registry/provenance.ts";
import {
  type AttestationFacts,
  BUNDLE_REFUSALS,
  type BundleOutcome,
  type Signer,
} from "../attestation-facts.ts";
import { type AttestationRule, attestationRule, PROVENANCE_PREDICATE } from "../attestation-rule.ts";
import type { RequirementResult } from "../decision.ts";
import type { Facts } from "../facts.ts";
import { count, resultOf, type WrittenRequirement } from "../requirement.ts";

const GITHUB = "https://github.com";
const ISSUER = "https://token.actions.githubusercontent.com";
const MAKE_ROOT = "`gh attestation trusted-root > trusted_root.jsonl`";

/** A version is what the workflow made, and the workflow itself says so with a signature that nobody else can give. */
export const attestationRequirement: WrittenRequirement = {
  kind: "attestation",
  triggers: ["stages", "policy"],
  describe: {
    written: `\`attestation: required\`, or \`attestation: { workflow: .github/workflows/attest.yml, predicate: ${PROVENANCE_PREDICATE}, runner: github-hosted }\``,
    asks: "that the run's artifact, or every file of the model, is signed for by the workflow that trained the version",
    rules: [
      "The proofs are Sigstore bundles in the version's folder, `evidence/*.sigstore.json`. The App takes them over from GitHub at registration; later ones are added by a pull request, which `access.edit` governs where it covers their paths. A bundle that is there is never changed.",
      "They are verified offline, with the trusted root that the registry itself holds: `trusted_root.jsonl` at the top of the registry branch, made by `gh attestation trusted-root > trusted_root.jsonl`. Without it, or where it cannot be read, the result is unknown.",
      "A bundle counts if GitHub Actions' certificate names exactly the version's workflow on its branch (`https://github.com/OWNER/REPOSITORY/PATH@refs/heads/BRANCH`), its repository by numeric id, its commit, and an event whose code is the branch's own: `push`, `workflow_dispatch`, `schedule` or `repository_dispatch`.",
      `It has to state the predicate type \`${PROVENANCE_PREDICATE}\`, as \`actions/attest\` does, unless \`predicate\` names another.`,
      "`workflow` names another workflow of the same repository and branch that signs, which may be started by `workflow_run`; `runner` asks for the kind of runner. What a reusable workflow signs is signed in its own name and does not count.",
      "Files are matched by SHA-256 alone. A bundle that proves nothing does no harm beside one that proves enough. Where none does it has failed, because nobody's review brings one.",
      "Certificates of Sigstore's public instance need a log entry, a certificate timestamp and a time; those of GitHub's own instance, for private repositories, a signed timestamp. Bundles older than format 0.2 do not count.",
    ],
  },
  demand: ({ require: { attestation } }) => {
    if (attestation === undefined) return undefined;
    const rule = attestationRule(attestation);
    const { title, expected } = partOf(rule);
    const runner = rule.runner === undefined ? [] : [`signed on a runner that is ${rule.runner}`];
    return { asks: `${title}: ${expected}`, parts: runner };
  },
  evaluate: ({ stage, facts }) => {
    const { attestation } = stage.require;
    return attestation === undefined ? undefined : evaluateAttestation(attestationRule(attestation), facts);
  },
};

function partOf({ workflow, predicate }: AttestationRule): Part {
  const by = workflow ?? "the workflow that trained the version";
  return {
    kind: "attestation",
    title: `attestation by ${by}`,
    expected: `the artifact or every model file signed for by ${by}, as ${predicate}`,
  };
}

function evaluateAttestation(rule: AttestationRule, { attestations }: Facts): RequirementResult {
  const part = partOf(rule);
  if (attestations === undefined || !attestations.known) {
    const found = attestations?.reason ?? "the version's bundles were not read";
    return resultOf({ ...part, status: "unknown", found });
  }
  if (attestations.value.root === null) {
    const remedy = `add trusted_root.jsonl to the top of the registry branch: ${MAKE_ROOT}`;
    return resultOf({ ...part, status: "unknown", found: "the registry has no trusted_root.jsonl", remedy });
  }
  return evaluateBundles(attestations.value, rule, part);
}

type Bundle = AttestationFacts["bundles"][number];
type Part = Pick<RequirementResult, "kind" | "title" | "expected">;

function evaluateBundles(facts: AttestationFacts, rule: AttestationRule, part: Part): RequirementResult {
  const judged = facts.bundles.map((bundle) => ({ bundle, result: evaluateBundle(bundle, facts, rule) }));
  const good = judged.filter(({ result }) => result.status === "passed").map(({ bundle }) => bundle);
  const signed = new Set(good.flatMap(({ outcome }) => subjectsOf(outcome)));
  const unsigned = facts.files.filter((digest) => !signed.has(digest));
  const isWhole = signed.has(facts.artifact) || (facts.files.length > 0 && unsigned.length === 0);
  if (isWhole) {
    const what = signed.has(facts.artifact) ? "the artifact" : count(facts.files.length, "model file");
    return resultOf({
      ...part,
      status: "passed",
      found: `${what} signed for`,
      evidence: good.flatMap(({ path, digest }) =>
        digest === null ? [] : [{ kind: "attestation" as const, path, digest }],
      ),
    });
  }
  const children = judged.map(({ result }) => result);
  const isUnknown = children.some(({ status }) => status === "unknown");
  const files = `${unsigned.length} of ${count(facts.files.length, "model file")} and the artifact not signed for`;
  return resultOf({
    ...part,
    status: isUnknown ? "unknown" : "failed",
    found: `${count(children.length, "bundle")}; ${facts.files.length === 0 ? "the artifact not signed for" : files}`,
    remedy: isUnknown
      ? `make trusted_root.jsonl anew: ${MAKE_ROOT}`
      : "let the workflow attest the model's files with actions/attest and train again, or add the bundle to the version's evidence folder",
    children,
  });
}

function evaluateBundle(bundle: Bundle, facts: AttestationFacts, rule: AttestationRule): RequirementResult {
  const { outcome, path } = bundle;
  const part = { kind: "attestation-bundle", title: `bundle ${path.slice(path.lastIndexOf("/") + 1)}` };
  if (outcome.kind === "refused") {
    const status = outcome.code === "root-unusable" ? "unknown" : "failed";
    return resultOf({ ...part, status, expected: "a bundle that verifies", found: describeRefusal(outcome) });
  }
  const wrong = claimsOf(outcome, facts, rule).find(({ expected, found }) => !expected.includes(found ?? ""));
  if (wrong !== undefined) {
    const expected = `${wrong.name} ${wrong.expected.join(" or ")}`;
    return resultOf({
      ...part,
      status: "failed",
      expected,
      found: `${wrong.name} ${wrong.found ?? "not told"}`,
    });
  }
  const wanted = [facts.artifact, ...facts.files];
  const signs = outcome.subjects.filter((digest) => wanted.includes(digest)).length;
  return resultOf({
    ...part,
    status: signs > 0 ? "passed" : "failed",
    expected: "the digest of the artifact or of a model file",
    found: signs > 0 ? count(signs, "digest") : `${count(outcome.subjects.length, "other digest")}`,
  });
}

function describeRefusal({ code, detail }: Extract<BundleOutcome, { kind: "refused" }>): string {
  return detail === "" ? BUNDLE_REFUSALS[code] : `${BUNDLE_REFUSALS[code]}: ${detail}`;
}

interface Claim {
  readonly name: string;
  readonly expected: readonly string[];
  readonly found: string | null;
}

/**
 * What a certificate has to say, each compared as a whole: GitHub writes it, and nothing that merely contains or continues
 * the right name is it.
 */
function claimsOf(
  { signer, predicate }: Extract<BundleOutcome, { kind: "verified" }>,
  { trained }: AttestationFacts,
  { workflow, predicate: wanted, runner }: AttestationRule,
): readonly Claim[] {
  const ref = `refs/heads/${trained.branch}`;
  const signed = `${GITHUB}/${trained.repository.fullName}/${workflow ?? trained.workflow}@${ref}`;
  const events = workflow === undefined ? TRUSTED_EVENTS : [...TRUSTED_EVENTS, "workflow_run"];
  const claim = (name: keyof Signer, ...expected: readonly string[]): Claim => ({
    name: NAMES[name],
    expected,
    found: signer[name],
  });
  return [
    claim("issuer", ISSUER),
    claim("repositoryId", String(trained.repository.id)),
    claim("workflow", signed),
    claim("ref", ref),
    claim("commit", trained.commit),
    claim("trigger", ...events),
    ...(runner === undefined ? [] : [claim("runner", runner)]),
    { name: "predicate", expected: [wanted], found: predicate },
  ];
}

const NAMES: Record<keyof Signer, string> = {
  issuer: "issuer",
  repositoryId: "repository id",
  workflow: "workflow",
  ref: "ref",
  commit: "commit",
  trigger: "event",
  runner: "runner",
};

function subjectsOf(outcome: BundleOutcome): readonly string[] {
  return outcome.kind === "verified" ? outcome.subjects : [];
}
