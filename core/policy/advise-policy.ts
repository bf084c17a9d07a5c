import type { Policy, StagePolicy } from "./policy.ts";
import type { PolicyProblem, PolicyRule } from "./policy-problem.ts";
import type { Require } from "./require.ts";
import { policyParts } from "./require-parts.ts";

/** The App that makes a check of every job of a workflow, by its slug and, on github.com, by its id. */
const ACTIONS = "github-actions";
const ACTIONS_ID = 15368;
const isActions = (app: string | number) => app === ACTIONS || app === ACTIONS_ID;

const ADVICE: readonly PolicyRule[] = [
  workflowsBelongToActions,
  actionsChecksNameTheirWorkflow,
  waiversLiftSomething,
  leavingIsApproved,
  listsNameSomebody,
];

/** What a policy may say, and better did not: it can be used, and is weaker or stricter than it looks. */
export function advisePolicy(policy: Policy): readonly PolicyProblem[] {
  return ADVICE.flatMap((rule) => rule(policy));
}

/** A check of another App comes from no workflow, so one that names a workflow is never met. */
function workflowsBelongToActions(policy: Policy): readonly PolicyProblem[] {
  return eachCheck(policy, ({ app, workflow }, path) =>
    workflow === undefined || isActions(app)
      ? []
      : [
          {
            path: `${path}.workflow`,
            expected: `nothing, as only checks by ${ACTIONS} come from a workflow and this is never met`,
            found: `${workflow} with a check by ${app}`,
          },
        ],
  );
}

function actionsChecksNameTheirWorkflow(policy: Policy): readonly PolicyProblem[] {
  return eachCheck(policy, ({ app, workflow }, path) =>
    workflow !== undefined || !isActions(app)
      ? []
      : [
          {
            path: `${path}.workflow`,
            expected:
              "the workflow, as without it any workflow of the repository can make a check of this name",
            found: "nothing",
          },
        ],
  );
}

function eachCheck(
  policy: Policy,
  look: (check: NonNullable<Require["checks"]>[number], path: string) => readonly PolicyProblem[],
): readonly PolicyProblem[] {
  return policyParts(policy).flatMap(({ require, path }) =>
    (require.checks ?? []).flatMap((check, at) => look(check, `${path}.checks[${at}]`)),
  );
}

function waiversLiftSomething(policy: Policy): readonly PolicyProblem[] {
  const parts = policyParts(policy);
  return (policy.waivers ?? []).flatMap(({ stage, requirement }, at) => {
    const isAsked = parts.some(
      (part) => part.stage.name === stage && part.require[requirement] !== undefined,
    );
    if (isAsked) return [];
    const expected = `a requirement that ${stage} asks for, as this waiver lifts nothing`;
    return [{ path: `waivers[${at}].requirement`, expected, found: requirement }];
  });
}

/** Leaving a stage is entering another one, so what a holder is worth is what the weakest way out asks for. */
function leavingIsApproved({ stages }: Policy): readonly PolicyProblem[] {
  return stages.flatMap((stage, at) => {
    const left = stages.filter((other) => other.holders === "one" && isEnteredFrom(stage, other));
    if (left.length === 0 || asksApproval(stage.require)) return [];
    const names = left.map(({ name }) => name).join(" and ");
    const expected = `approvals, as otherwise whoever may ask for a move can take the holder of ${names} away`;
    return [{ path: `stages[${at}].require.approvals`, expected, found: "nothing" }];
  });
}

/** An error it cannot be: a log may have landed under such a policy, and has to stay readable. */
function listsNameSomebody({ access }: Policy): readonly PolicyProblem[] {
  if (access.promote === undefined || access.promote.length > 0) return [];
  const expected = "somebody, as nobody at all may ask for a move; without it anyone with triage rights may";
  return [{ path: "access.promote", expected, found: "an empty list" }];
}

function isEnteredFrom({ name, from }: StagePolicy, other: StagePolicy): boolean {
  if (name === other.name) return false;
  return from === "any" || from?.includes(other.name) === true;
}

/** Whether nobody gets past an approval, whichever alternative is met. */
function asksApproval({ approvals, all = [], any = [] }: Require): boolean {
  return approvals !== undefined || all.some(asksApproval) || (any.length > 0 && any.every(asksApproval));
}
