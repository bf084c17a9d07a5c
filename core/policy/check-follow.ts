import type { Policy } from "./policy.ts";
import type { PolicyProblem, PolicyRule } from "./policy-problem.ts";

/** What has to be right of `then` and `deployments`. */
export const FOLLOW_RULES: readonly PolicyRule[] = [
  somethingFollows,
  bindingsNameKnownStages,
  bindingsAreSaidOnce,
];

function somethingFollows({ stages }: Policy): PolicyProblem[] {
  return stages.flatMap(({ then }, index) =>
    then === undefined || then.deployment !== undefined || then.dispatch !== undefined
      ? []
      : [{ path: `stages[${index}].then`, expected: "a deployment, a dispatch or both", found: "nothing" }],
  );
}

function bindingsNameKnownStages({ stages, deployments = [] }: Policy): PolicyProblem[] {
  const names = stages.map(({ name }) => name);
  return deployments.flatMap(({ stage }, index) =>
    names.includes(stage)
      ? []
      : [
          {
            path: `deployments[${index}].stage`,
            expected: `one of ${names.join(", ")}`,
            found: `"${stage}"`,
          },
        ],
  );
}

function bindingsAreSaidOnce({ deployments = [] }: Policy): PolicyProblem[] {
  const keys = deployments.map(({ repository, environment, model, stage }) =>
    JSON.stringify([repository.toLowerCase(), environment, model, stage]),
  );
  return keys.flatMap((key, index) => {
    const first = keys.indexOf(key);
    return first === index
      ? []
      : [
          {
            path: `deployments[${index}]`,
            expected: "every line once",
            found: `the same as deployments[${first}]`,
          },
        ];
  });
}
