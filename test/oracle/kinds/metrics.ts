import type { Facts } from "../../../core/policy/facts.ts";
import { type CelValue, evaluateCel } from "../cel.ts";
import type { OracleKind, Status } from "../verdict.ts";

type Subject = "candidate" | "holder" | "baseline";

export const metrics: OracleKind<readonly string[]> = {
  kind: "metrics",
  judge: (conditions, facts) => conditions.map((condition) => one(condition, facts)),
};

function one(condition: string, facts: Facts): Status {
  let unknown = false;
  let bad = false;
  const answer = evaluateCel(condition, (subject, metric) => {
    const value = read(facts, subject as Subject, metric);
    unknown ||= value === null;
    bad ||= value === "bad";
    return value ?? "open";
  });
  if (unknown) return "unknown";
  // “fails the condition that reads it, however it is compared”
  if (bad) return "failed";
  return answer === true || answer === "open" ? "passed" : "failed";
}

/** Null where the facts do not know. */
function read(facts: Facts, subject: Subject, metric: string): CelValue | null {
  const of = subject === "holder" ? compared(facts) : facts[subject];
  if (!of.known) return null;
  if (of.value === null) return subject === "holder" ? "open" : "bad";
  const value = of.value.metrics[metric];
  return typeof value === "number" && Number.isFinite(value) ? value : "bad";
}

/** “Where a stage of one holder is empty, it is the version that stood there last” */
function compared({ holder, predecessor }: Facts): Facts["holder"] {
  return holder.known && holder.value === null && predecessor !== undefined ? predecessor : holder;
}
