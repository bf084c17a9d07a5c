import { decodeMetric } from "../../run/metric.ts";
import {
  type Condition,
  type ConditionSubject,
  compileCondition,
  formatReference,
  type MetricReference,
} from "../condition.ts";
import type { RequirementResult } from "../decision.ts";
import type { Facts } from "../facts.ts";
import { resultOf, type WrittenRequirement, worstOf } from "../requirement.ts";

/** What the run of the version has reached, against fixed numbers, the present holder and the baseline. */
export const metricsRequirement: WrittenRequirement = {
  kind: "metrics",
  triggers: ["runs", "stages"],
  describe: {
    written: '`metrics: ["candidate.auc >= 0.80", "candidate.auc >= holder.auc - 0.005"]`',
    asks: "that every condition holds for the recorded metrics",
    rules: [
      "A condition is CEL with numbers, `+ - * /`, comparisons, `!`, `&&` and `||` over `candidate`, `holder` and `baseline`.",
      '`candidate.auc` reads the last value of the metric `auc`; other names are written `candidate["val/auc"]`.',
      "A metric that is not recorded, NaN or infinite fails the condition that reads it, however it is compared.",
      "`holder` is the version that the move would displace. Where a stage of one holder is empty, it is the version that stood there last: archiving it first does not help a worse one. It is looked for in the last 2,000 moves of a model.",
      "Where it would displace several, as after `holders: many`, the holder is unknown until all but one of them are archived or demoted.",
      "When nobody ever stood there, what would be compared with the holder is left out, as if only the rest of `&&` or `||` were written: the first version has nothing to be compared with.",
      "`baseline` is the newest finished run of the experiment on the baseline branch before the version's own, as it was found at registration and is kept in `version.json`. Where there was none, a condition that reads it fails; where it could not be read, it is unknown.",
      "A calculation that overflows or divides by zero fails the condition, unless what stands before it in `||` or `&&` has decided already.",
    ],
  },
  demand: ({ require: { metrics } }) => (metrics === undefined ? undefined : { asks: TITLE, parts: metrics }),
  evaluate: ({ stage, facts }) => {
    const wanted = stage.require.metrics;
    if (wanted === undefined) return undefined;
    const children = wanted.map((text) => evaluateText(text, facts));
    const met = children.filter(({ status }) => status === "passed").length;
    const status = worstOf(children);
    // Another version is no better off where it is something else that is not known.
    const own = status === "unknown" ? children.find(({ remedy }) => remedy !== null)?.remedy : undefined;
    const remedy = own ?? "train a version that meets the conditions, or propose another policy";
    return resultOf({
      kind: "metrics",
      status,
      title: TITLE,
      expected: `${wanted.length} of ${wanted.length} met`,
      found: `${met} of ${wanted.length}`,
      remedy: met === wanted.length ? null : remedy,
      children,
    });
  },
};

const TITLE = "metric conditions";

function evaluateText(text: string, facts: Facts): RequirementResult {
  const part = { kind: "metric", title: text, expected: text };
  const compiled = compileCondition(text);
  if (!compiled.ok) {
    const found = `no usable condition: expected ${compiled.problem.expected}, found ${compiled.problem.found}`;
    return resultOf({ ...part, status: "unknown", found });
  }
  return resultOf({ ...part, ...evaluateCondition(compiled.condition, facts) });
}

type Outcome = Pick<RequirementResult, "status" | "found"> & Partial<Pick<RequirementResult, "remedy">>;

function evaluateCondition(condition: Condition, facts: Facts): Outcome {
  const readings = condition.references.map((reference) => readMetric(reference, facts));
  const unreadable = readings.find((reading) => reading.kind === "unknown");
  if (unreadable !== undefined) {
    return { status: "unknown", found: unreadable.text, remedy: unreadable.remedy ?? null };
  }
  const bad = readings.filter((reading) => reading.kind === "bad").map(({ text }) => text);
  if (bad.length > 0) return { status: "failed", found: [...new Set(bad)].join(", ") };
  const values = readings.map((reading) => (reading.kind === "value" ? reading.value : null));
  const shown = [...new Set(readings.map(({ text }) => text))].join(", ");
  switch (condition.evaluate(values)) {
    case "true":
    case "undecided":
      return { status: "passed", found: shown };
    case "false":
      return { status: "failed", found: shown };
    case "not finite":
      return { status: "failed", found: `${shown}, which calculates to no finite number` };
  }
}

type Reading =
  | { readonly kind: "value"; readonly value: number; readonly text: string }
  | { readonly kind: "open" | "bad"; readonly text: string }
  | { readonly kind: "unknown"; readonly text: string; readonly remedy: string | undefined };

/** Nouns for a subject that is not there. */
const SUBJECTS: Record<ConditionSubject, string> = {
  candidate: "candidate",
  holder: "no holder yet",
  baseline: "there is no baseline run",
};

/** Events from before the last holder of an empty stage was read have none: there the stage was as good as new. */
function readSubject(subject: ConditionSubject, facts: Facts): Facts["holder"] {
  const fact = facts[subject];
  if (subject !== "holder" || !fact.known || fact.value !== null) return fact;
  return facts.predecessor ?? fact;
}

function readMetric(reference: MetricReference, facts: Facts): Reading {
  const { subject, metric } = reference;
  const fact = readSubject(subject, facts);
  const name = formatReference(reference);
  if (!fact.known) {
    return { kind: "unknown", text: `${subject} is not known: ${fact.reason}`, remedy: fact.remedy };
  }
  if (fact.value === null) return { kind: subject === "holder" ? "open" : "bad", text: SUBJECTS[subject] };
  const recorded = Object.hasOwn(fact.value.metrics, metric) ? fact.value.metrics[metric] : undefined;
  if (recorded === undefined) return { kind: "bad", text: `${name} is not recorded` };
  const value = decodeMetric(recorded);
  if (!Number.isFinite(value)) return { kind: "bad", text: `${name} is ${value}` };
  return { kind: "value", value, text: `${name} = ${value}` };
}
