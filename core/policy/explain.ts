import type { StageName } from "../names.ts";
import type { ApprovalsRule } from "./approvals-rule.ts";
import type { RequirementResult } from "./decision.ts";
import { type Facts, factsSchema } from "./facts.ts";
import { dispatchTargets } from "./follow-rule.ts";
import type { Policy, StagePolicy } from "./policy.ts";
import type { Principal } from "./principal.ts";
import { evaluateApprovals } from "./requirements/approvals.ts";
import { REQUIREMENTS } from "./requirements/index.ts";

/** One requirement of a stage in plain words, with its parts. */
export interface ExplainedRequirement {
  readonly asks: string;
  readonly expected: string;
  readonly parts: readonly ExplainedRequirement[];
}

/** What entering a stage takes, and what it brings about. */
export interface ExplainedStage {
  readonly stage: StageName;
  readonly enteredBy: string;
  readonly holders: string;
  readonly requirements: readonly ExplainedRequirement[];
  /** What follows when a version has entered it. */
  readonly follows: readonly string[];
}

export interface ExplainedPolicy {
  /** Where runs may come from that become versions. */
  readonly register: readonly string[];
  readonly promote: string;
  /** What people's edits need; none where the App leaves edits alone. */
  readonly edit: readonly string[];
  readonly stages: readonly ExplainedStage[];
}

/**
 * A policy in plain words. Each requirement explains itself: it is evaluated for a move of which nothing is known yet, and
 * says then what it waits for. So a new kind of requirement needs no words here.
 */
export function explainPolicy(policy: Policy): ExplainedPolicy {
  return {
    register: policy.access.register.map(
      ({ repository, branches, workflows, models }) =>
        `${workflows.join(" or ")} of ${repository} on ${branches.join(" or ")}, for ${models === undefined ? "any model" : models.join(", ")}`,
    ),
    promote:
      policy.access.promote === undefined
        ? "anyone with triage rights"
        : policy.access.promote.map(nameOf).join(" or "),
    edit: (policy.access.edit ?? []).map(
      ({ paths, approvals }) => `${paths.join(", ")}: ${explainApprovals(policy, approvals)}`,
    ),
    stages: policy.stages.map((stage) => explainStage(policy, stage)),
  };
}

/** The same words that a decision has, each group by itself. */
function explainApprovals(policy: Policy, rule: ApprovalsRule): string {
  const [first] = policy.stages;
  if (first === undefined) return "";
  const { title, children } = evaluateApprovals(rule, nothingKnown(policy, first));
  return children.length === 0 ? title : children.map((part) => part.title).join(" and ");
}

function explainStage(policy: Policy, stage: StagePolicy): ExplainedStage {
  const facts = nothingKnown(policy, stage);
  // What always applies is no part of the policy, and the way into the stage is said already.
  const written = REQUIREMENTS.filter(({ kind, describe }) => describe.written !== null && kind !== "order");
  const results = written.flatMap((requirement) => requirement.evaluate({ policy, stage, facts }) ?? []);
  return {
    stage: stage.name,
    enteredBy: describeEntry(policy, stage),
    holders: describeHolders(stage),
    requirements: results.map(explainResult),
    follows: describeFollows(stage),
  };
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

function explainResult({ title, expected, children }: RequirementResult): ExplainedRequirement {
  return { asks: title, expected, parts: children.map(explainResult) };
}

const UNKNOWN = { known: false, reason: "nothing is known yet" } as const;

/** A move into the stage before anybody has looked at anything. */
function nothingKnown(policy: Policy, stage: StagePolicy): Facts {
  const from = stage.name === policy.stages[0]?.name ? null : firstSource(policy, stage);
  const commit = "0".repeat(40);
  return factsSchema.parse({
    schemaVersion: 1,
    move: { model: "model", version: 1, from, to: stage.name },
    at: "1970-01-01T00:00:00Z",
    head: commit,
    tip: commit,
    requester: null,
    trainer: { id: 1, login: "whoever started the run", bot: false },
    // Whom the file names is not known here; the login says so in the words of the requirement.
    owners: [{ user: "named in model.yml" }],
    holders: from === null ? {} : { [from]: [1] },
    authors: { known: true, value: [] },
    committers: { known: true, value: [] },
    reviews: UNKNOWN,
    checks: UNKNOWN,
    memberships: [],
    card: UNKNOWN,
    changedPaths: UNKNOWN,
    candidate: UNKNOWN,
    holder: UNKNOWN,
    baseline: UNKNOWN,
  });
}

function firstSource(policy: Policy, { from, name }: StagePolicy): StageName {
  const other = policy.stages.find((stage) => stage.name !== name)?.name ?? name;
  return from === undefined || from === "any" ? other : (from[0] ?? other);
}

function nameOf(principal: Principal): string {
  return "team" in principal ? principal.team : principal.user;
}
