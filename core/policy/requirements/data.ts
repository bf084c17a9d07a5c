import type { DataStrength } from "../../data/data-version.ts";
import { type DataRule, dataRule } from "../data-rule.ts";
import type { RequirementResult } from "../decision.ts";
import { durationMs } from "../duration.ts";
import type { DataInput, Facts } from "../facts.ts";
import { count, resultOf, type WrittenRequirement, worstOf } from "../requirement.ts";

/** From the strongest down. */
const STRENGTHS: readonly DataStrength[] = ["A", "B", "C"];

const MEANINGS: Record<DataStrength, string> = {
  A: "a digest of the content",
  B: "an id that its store keeps for a while, or a weak digest",
  C: "a name whose content may change",
};

/** What a version was trained and evaluated on can be found again, unchanged. */
export const dataRequirement: WrittenRequirement = {
  kind: "data",
  triggers: ["runs", "time"],
  describe: {
    written: "`data: A | B | C`, or `data: { strength: A, freshFor: 90d }`",
    asks: "that all training and evaluation data of the version's run is named at least this strongly",
    rules: [
      `\`A\` is ${MEANINGS.A}, \`B\` ${MEANINGS.B}, \`C\` ${MEANINGS.C}.`,
      "Each input below the asked strength is named in the result, with how it was named.",
      "A run that recorded no training or evaluation data fails: nobody can tell what it was trained on.",
      "A run with more inputs than 1,000 is unknown; record folders instead of single files.",
      "`freshFor` asks besides that the run began at most that long before the decision: what it read may be older, but was read since. The moment is the earliest that is known, of GitHub's start of the workflow run and of the run's own; one after the decision is unknown.",
    ],
  },
  demand: ({ require: { data } }) => {
    if (data === undefined) return undefined;
    const { strength, freshFor } = dataRule(data);
    const part = strengthPart(strength);
    const { title, expected } = freshFor === undefined ? part : dated(part, freshFor);
    return { asks: `${title}: ${expected}`, parts: [] };
  },
  evaluate: ({ stage, facts }) => {
    const { data: written } = stage.require;
    if (written === undefined) return undefined;
    const rule = dataRule(written);
    const strength = evaluateStrength(rule, facts);
    return rule.freshFor === undefined ? strength : withFreshness(strength, rule.freshFor, facts);
  },
};

type Part = Pick<RequirementResult, "kind" | "title" | "expected">;

function strengthPart(wanted: DataStrength): Part {
  return {
    kind: "data",
    title: `data of strength ${wanted}`,
    expected: `every input named by ${MEANINGS[wanted]}`,
  };
}

/** The words of a requirement with how old the data may be. */
function dated({ title, expected }: Pick<Part, "title" | "expected">, freshFor: string) {
  return {
    title: `${title}, read within ${freshFor}`,
    expected: `${expected}, and ${agePart(freshFor).expected}`,
  };
}

function agePart(freshFor: string): Part {
  return { kind: "data-age", title: "age of the data", expected: `read at most ${freshFor} ago` };
}

function evaluateStrength({ strength: wanted }: DataRule, facts: Facts): RequirementResult {
  const part = strengthPart(wanted);
  const { data } = facts;
  if (data === undefined)
    return resultOf({ ...part, status: "unknown", found: "the run's data was not read" });
  if (!data.known) return resultOf({ ...part, status: "unknown", found: data.reason });
  const inputs = data.value.filter(({ role }) => role !== "other");
  if (inputs.length > 0) return evaluateInputs(inputs, wanted, part);
  const remedy = "say in the training repository's configuration which data the run uses, and train again";
  return resultOf({ ...part, status: "failed", found: "no training or evaluation data recorded", remedy });
}

/** The strength's result with how old the data is as its last part. */
function withFreshness(strength: RequirementResult, freshFor: string, facts: Facts): RequirementResult {
  const age = evaluateAge(freshFor, facts);
  const remedies = [strength.remedy, age.remedy].filter((remedy) => remedy !== null);
  // Beside an age that has failed it has to be seen still that the inputs are not known: nothing lifts that.
  const parts = strength.status === "unknown" ? [strength] : strength.children;
  return {
    ...strength,
    ...dated(strength, freshFor),
    found: `${strength.found}; ${age.found}`,
    status: worstOf([strength, age]),
    remedy: remedies.length === 0 ? null : remedies.join("; "),
    children: age.status === "passed" ? strength.children : [...parts, age],
  };
}

function evaluateAge(freshFor: string, { at, dataReadSince }: Facts): RequirementResult {
  const part = agePart(freshFor);
  if (dataReadSince === undefined) {
    return resultOf({ ...part, status: "unknown", found: "when the data was read is not known" });
  }
  const age = Date.parse(at) - Date.parse(dataReadSince);
  const found = `read since ${dataReadSince}`;
  if (age < 0) return resultOf({ ...part, status: "unknown", found: `${found}, which lies ahead` });
  if (age <= durationMs(freshFor)) return resultOf({ ...part, status: "passed", found });
  return resultOf({ ...part, status: "failed", found, remedy: "train a version on data that is read anew" });
}

function evaluateInputs(inputs: readonly DataInput[], wanted: DataStrength, part: Part): RequirementResult {
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
