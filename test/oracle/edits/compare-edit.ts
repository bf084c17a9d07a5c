import { checkPolicy } from "../../../core/policy/check-policy.ts";
import { decideEdit } from "../../../core/policy/decide-edit.ts";
import { editFactsSchema } from "../../../core/policy/edit-facts.ts";
import { writtenPolicySchema } from "../../../core/policy/policy.ts";
import { Chance } from "../chance.ts";
import { randomEditFacts, randomEditPolicy } from "../random/edits.ts";
import type { Verdict } from "../verdict.ts";
import { judgeEdit } from "./judge-edit.ts";

export interface ComparedEdit {
  readonly seed: number;
  readonly allowed: boolean;
  readonly verdicts: readonly Verdict[];
  readonly disagreement: { readonly core: string; readonly oracle: string } | null;
}

/** The core beside the oracle on the edit of a seed; null where `checkPolicy` refuses the policy that came out. */
export function compareEdit(seed: number): ComparedEdit | null {
  const chance = new Chance(seed);
  const policy = writtenPolicySchema.parse(randomEditPolicy(chance));
  const facts = editFactsSchema.parse(randomEditFacts(chance));
  if (checkPolicy(policy).length > 0) return null;
  const decision = decideEdit(policy, facts);
  const judged = judgeEdit(policy, facts);
  const verdicts = [
    ...Object.entries(judged.lines).map(([line, status]) => ({ kind: `edit-${line}`, status, parts: [] })),
    ...judged.approvals.map((status) => ({ kind: "approvals", status, parts: [] })),
  ];
  const [core, oracle] = [written(decision), written({ allowed: judged.allowed, requirements: verdicts })];
  const disagreement = core === oracle ? null : { core, oracle };
  return { seed, allowed: judged.allowed, verdicts, disagreement };
}

interface Answer {
  readonly allowed: boolean;
  readonly requirements: readonly Pick<Verdict, "kind" | "status">[];
}

function written({ allowed, requirements }: Answer): string {
  const lines = requirements.map(({ kind, status }) => `${kind}:${status}`).toSorted();
  return `${allowed ? "allowed" : "refused"} ${lines.join(" ")}`;
}
