import type { DataStrength } from "../../../core/data/data-version.ts";
import type { OracleKind } from "../verdict.ts";

const ENOUGH: Record<DataStrength, readonly DataStrength[]> = { A: ["A"], B: ["A", "B"], C: ["A", "B", "C"] };

export const data: OracleKind<DataStrength> = {
  kind: "data",
  judge: (asked, { data: inputs }) => {
    if (inputs === undefined || !inputs.known) return ["unknown"];
    const used = inputs.value.filter(({ role }) => role === "training" || role === "evaluation");
    const named = used.every(({ strength }) => ENOUGH[asked].includes(strength));
    return [used.length > 0 && named ? "passed" : "failed"];
  },
};
