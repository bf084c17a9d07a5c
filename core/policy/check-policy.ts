import { PedigreeError } from "../errors.ts";
import { APPROVAL_RULES } from "./check-approvals.ts";
import { BLOCK_RULES } from "./check-blocks.ts";
import { EDIT_RULES } from "./check-edit.ts";
import { EVIDENCE_RULES } from "./check-evidence.ts";
import { FOLLOW_RULES } from "./check-follow.ts";
import { STRICTER_RULES } from "./check-stricter.ts";
import { compileCondition } from "./condition.ts";
import type { Policy, StagePolicy } from "./policy.ts";
import type { PolicyProblem, PolicyRule } from "./policy-problem.ts";
import { policyParts } from "./require-parts.ts";

export type { PolicyProblem } from "./policy-problem.ts";

/** The rules that go across fields, each small and by itself; the order is the order of reporting. */
const RULES: readonly PolicyRule[] = [
  stageNamesAreUnique,
  firstStageHasNoFrom,
  laterStagesHaveFrom,
  fromNamesKnownStages,
  displacedGoesWithOneHolder,
  displacedIsAnotherKnownStage,
  displacedStageIsReachable,
  displacedStageHoldsMany,
  rollbackGoesWithOneHolder,
  conditionsCompile,
  holderConditionsNeedOneHolder,
  checksAreNamedOnce,
  ...APPROVAL_RULES,
  ...EVIDENCE_RULES,
  ...BLOCK_RULES,
  ...EDIT_RULES,
  ...STRICTER_RULES,
  ...FOLLOW_RULES,
];

/** All problems of a policy, none when it can be used. Pure: the same policy has the same problems. */
export function checkPolicy(policy: Policy): readonly PolicyProblem[] {
  return RULES.flatMap((rule) => rule(policy));
}

/** Raises POLICY_INVALID for the first problem and says how many follow. */
export function assertUsablePolicy(policy: Policy, subject: string): void {
  const [first, ...more] = checkPolicy(policy);
  if (first === undefined) return;
  throw new PedigreeError("POLICY_INVALID", "policy cannot be used", {
    subject,
    ...first,
    ...(more.length > 0
      ? { remedy: `also wrong: ${more.map(({ path, found }) => `${path} (${found})`).join(", ")}` }
      : {}),
  });
}

function stageNamesAreUnique({ stages }: Policy): PolicyProblem[] {
  return stages.flatMap(({ name }, index) => {
    const first = stages.findIndex((stage) => stage.name === name);
    if (first === index) return [];
    return [
      {
        path: `stages[${index}].name`,
        expected: "a name of its own",
        found: `"${name}", as stages[${first}]`,
      },
    ];
  });
}

function firstStageHasNoFrom({ stages }: Policy): PolicyProblem[] {
  if (stages[0]?.from === undefined) return [];
  return [
    { path: "stages[0].from", expected: "nothing: new versions enter here", found: describeFrom(stages[0]) },
  ];
}

function laterStagesHaveFrom({ stages }: Policy): PolicyProblem[] {
  return stages.flatMap((stage, index) =>
    index === 0 || stage.from !== undefined
      ? []
      : [{ path: `stages[${index}].from`, expected: "stages to come from, or any", found: "nothing" }],
  );
}

function fromNamesKnownStages({ stages }: Policy): PolicyProblem[] {
  return stages.flatMap((stage, index) => {
    if (stage.from === undefined || stage.from === "any") return [];
    return stage.from.flatMap((name, at) => {
      const path = `stages[${index}].from[${at}]`;
      if (name === stage.name) return [{ path, expected: "another stage", found: `"${name}" itself` }];
      return isKnown(stages, name) ? [] : [{ path, expected: known(stages), found: `"${name}"` }];
    });
  });
}

function displacedGoesWithOneHolder({ stages }: Policy): PolicyProblem[] {
  return stages.flatMap((stage, index) => {
    const path = `stages[${index}].displaced`;
    if (stage.holders === "one" && stage.displaced === undefined) {
      return [
        { path, expected: "the stage that a displaced holder goes to, as holders is one", found: "nothing" },
      ];
    }
    if (stage.holders === "many" && stage.displaced !== undefined) {
      return [{ path, expected: "nothing, as holders is many", found: `"${stage.displaced}"` }];
    }
    return [];
  });
}

