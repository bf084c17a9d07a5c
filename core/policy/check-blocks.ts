import { dataRule } from "./data-rule.ts";
import { durationMs } from "./duration.ts";
import { windowProblem } from "./freeze-window.ts";
import type { Policy } from "./policy.ts";
import type { PolicyProblem, PolicyRule } from "./policy-problem.ts";
import { policyParts } from "./require-parts.ts";

/** The rules for blocks inside blocks, and for times. */
export const BLOCK_RULES: readonly PolicyRule[] = [
  blocksAskForSomething,
  windowsMakeSense,
  soakHasAStageBefore,
  dataOutlivesTheSoak,
  attestationSaysSomething,
  waiversNameStages,
];

/** An empty alternative would be met by everything, an empty `all` or pattern says nothing. */
function blocksAskForSomething(policy: Policy): readonly PolicyProblem[] {
  return policyParts(policy).flatMap(({ require, path }) =>
    (path.endsWith("]") || path.startsWith("models")) && Object.keys(require).length === 0
      ? [{ path, expected: "at least one requirement", found: "none" }]
      : [],
  );
}

function windowsMakeSense(policy: Policy): readonly PolicyProblem[] {
  return policyParts(policy).flatMap(({ require, path }) =>
    (require.freeze ?? []).flatMap((window, at) => {
      const problem = windowProblem(window);
      return problem === undefined ? [] : [{ path: `${path}.freeze[${at}]`, ...problem }];
    }),
  );
}

/** A new version comes from nowhere, so it could never have stood there long enough. */
function soakHasAStageBefore(policy: Policy): readonly PolicyProblem[] {
  return policyParts(policy).flatMap(({ require, path, stage }) =>
    require.soak === undefined || stage !== policy.stages[0]
      ? []
      : [{ path: `${path}.soak`, expected: "nothing, as new versions enter here", found: require.soak }],
  );
}

/** A version that has stood long enough would always be too old. */
function dataOutlivesTheSoak(policy: Policy): readonly PolicyProblem[] {
  return policyParts(policy).flatMap(({ require: { data, soak }, path }) => {
    const freshFor = data === undefined ? undefined : dataRule(data).freshFor;
    if (freshFor === undefined || soak === undefined || durationMs(freshFor) > durationMs(soak)) return [];
    return [{ path: `${path}.data.freshFor`, expected: `longer than the soak of ${soak}`, found: freshFor }];
  });
}

/** Whoever writes the long form meant to ask for something by it. */
function attestationSaysSomething(policy: Policy): readonly PolicyProblem[] {
  return policyParts(policy).flatMap(({ require: { attestation }, path }) =>
    attestation === undefined || attestation === "required" || Object.keys(attestation).length > 0
      ? []
      : [{ path: `${path}.attestation`, expected: "`required`, or what it asks for besides", found: "{}" }],
  );
}

function waiversNameStages({ waivers = [], stages }: Policy): readonly PolicyProblem[] {
  return waivers.flatMap(({ stage }, at) =>
    stages.some(({ name }) => name === stage)
      ? []
      : [
          {
            path: `waivers[${at}].stage`,
            expected: `one of ${stages.map(({ name }) => name).join(", ")}`,
            found: `"${stage}"`,
          },
        ],
  );
}
