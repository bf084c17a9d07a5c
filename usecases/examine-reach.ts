import { dispatchTargets } from "../core/policy/follow-rule.ts";
import type { Policy } from "../core/policy/policy.ts";
import { type Diagnosis, fine, type Patient, unknown } from "./diagnosis.ts";

const ABOUT = "reach";

/** Whether the App is installed wherever the policy needs it beside the registry itself. */
export async function examineReach({ inspection, policy }: Patient): Promise<readonly Diagnosis[]> {
  if (policy === undefined) return [];
  const needs = needsOf(policy, inspection.fullName);
  return Promise.all(
    Array.from(needs, async ([repository, reasons]): Promise<Diagnosis> => {
      const installed = await inspection.isInstalledOn(repository);
      const needed = reasons.join(", and ");
      if (!installed.known)
        return unknown(ABOUT, `whether the App reaches ${repository}: ${installed.reason}`);
      if (installed.value) return fine(ABOUT, `the App is installed on ${repository}`);
      const what = `the App is not installed on ${repository}, or is suspended there: ${needed}`;
      const remedy = "install it there, or correct the repository's name in the policy";
      return { about: ABOUT, level: "mend", what, remedy };
    }),
  );
}

/** Repository → what does not happen where the App does not reach it. */
function needsOf(policy: Policy, registry: string): ReadonlyMap<string, readonly string[]> {
  const needs = [
    ...policy.access.register.map(({ repository }, at) => [
      repository,
      `no run of access.register[${at}] becomes a version`,
    ]),
    ...policy.stages.flatMap(({ then }, at) =>
      (then?.dispatch === undefined ? [] : dispatchTargets(then.dispatch, registry).repositories).map(
        (repository) => [repository, `stages[${at}].then.dispatch does not get there`],
      ),
    ),
    ...(policy.deployments ?? []).map(({ repository }, at) => [
      repository,
      `nothing is approved for deployments[${at}]`,
    ]),
  ];
  const found = new Map<string, readonly string[]>();
  for (const [repository = "", reason = ""] of needs) {
    if (repository.toLowerCase() === registry.toLowerCase()) continue;
    found.set(repository, [...new Set([...(found.get(repository) ?? []), reason])]);
  }
  return found;
}