function displacedIsAnotherKnownStage({ stages }: Policy): PolicyProblem[] {
  return stages.flatMap((stage, index) => {
    if (stage.displaced === undefined) return [];
    const path = `stages[${index}].displaced`;
    if (stage.displaced === stage.name)
      return [{ path, expected: "another stage", found: `"${stage.name}" itself` }];
    return isKnown(stages, stage.displaced)
      ? []
      : [{ path, expected: known(stages), found: `"${stage.displaced}"` }];
  });
}

/** Displacing is a move, too: it must not take a version where the policy lets nobody go from here. */
function displacedStageIsReachable({ stages }: Policy): PolicyProblem[] {
  return stages.flatMap((stage, index) => {
    const target = stages.find(({ name }) => name === stage.displaced);
    if (target === undefined || target.name === stage.name) return [];
    if (target.from === "any" || target.from?.includes(stage.name) === true) return [];
    return [
      {
        path: `stages[${index}].displaced`,
        expected: `a stage that can be entered from ${stage.name}`,
        found: `"${target.name}", which is entered from ${describeFrom(target)}`,
      },
    ];
  });
}

/** A displaced holder must not displace another one in turn. */
function displacedStageHoldsMany({ stages }: Policy): PolicyProblem[] {
  return stages.flatMap((stage, index) => {
    const target = stages.find(({ name }) => name === stage.displaced);
    if (target === undefined || target.name === stage.name || target.holders === "many") return [];
    const found = `"${target.name}", which has one holder`;
    return [{ path: `stages[${index}].displaced`, expected: "a stage with many holders", found }];
  });
}

/** Where many may stand nobody is displaced, so there is nobody to go back to. */
function rollbackGoesWithOneHolder({ stages }: Policy): PolicyProblem[] {
  return stages.flatMap(({ holders, rollback }, index) =>
    rollback === undefined || holders === "one"
      ? []
      : [{ path: `stages[${index}].rollback`, expected: "nothing, as holders is many", found: "rules" }],
  );
}

function conditionsCompile(policy: Policy): PolicyProblem[] {
  return eachCondition(policy, (text, path) => {
    const compiled = compileCondition(text);
    return compiled.ok ? [] : [{ path, ...compiled.problem }];
  });
}

/** Without one holder there is nothing to compare with, and the condition would always be met. */
function holderConditionsNeedOneHolder(policy: Policy): PolicyProblem[] {
  return eachCondition(policy, (text, path, stage) => {
    const compiled = compileCondition(text);
    if (!compiled.ok || stage.holders === "one") return [];
    if (!compiled.condition.references.some(({ subject }) => subject === "holder")) return [];
    return [{ path, expected: "a condition without holder, as this stage has many", found: text }];
  });
}

function checksAreNamedOnce(policy: Policy): PolicyProblem[] {
  return policyParts(policy).flatMap(({ require, path }) => {
    const checks = (require.checks ?? []).map((check) => ({ ...check, on: check.on ?? "head" }));
    return checks.flatMap(({ name, app, on }, at) => {
      const first = checks.findIndex((check) => check.name === name && check.app === app && check.on === on);
      const place = `${path}.checks[${at}]`;
      return first === at
        ? []
        : [{ path: place, expected: "every check once", found: `"${name}" of ${app} again` }];
    });
  });
}

function eachCondition(
  policy: Policy,
  look: (text: string, path: string, stage: StagePolicy) => readonly PolicyProblem[],
): PolicyProblem[] {
  return policyParts(policy).flatMap(({ require, path, stage }) =>
    (require.metrics ?? []).flatMap((text, at) => look(text, `${path}.metrics[${at}]`, stage)),
  );
}

function isKnown(stages: readonly StagePolicy[], name: string): boolean {
  return stages.some((stage) => stage.name === name);
}

function known(stages: readonly StagePolicy[]): string {
  return `one of ${stages.map(({ name }) => name).join(", ")}`;
}

function describeFrom({ from }: StagePolicy): string {
  return from === undefined ? "nowhere" : from === "any" ? "any" : from.join(", ");
}
