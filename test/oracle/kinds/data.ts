import type { DataStrength } from "../../../core/data/data-version.ts";
import type { WrittenDataRule } from "../../../core/policy/data-rule.ts";
import type { Facts } from "../../../core/policy/facts.ts";
import type { OracleKind, Status } from "../verdict.ts";
import { secondsOf } from "./soak.ts";

const ENOUGH: Record<DataStrength, readonly DataStrength[]> = { A: ["A"], B: ["A", "B"], C: ["A", "B", "C"] };

export const data: OracleKind<WrittenDataRule> = {
  kind: "data",
  judge: (rule, facts) =>
    typeof rule === "string"
      ? [named(rule, facts)]
      : [
          named(rule.strength, facts),
          ...(rule.freshFor === undefined ? [] : [fresh(rule.freshFor, facts)]),
          ...(rule.lineage === undefined ? [] : lineage(facts)),
        ],
};

function named(asked: DataStrength, { data: inputs }: Facts): Status {
  if (inputs === undefined || !inputs.known) return "unknown";
  const used = inputs.value.filter(({ role }) => role === "training" || role === "evaluation");
  const strong = used.every(({ strength }) => ENOUGH[asked].includes(strength));
  return used.length > 0 && strong ? "passed" : "failed";
}

/** “that the run began at most that long before the decision” */
function fresh(asked: string, { at, dataReadSince: since }: Facts): Status {
  if (since === undefined) return "unknown";
  const ago = (Date.parse(at) - Date.parse(since)) / 1000;
  if (ago < 0) return "unknown";
  return ago <= secondsOf(asked) ? "passed" : "failed";
}

/** “of every version in its lineage the training data are known”, each of which is one thing that is asked. */
function lineage({ ancestry, data: inputs }: Facts): readonly Status[] {
  if (ancestry === undefined) return [inputs?.known === true ? "failed" : "unknown"];
  return ancestry.map(({ training }) => {
    if (training === "known") return "passed";
    return training === "unreadable" ? "unknown" : "failed";
  });
}
