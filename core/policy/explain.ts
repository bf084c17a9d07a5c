import type { StageName } from "../names.ts";
import { withoutTrainer } from "./edit-approvals.ts";
import { type ExplainedRequirement, explainDemand, explainRequire } from "./explain-require.ts";
import { dispatchTargets } from "./follow-rule.ts";
import type { EditGrant, Policy, RegisterGrant, StagePolicy } from "./policy.ts";
import { nameOfUser, type Principal } from "./principal.ts";
import type { Require } from "./require.ts";
import { demandApprovals } from "./requirements/approvals.ts";
import { STRUCTURE } from "./requirements/index.ts";
import { rollbackOf, rollbackRequire } from "./stage-for-move.ts";
import { type StricterBlock, stricterBlocksOf } from "./stricter.ts";
import type { Waiver } from "./waiver.ts";

/** What a pattern of models' names demands beside the stage. */
export interface ExplainedPattern {
  readonly pattern: string;
  readonly requirements: readonly ExplainedRequirement[];
  /** What going back to a former holder takes besides; null for nothing. */
  readonly rollback: readonly ExplainedRequirement[] | null;
}

/** What entering a stage takes, and what it brings about. */
export interface ExplainedStage {
  readonly stage: StageName;
  readonly enteredBy: string;
  readonly holders: string;
  readonly requirements: readonly ExplainedRequirement[];
  /** What some models need besides. */
  readonly patterns: readonly ExplainedPattern[];
  /** Exceptions, each with its end. */
  readonly waivers: readonly string[];
  /** What going back to a former holder takes; null where nobody is displaced, so nobody goes back. */
  readonly rollback: readonly ExplainedRequirement[] | null;
  /** What follows when a version has entered it. */
  readonly follows: readonly string[];
  /** Environments that ask before they deploy. */
  readonly deployments: readonly string[];
}

export interface ExplainedPolicy {
  readonly mode: string;
  /** Where runs may come from that become versions. */
  readonly register: readonly string[];
  readonly promote: string;
  readonly override: string;
  /** What people's edits need; none where the App leaves edits alone. */
  readonly edit: readonly ExplainedRequirement[];
  /** What every move has to meet, whatever its stage asks for. */
  readonly always: readonly string[];
  readonly stages: readonly ExplainedStage[];
}

/** A policy in plain words: what it demands, and nothing about how any version stands to it. */
export function explainPolicy(policy: Policy): ExplainedPolicy {
  const { access, mode } = policy;
  return {
    mode:
      mode === "audit"
        ? "audit: what would be refused is shown, and lands all the same; what cannot be judged does not"
        : "enforce: nothing lands that has not met everything",
    register: access.register.map(describeGrant),
    promote:
      access.promote === undefined ? "anyone with triage rights" : access.promote.map(nameOf).join(" or "),
    override: describeOverride(access),
    edit: (access.edit ?? []).map(explainEdit),
    always: STRUCTURE.map(({ describe }) => describe.asks),
    stages: policy.stages.map((stage) => explainStage(policy, stage)),
  };
}

function describeGrant({ repository, branches, workflows, models }: RegisterGrant): string {
  const which = models === undefined ? "any model" : models.join(", ");
  return `${workflows.join(" or ")} of ${repository} on ${branches.join(" or ")}, for ${which}`;
}

function describeOverride({ override, overrideOwnRequest }: Policy["access"]): string {
  if (override === undefined) return "nobody";
  const whose = overrideOwnRequest === true ? "also" : "but not";
  return `${override.map(nameOf).join(" or ")}, ${whose} a move that they asked for themselves`;
}

/** An edit is not trained, so nobody is left out for that. */
function explainEdit({ paths, approvals }: EditGrant): ExplainedRequirement {
  const { asks, parts } = demandApprovals(withoutTrainer(approvals));
  return explainDemand("approvals", { asks: `${paths.join(", ")}: ${asks}`, parts });
}

function explainStage(policy: Policy, stage: StagePolicy): ExplainedStage {
  const { name } = stage;
  return {
    stage: name,
    enteredBy: describeEntry(policy, stage),
    holders: describeHolders(stage),
    requirements: explainRequire(stage, stage.require),
    patterns: stricterBlocksOf(policy, stage).map((block) => explainPattern(stage, block)),
    waivers: (policy.waivers ?? []).filter((waiver) => waiver.stage === name).map(describeWaiver),
    rollback: explainRollback(stage, rollbackRequire(stage)),
    follows: describeFollows(stage),
    deployments: (policy.deployments ?? [])
      .filter((binding) => binding.stage === name)
      .map(
        ({ repository, environment, model }) =>
          `a deployment of ${repository} to ${environment} is approved for the version of ${model} that holds ${name}`,
      ),
  };
}

function explainPattern(stage: StagePolicy, block: StricterBlock): ExplainedPattern {
  return {
    pattern: block.pattern,
    requirements: explainRequire(stage, block.require),
    rollback: explainRollback(stage, rollbackOf(stage, block)),
  };
}

/** A former holder may come from anywhere: `from` does not matter to it. */
function explainRollback(
  { name, holders }: StagePolicy,
  require: Require | undefined,
): readonly ExplainedRequirement[] | null {
  return holders === "many" || require === undefined ? null : explainRequire({ name }, require);
}

function describeWaiver({ model, version, requirement, by, reason, expires }: Waiver): string {
  const which = version === undefined ? `every version of ${model}` : `version ${version} of ${model}`;
  return `${requirement} for ${which} until ${expires}, by ${by}: ${reason}`;
}

function describeFollows({ then }: StagePolicy): readonly string[] {
  const { deployment, dispatch } = then ?? {};
  const { type, repositories } =
    dispatch === undefined
      ? { type: "", repositories: [] }
      : dispatchTargets(dispatch, "the registry repository");
  return [
    ...repositories.map((repository) => `${repository} is told by a dispatch ${type}`),
    ...(deployment === undefined ? [] : [`a deployment to ${deployment} is made`]),
  ];
}

function describeEntry(policy: Policy, stage: StagePolicy): string {
  if (stage.name === policy.stages[0]?.name) return "new versions";
  if (stage.from === "any") return "versions in any other stage";
  return `versions in ${(stage.from ?? []).join(" or ")}`;
}

function describeHolders({ holders, displaced }: StagePolicy): string {
  return holders === "one"
    ? `one version of a model at a time; the holder before goes to ${displaced ?? "no stage"}`
    : "any number of versions of a model";
}

function nameOf(principal: Principal): string {
  return "team" in principal ? principal.team : nameOfUser(principal);
}
