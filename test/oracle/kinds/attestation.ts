import type { AttestationFacts } from "../../../core/policy/attestation-facts.ts";
import type { WrittenAttestationRule } from "../../../core/policy/attestation-rule.ts";
import type { OracleKind } from "../verdict.ts";

type Outcome = AttestationFacts["bundles"][number]["outcome"];
type Verified = Extract<Outcome, { readonly kind: "verified" }>;

export const attestation: OracleKind<WrittenAttestationRule> = {
  kind: "attestation",
  judge: (rule, { attestations: facts }) => {
    if (facts === undefined || !facts.known || facts.value.root === null) return ["unknown"];
    const { bundles, artifact, files } = facts.value;
    const signed = bundles.flatMap(({ outcome }) =>
      outcome.kind === "verified" && counts(outcome, rule, facts.value) ? outcome.subjects : [],
    );
    const whole = files.length > 0 && files.every((digest) => signed.includes(digest));
    if (signed.includes(artifact) || whole) return ["passed"];
    const isLost = bundles.some(
      ({ outcome }) => outcome.kind === "refused" && outcome.code === "root-unusable",
    );
    return [isLost ? "unknown" : "failed"];
  },
};

/** Whether it is what the version's own workflow, or the one that the rule names, has signed. */
function counts(
  { signer, predicate }: Verified,
  rule: WrittenAttestationRule,
  { trained }: AttestationFacts,
): boolean {
  const asked = rule === "required" ? {} : rule;
  const ref = `refs/heads/${trained.branch}`;
  const path = asked.workflow ?? trained.workflow;
  const events = asked.workflow === undefined ? OWN_EVENTS : [...OWN_EVENTS, "workflow_run"];
  return (
    signer.issuer === "https://token.actions.githubusercontent.com" &&
    signer.workflow === `https://github.com/${trained.repository.fullName}/${path}@${ref}` &&
    signer.ref === ref &&
    signer.repositoryId === String(trained.repository.id) &&
    signer.commit === trained.commit &&
    signer.trigger !== null &&
    events.includes(signer.trigger) &&
    predicate === (asked.predicate ?? "https://slsa.dev/provenance/v1") &&
    (asked.runner === undefined || signer.runner === asked.runner)
  );
}

/** Events whose code is the branch's own. */
const OWN_EVENTS = ["push", "workflow_dispatch", "schedule", "repository_dispatch"];
