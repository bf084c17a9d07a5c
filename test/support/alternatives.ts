import { decide } from "../../core/policy/decide.ts";
import type { Decision } from "../../core/policy/decision.ts";
import type { Facts } from "../../core/policy/facts.ts";
import type { WrittenPolicy } from "../../core/policy/policy.ts";
import { facts, policy, review } from "./facts.ts";

/** A version that neither of two ways lets into production, each for several reasons, with a choice within a choice. */
export const ALTERNATIVES: NonNullable<WrittenPolicy["stages"][number]["require"]> = {
  approvals: { count: 1, from: [{ team: "acme/ml-leads" }] },
  any: [
    {
      data: { strength: "A", freshFor: "90d" },
      approvals: { each: [{ from: [{ team: "acme/leads" }] }, { from: "owners" }] },
    },
    {
      metrics: ["candidate.auc >= holder.auc", "candidate.auc >= 0.99", "candidate.recall > 0.5"],
      any: [{ soak: "7d", checks: [{ name: "drift", app: "acme-checks" }] }, { attestation: "required" }],
    },
  ],
};

/** What was found of it: nothing reviewed by risk or owners, no data recorded, and an auc of 0.92. */
export function refusedAlternatives(): { readonly facts: Facts; readonly decision: Decision } {
  const judged = facts({
    reviews: { known: true, value: [review({ id: 1, submittedAt: "2026-01-02T11:00:00Z" })] },
    reviewers: [{ userId: 11, mayWrite: true }],
    memberships: [
      { team: "acme/ml-leads", userId: 11, state: "active" },
      { team: "acme/leads", userId: 11, state: "none" },
    ],
    data: { known: true, value: [] },
    dataReadSince: "2025-06-01T00:00:00Z",
    since: "2026-01-01T00:00:00Z",
  });
  return { facts: judged, decision: decide(policy(ALTERNATIVES), judged) };
}
