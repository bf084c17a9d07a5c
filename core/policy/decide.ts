import { digestOf } from "../canonical.ts";
import type { Decision, RequirementResult } from "./decision.ts";
import { evaluateBlock, evaluateRequire } from "./evaluate-require.ts";
import type { Facts } from "./facts.ts";
import { holdsUnknown } from "./holds-unknown.ts";
import type { Policy, StagePolicy } from "./policy.ts";
import { type Judged, resultOf } from "./requirement.ts";
import { STRUCTURE } from "./requirements/index.ts";
import { type MoveRules, rulesForMove } from "./stage-for-move.ts";

/**
 * Whether the move may land: a pure function, so the same policy and facts give the same decision, today and when an
 * auditor replays the log. Allowed only if every requirement has passed, or the policy's mode is `audit`; a stage that the policy does not know
 * cannot be entered.
 */
export function decide(policy: Policy, facts: Facts): Decision {
  const rules = rulesForMove(policy, facts.move);
  const structure =
    rules === undefined
      ? [unknownStage(policy, facts)]
      : evaluateStructure({ policy, stage: rules.stage, facts });
  const conditions = rules === undefined ? [] : evaluateConditions(policy, rules, facts);
  const audit = policy.mode === "audit";
  return {
    schemaVersion: 1,
    kind: "decision",
    move: facts.move,
    allowed: structure.every(isPassed) && conditions.every(audit ? isDecided : isPassed),
    ...(audit ? { mode: "audit" as const } : {}),
    policy: digestOf(policy),
    facts: digestOf(facts),
    requirements: [...structure, ...conditions],
    displaced: rules === undefined ? [] : displacedBy(rules.stage, facts),
  };
}

const isPassed = ({ status }: RequirementResult) => status === "passed";

/** An audit lets pass what it would refuse, but not what it could not judge, also beside a failure: that would be no audit. */
const isDecided = (result: RequirementResult) => !holdsUnknown(result);

function evaluateStructure(judged: Judged): readonly RequirementResult[] {
  return STRUCTURE.flatMap((requirement) => requirement.evaluate(judged) ?? []);
}

function evaluateConditions(
  policy: Policy,
  { stage, patterns }: MoveRules,
  facts: Facts,
): readonly RequirementResult[] {
  const judged = { policy, stage, facts };
  const stricter = patterns.map(({ pattern, require }) =>
    evaluateBlock(judged, require, `for models named ${pattern}`),
  );
  return [...evaluateRequire(judged), ...stricter];
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
