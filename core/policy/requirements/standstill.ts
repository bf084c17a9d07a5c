import type { RequirementResult } from "../decision.ts";
import type { Facts } from "../facts.ts";
import { type Requirement, resultOf } from "../requirement.ts";

/** A model that was frozen, or changed by hand, stands still whatever its stages ask for. */
export const standstillRequirement: Requirement = {
  kind: "standstill",
  triggers: ["stages"],
  describe: {
    written: null,
    asks: "that the model is neither frozen nor changed by hand",
    rules: [
      "It is shown only while the model is frozen, or was changed by hand.",
      "While a model is frozen (`/freeze REASON`) nothing of it lands but a rollback or an override.",
      "A commit that touches the stages, the log or a version's record and is no landing of the App is an ungoverned change. Nothing of the model lands until it is acknowledged (`/acknowledge REASON`), not even an override.",
      "Both are lifted by people whom `access.override` names.",
    ],
  },
  evaluate: ({ facts }) => ungoverned(facts) ?? frozen(facts),
};

function ungoverned({ halt }: Facts): RequirementResult | undefined {
  if (halt?.ungoverned === undefined) return undefined;
  const commits = halt.ungoverned.commits.map((commit) => commit.slice(0, 7)).join(", ");
  return resultOf({
    kind: "standstill",
    status: "failed",
    title: "no ungoverned change of the model",
    expected: "records that only landings have changed",
    found: `changed by hand in ${commits}`,
    remedy: "somebody with the right to override looks into it and comments /acknowledge with a reason",
  });
}

function frozen({ halt, move }: Facts): RequirementResult | undefined {
  if (halt?.frozen === undefined) return undefined;
  const { by, reason, since } = halt.frozen;
  const part = {
    kind: "standstill",
    title: "the model is not frozen",
    expected: "a model that is not frozen, or a rollback",
  };
  const found = `frozen by ${by.login} since ${since}: ${reason}`;
  if (move.kind === "rollback") return resultOf({ ...part, status: "passed", found });
  const remedy = "wait, or ask somebody with the right to override to comment /unfreeze";
  return resultOf({ ...part, status: "failed", found, remedy });
}
