import { digestOf } from "../../core/canonical.ts";
import { runIdSchema, stageNameSchema } from "../../core/names.ts";
import type { Decision, Move } from "../../core/policy/decision.ts";
import type { Judgement } from "../../core/registry/plan.ts";
import { facts } from "./facts.ts";
import { churn } from "./registry-world.ts";

export const stage = (name: string) => stageNameSchema.parse(name);
export const runOf = (version: number) => runIdSchema.parse(String(version).padStart(32, "0"));

export interface JudgedMove {
  readonly version: number;
  readonly from: string | null;
  readonly to: string;
  readonly displaced?: Decision["displaced"];
  readonly allowed?: boolean;
  readonly rollback?: boolean;
}

/** A judgement of a move of churn, allowed unless said otherwise. */
export function judgement({
  version,
  from,
  to,
  displaced = [],
  allowed = true,
  rollback = false,
}: JudgedMove): Judgement {
  const move: Move = {
    model: churn,
    version,
    from: from === null ? null : stage(from),
    to: stage(to),
    ...(rollback ? { kind: "rollback" } : {}),
  };
  const judged = facts({ move });
  const decision: Decision = {
    schemaVersion: 1,
    kind: "decision",
    move,
    allowed,
    policy: digestOf("policy"),
    facts: digestOf(judged),
    requirements: [],
    displaced,
  };
  return { pull: version, decision, facts: judged };
}
