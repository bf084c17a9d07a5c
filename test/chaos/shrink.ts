import type { Scenario } from "./scenario.ts";

/** Plays of one shrinking: a failure is worth some minutes, not hours. */
const MAX_PLAYS = 40;

/** Leaves out what a failure does not need, for as long as the same promise is still broken. `fails` plays a scenario. */
export async function shrink(
  scenario: Scenario,
  fails: (candidate: Scenario) => Promise<boolean>,
): Promise<Scenario> {
  let plays = 0;
  let smallest = scenario;
  const attempt = async (candidate: Scenario): Promise<boolean> => {
    if (plays >= MAX_PLAYS) return false;
    plays += 1;
    if (!(await fails(candidate))) return false;
    smallest = candidate;
    return true;
  };
  for (const part of ["mail", "faults", "steps"] as const) {
    if (smallest[part].length > 0 && (await attempt({ ...smallest, [part]: [] }))) continue;
    for (let at = smallest[part].length - 1; at >= 0; at--) {
      await attempt({ ...smallest, [part]: smallest[part].filter((_, index) => index !== at) });
    }
  }
  return smallest;
}
