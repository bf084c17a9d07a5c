import type { Policy } from "./policy.ts";
import type { PolicyProblem, PolicyRule } from "./policy-problem.ts";
import { policyParts } from "./require-parts.ts";

/** The rules for what an approver has to have seen: it is about the approvals and the checks beside it. */
export const EVIDENCE_RULES: readonly PolicyRule[] = [evidenceIsNamedOnce, evidenceWeighsSomething];

function evidenceIsNamedOnce(policy: Policy): readonly PolicyProblem[] {
  return policyParts(policy).flatMap(({ require: { evidence = [] }, path }) =>
    evidence.flatMap((kind, at) =>
      evidence.indexOf(kind) === at
        ? []
        : [{ path: `${path}.evidence[${at}]`, expected: "every kind once", found: `${kind} again` }],
    ),
  );
}

function evidenceWeighsSomething(policy: Policy): readonly PolicyProblem[] {
  return policyParts(policy).flatMap(({ require: { evidence, approvals, checks }, path }) => {
    if (evidence === undefined) return [];
    const place = `${path}.evidence`;
    if (approvals === undefined) {
      return [{ path: place, expected: "approvals beside it, which it weighs", found: "none" }];
    }
    if (!evidence.includes("checks") || checks !== undefined) return [];
    return [{ path: place, expected: "checks beside it, as it names checks", found: "none" }];
  });
}
