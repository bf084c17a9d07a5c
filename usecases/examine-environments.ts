import type { Policy } from "../core/policy/policy.ts";
import { type Diagnosis, fine, type Patient, unknown } from "./diagnosis.ts";

const ABOUT = "environments";

interface Needed {
  readonly repository: string;
  readonly environment: string;
  /** Where the policy names it. */
  readonly path: string;
}

/**
 * Whether every environment that the policy deploys to or approves for is there. GitHub makes one that is not with the
 * first deployment to it, without protection, secrets or reviewers: what was meant to be guarded is not.
 */
export async function examineEnvironments({ inspection, policy }: Patient): Promise<readonly Diagnosis[]> {
  const needed = policy === undefined ? [] : environmentsOf(policy, inspection.fullName);
  return Promise.all(
    needed.map(async ({ repository, environment, path }): Promise<Diagnosis> => {
      const found = await inspection.hasEnvironment(repository, environment);
      const name = `the environment ${environment} of ${repository}`;
      if (!found.known) return unknown(ABOUT, `whether ${name} is there: ${found.reason}`);
      if (found.value) return fine(ABOUT, `${name} is there`);
      const what = `${name}, which ${path} names, is not there, or this token may not see it`;
      const remedy =
        "make it in the repository's settings, with its protection, or correct its name in the policy";
      return { about: ABOUT, level: "mend", what, remedy };
    }),
  );
}

/** Each environment once, by the first place that names it. */
function environmentsOf({ stages, deployments = [] }: Policy, registry: string): readonly Needed[] {
  const needed: readonly Needed[] = [
    ...stages.flatMap(({ then }, at) =>
      then?.deployment === undefined
        ? []
        : [{ repository: registry, environment: then.deployment, path: `stages[${at}].then.deployment` }],
    ),
    ...deployments.map((one, at) => ({ ...one, path: `deployments[${at}]` })),
  ];
  const keyOf = ({ repository, environment }: Needed) =>
    JSON.stringify([repository.toLowerCase(), environment]);
  return needed.filter((one, at) => needed.findIndex((other) => keyOf(other) === keyOf(one)) === at);
}
