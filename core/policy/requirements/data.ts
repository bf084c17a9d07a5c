import type { DataStrength } from "../../data/data-version.ts";
import { type Ancestor, whyUnknown } from "../../lineage/ancestry.ts";
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
    written: "`data: A | B | C`, or `data: { strength: A, freshFor: 90d, lineage: known }`",
    asks: "that all training and evaluation data of the version's run is named at least this strongly",
    rules: [
      `\`A\` is ${MEANINGS.A}, \`B\` ${MEANINGS.B}, \`C\` ${MEANINGS.C}.`,
      "Each input below the asked strength is named in the result, with how it was named.",
      "A run that recorded no training or evaluation data fails: nobody can tell what it was trained on.",
      "A run with more inputs than 1,000 is unknown; record folders instead of single files.",
      "`freshFor` asks besides that the run began at most that long before the decision: what it read may be older, but was read since. The moment is the earliest that is known, of GitHub's start of the workflow run and of the run's own; one after the decision is unknown.",
      "`lineage: known` asks besides that the run says what it was made from (`base-model: none` says that it was from nothing), and that of every version in its lineage the training data are known: it is in this registry, its run recorded what it was trained on and says what it was made from itself.",
    ],
  },
  demand: ({ require: { data } }) => {
    if (data === undefined) return undefined;
    const rule = dataRule(data);
    const { title, expected } = withWords(strengthPart(rule.strength), additionsOf(rule));
    return { asks: `${title}: ${expected}`, parts: [] };
  },
  evaluate: ({ stage, facts }) => {
    const { data: written } = stage.require;
    if (written === undefined) return undefined;
    const rule = dataRule(written);
    const strength = evaluateStrength(rule, facts);
    const additions = additionsOf(rule);
    return additions.length === 0 ? strength : withAdditions(strength, additions, facts);
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

/** What is asked besides the strength. */
interface Addition {
  /** Behind the title of the whole. */
  readonly title: string;
  readonly part: Part;
  readonly evaluate: (facts: Facts) => RequirementResult;
}

function additionsOf({ freshFor, lineage }: DataRule): readonly Addition[] {
  return [
    ...(freshFor === undefined
      ? []
      : [
          {
            title: `read within ${freshFor}`,
            part: agePart(freshFor),
            evaluate: (facts: Facts) => evaluateAge(freshFor, facts),
          },
        ]),
    ...(lineage === undefined
      ? []
      : [{ title: "of known lineage", part: LINEAGE_PART, evaluate: evaluateLineage }]),
  ];
}

function withWords(
  { title, expected }: Pick<Part, "title" | "expected">,
  additions: readonly Pick<Addition, "title" | "part">[],
) {
  return {
    title: [title, ...additions.map((one) => one.title)].join(", "),
    expected: [expected, ...additions.map(({ part }) => `and ${part.expected}`)].join(", "),
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

/** The strength's result with what is asked besides as its last parts. */
function withAdditions(
  strength: RequirementResult,
  additions: readonly Addition[],
  facts: Facts,
): RequirementResult {
  const results = additions.map(({ evaluate }) => evaluate(facts));
  const open = results.filter(({ status }) => status !== "passed");
  const all = [strength, ...results];
  const remedies = all.flatMap(({ remedy }) => remedy ?? []);
  // Beside a part that has failed it has to be seen still that the inputs are not known: nothing lifts that.
  const parts = strength.status === "unknown" ? [strength] : strength.children;
  return {
    ...strength,
    ...withWords(strength, additions),
    found: all.map(({ found }) => found).join("; "),
    status: worstOf(all),
    remedy: remedies.length === 0 ? null : remedies.join("; "),
    children: open.length === 0 ? strength.children : [...parts, ...open],
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

const LINEAGE_PART: Part = {
  kind: "data-lineage",
  title: "lineage of the data",
  expected: "the training data of all that it was made from known",
};

const SAY_BASES = "name what it was made from as base-model, or say base-model: none, and train again";

function evaluateLineage({ ancestry, data }: Facts): RequirementResult {
  if (ancestry === undefined) {
    if (data?.known !== true) {
      return resultOf({ ...LINEAGE_PART, status: "unknown", found: "what it was made from was not read" });
    }
    const found = "the run does not say what it was made from";
    return resultOf({ ...LINEAGE_PART, status: "failed", found, remedy: SAY_BASES });
  }
  const children = ancestry.flatMap((ancestor) => unknownAncestor(ancestor) ?? []);
  const made = ancestry.length === 0 ? "made from no other model" : count(ancestry.length, "ancestor");
  if (children.length === 0) return resultOf({ ...LINEAGE_PART, status: "passed", found: made });
  return resultOf({
    ...LINEAGE_PART,
    status: worstOf(children),
    found: `${children.length} of ${made} not known`,
    remedy: "begin with versions of this registry whose runs say what they were trained on and made from",
    children,
  });
}

function unknownAncestor(ancestor: Ancestor): RequirementResult | undefined {
  const { name, training } = ancestor;
  if (training === "known") return undefined;
  return resultOf({
    kind: "data-ancestor",
    // What cannot be read now may be read another time; of the others it is certain that nobody knows.
    status: training === "unreadable" ? "unknown" : "failed",
    title: `ancestor ${name}`,
    expected: "its training data, and what it was made from",
    found: whyUnknown(ancestor) ?? "its run does not say what it was made from",
  });
}
