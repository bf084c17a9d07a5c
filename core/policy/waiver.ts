import { z } from "zod";
import { loginSchema, stageNameSchema, versionNumberSchema } from "../names.ts";
import type { RequirementResult } from "./decision.ts";
import type { Facts } from "./facts.ts";
import { holdsUnknown } from "./holds-unknown.ts";
import { matchesPattern, modelPatternSchema } from "./model-pattern.ts";

/** What may be waived: never approvals, nor what holds for every move. */
export const WAIVABLE = ["checks", "card", "metrics", "data", "attestation", "soak", "freeze"] as const;

/** An exception that people agreed on, in the policy, so by its review: named, with an end and a reason. */
export const waiverSchema = z
  .strictObject({
    model: modelPatternSchema.meta({ description: "a model's name or a pattern" }),
    version: versionNumberSchema.optional().meta({ description: "one version; without it all of the model" }),
    stage: stageNameSchema.meta({ description: "the stage that may be entered without it" }),
    requirement: z.enum(WAIVABLE).meta({ description: "the kind of requirement that is waived" }),
    by: loginSchema.meta({ description: "who answers for it" }),
    reason: z.string().min(10).max(500).meta({ description: "why, in at least ten characters" }),
    expires: z.iso.date().meta({ description: "the last day on which it holds, in UTC: 2026-12-31" }),
  })
  .meta({ id: "Waiver" });
export type Waiver = z.infer<typeof waiverSchema>;

/**
 * The result as the waivers leave it. Only what failed or waits is waived: what is unknown could be anything, and
 * stays shut, also where something beside it has failed.
 */
export function waive(
  result: RequirementResult,
  waivers: readonly Waiver[],
  { move, at }: Pick<Facts, "move" | "at">,
): RequirementResult {
  if (result.status === "passed" || result.status === "unknown") return result;
  const waiver = waivers.find(
    (one) =>
      one.requirement === result.kind &&
      one.stage === move.to &&
      (one.version === undefined || one.version === move.version) &&
      matchesPattern(one.model, move.model) &&
      at.slice(0, 10) <= one.expires,
  );
  if (waiver === undefined) return result;
  if (holdsUnknown(result)) {
    return { ...result, status: "unknown", found: `${result.found}; what is unknown cannot be waived` };
  }
  return { ...result, status: "passed", found: `${result.found}${noteOf(waiver)}`, remedy: null };
}

/** The words that a waived result ends with. */
function noteOf({ by, reason, expires }: Waiver): string {
  return `; waived by ${by} until ${expires}: ${reason}`;
}

/** Those waivers of a policy that some result of its decision rests on, in whatever block it stands. */
export function waiversBehind(
  results: readonly RequirementResult[],
  waivers: readonly Waiver[],
): readonly Waiver[] {
  const isBehind = (waiver: Waiver, { kind, found, children }: RequirementResult): boolean =>
    (kind === waiver.requirement && found.endsWith(noteOf(waiver))) ||
    children.some((child) => isBehind(waiver, child));
  return waivers.filter((waiver) => results.some((result) => isBehind(waiver, result)));
}
