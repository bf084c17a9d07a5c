import type { DataStrength } from "../../data/data-version.ts";
import type { RequirementResult } from "../decision.ts";
import type { DataInput } from "../facts.ts";
import { count, type Requirement, resultOf, worstOf } from "../requirement.ts";

/** From the strongest down. */
const STRENGTHS: readonly DataStrength[] = ["A", "B", "C"];

const MEANINGS: Record<DataStrength, string> = {
  A: "a digest of the content",
  B: "an id that its store keeps for a while, or a weak digest",
  C: "a name whose content may change",
};

/** What a version was trained and evaluated on can be found again, unchanged. */
export const dataRequirement: Requirement = {
  kind: "data",
  triggers: ["runs"],
  describe: {
    written: "`data: A | B | C`",
    asks: "that all training and evaluation data of the version's run is named at least this strongly",
    rules: [
      `\`A\` is ${MEANINGS.A}, \`B\` ${MEANINGS.B}, \`C\` ${MEANINGS.C}.`,
      "Each input below the asked strength is named in the result, with how it was named.",
      "A run that recorded no training or evaluation data fails: nobody can tell what it was trained on.",
      "A run with more inputs than 1,000 is unknown; record folders instead of single files.",
    ],
  },
  evaluate: ({ stage, facts }) => {
    const wanted = stage.require.data;
    if (wanted === undefined) return undefined;
    const part = {
      kind: "data",
      title: `data of strength ${wanted}`,
      expected: `every input named by ${MEANINGS[wanted]}`,
    };
    const { data } = facts;
    if (data === undefined)
      return resultOf({ ...part, status: "unknown", found: "the run's data was not read" });
    if (!data.known) return resultOf({ ...part, status: "unknown", found: data.reason });
    const inputs = data.value.filter(({ role }) => role !== "other");
    if (inputs.length === 0) {
      const remedy =
        "say in the training repository's configuration which data the run uses, and train again";
      return resultOf({
        ...part,
        status: "failed",
        found: "no training or evaluation data recorded",
        remedy,
      });
    }
    return evaluateInputs(inputs, wanted, part);
  },
};

function evaluateInputs(
  inputs: readonly DataInput[],
  wanted: DataStrength,
  part: Pick<RequirementResult, "kind" | "title" | "expected">,
): RequirementResult {
  const weak = inputs
    .filter(({ strength }) => STRENGTHS.indexOf(strength) > STRENGTHS.indexOf(wanted))
    .map((input) => weakInput(input, wanted));
  const found =
    weak.length === 0
      ? count(inputs.length, "input")
      : `${weak.length} of ${count(inputs.length, "input")} below`;
  return resultOf({
    ...part,
    status: weak.length === 0 ? "passed" : worstOf(weak),
    found,
    remedy: weak.length === 0 ? null : "train a version on data that is versioned more strongly",
    children: weak,
  });
}

function weakInput({ name, role, scheme, strength }: DataInput, wanted: DataStrength): RequirementResult {
  return resultOf({
    kind: "data-input",
    status: "failed",
    title: `${role} data ${name}`,
    expected: `strength ${wanted}`,
    found: `strength ${strength} (${scheme}): ${MEANINGS[strength]}`,
  });
}
