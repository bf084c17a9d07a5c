import type { Policy } from "../core/policy/policy.ts";
import { policyParts } from "../core/policy/require-parts.ts";

/** What a policy may do, but somebody should know of: none of it is an error. */
export interface Advice {
  readonly what: string;
  readonly remedy: string;
}

/** The App of GitHub Actions: its slug, and its id on github.com. */
const ACTIONS: readonly (string | number)[] = ["github-actions", 15368];

/** Where a policy is weaker than it looks, as `docs/security.md` explains. */
export function adviseOnPolicy(policy: Policy): readonly Advice[] {
  return [...checksOfAnyWorkflow(policy), ...stagesWithoutReview(policy)];
}

function checksOfAnyWorkflow(policy: Policy): readonly Advice[] {
  return policyParts(policy).flatMap(({ require, path }) =>
    (require.checks ?? []).flatMap(({ app, workflow }, at) => {
      if (!ACTIONS.includes(app) || workflow !== undefined) return [];
      const what = `${path}.checks[${at}] is met by any workflow that makes a check of its name`;
      return [{ what, remedy: "name the workflow file that has to make it" }];
    }),
  );
}

/** Versions enter the first stage by registration, where the policy says which runs may; every other one by a move. */
function stagesWithoutReview(policy: Policy): readonly Advice[] {
  const parts = policyParts(policy);
  return policy.stages.slice(1).flatMap(({ name }) => {
    if (parts.some(({ stage, require }) => stage.name === name && require.approvals !== undefined)) return [];
    const what = `nobody has to approve that a version enters ${name}, and so leaves the stage where it stands`;
    return [{ what, remedy: `ask for approvals in ${name}` }];
  });
}
