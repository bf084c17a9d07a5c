import { digestOf } from "../canonical.ts";
import type { Decision, RequirementResult } from "./decision.ts";
import type { Facts } from "./facts.ts";
import type { Policy, StagePolicy } from "./policy.ts";
import { resultOf } from "./requirement.ts";
import { REQUIREMENTS } from "./requirements/index.ts";
import { stageForMove } from "./stage-for-move.ts";

/**
 * Whether the move may land: a pure function, so the same policy and facts give the same decision, today and when an
 * auditor replays the log. Allowed only if every requirement has passed; a stage that the policy does not know
 * cannot be entered.
 */
export function decide(policy: Policy, facts: Facts): Decision {
  const stage = stageForMove(policy, facts.move);
  const requirements =
    stage === undefined ? [unknownStage(policy, facts)] : evaluateAll({ policy, stage, facts });
  return {
    schemaVersion: 1,
    kind: "decision",
    move: facts.move,
    allowed: requirements.every(({ status }) => status === "passed"),
    policy: digestOf(policy),
    facts: digestOf(facts),
    requirements,
    displaced: stage === undefined ? [] : displacedBy(stage, facts),
  };
}

function evaluateAll(judged: { policy: Policy; stage: StagePolicy; facts: Facts }): RequirementResult[] {
  return REQUIREMENTS.flatMap((requirement) => requirement.evaluate(judged) ?? []);
}

function unknownStage({ stages }: Policy, { move }: Facts): RequirementResult {
  return resultOf({
    kind: "order",
    status: "failed",
    title: `the way into ${move.to}`,
    expected: `one of ${stages.map(({ name }) => name).join(", ")}`,
    found: `${move.to}, which the policy does not have`,
    remedy: "ask for a stage of the policy, or add the stage to pedigree.yml",
  });
}

/** Holders that leave when the move lands. A checked policy names where they go wherever holders is one. */
function displacedBy(stage: StagePolicy, { holders, move }: Facts): Decision["displaced"] {
  const { displaced } = stage;
  if (stage.holders !== "one" || displaced === undefined) return [];
  return (holders[stage.name] ?? [])
    .filter((version) => version !== move.version)
    .toSorted((a, b) => a - b)
    .map((version) => ({ version, to: displaced }));
}
