import type { Facts } from "../../../core/policy/facts.ts";
import type { Require } from "../../../core/policy/require.ts";
import { type Answer, every } from "../answer.ts";
import { checks, namedBy, newestOf } from "./checks.ts";

/** Since when each thing is there to be seen: a moment, null for not yet, undefined where it cannot be told. */
export type Evidence = readonly (string | null | undefined)[];

/** What the approvals of a block have to come after. A waiver lifts nothing of it. */
export function evidenceOf({ evidence = [], checks: beside = [] }: Require, facts: Facts): Evidence {
  return evidence.flatMap((kind): Evidence => {
    if (kind === "decision") return [facts.shownSince];
    return beside.map((rule) => {
      const [status] = checks.judge([rule], facts);
      if (status !== "passed") return status === "unknown" ? undefined : null;
      return newestOf(namedBy(rule, facts))?.completedAt ?? undefined;
    });
  });
}

const second = (moment: string) => Math.floor(Date.parse(moment) / 1000);

/** “An approval given before, or in the same second, does not count” */
export function isAfter(approved: string, evidence: Evidence): Answer {
  return every(
    evidence.map((since) => {
      if (since === undefined) return "perhaps";
      return since !== null && second(approved) > second(since) ? "yes" : "no";
    }),
  );
}
