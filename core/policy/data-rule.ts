import { z } from "zod";
import { type DataStrength, dataStrengthSchema } from "../data/data-version.ts";
import { durationSchema } from "./duration.ts";

const ruleSchema = z
  .strictObject({
    strength: dataStrengthSchema.meta({ description: "how strongly each input has to be named" }),
    freshFor: durationSchema
      .optional()
      .meta({ description: "how long ago the run may have begun to read: 90d" }),
    lineage: z.literal("known").optional().meta({
      description: "asks that the training data of all that the version was made from is known: known",
    }),
  })
  .refine(({ freshFor, lineage }) => freshFor !== undefined || lineage !== undefined, {
    error: "freshFor or lineage beside strength; strength alone is written data: A",
  })
  .meta({ id: "DataRule" });

/** Kept as it was written, so that the digest of a policy with the short form stays what it was. */
export const dataRequirementSchema = z.union([dataStrengthSchema, ruleSchema], {
  error: "data is A, B or C, or { strength: A, freshFor: 90d, lineage: known }",
});
export type WrittenDataRule = z.infer<typeof dataRequirementSchema>;

export interface DataRule {
  readonly strength: DataStrength;
  /** A duration; undefined where data may be of any age. */
  readonly freshFor: string | undefined;
  /** Whether all that a version was made from has to be known; undefined where it need not. */
  readonly lineage: "known" | undefined;
}

/** Both forms of the rule as one. */
export function dataRule(written: WrittenDataRule): DataRule {
  if (typeof written === "string") return { strength: written, freshFor: undefined, lineage: undefined };
  const { strength, freshFor, lineage } = written;
  return { strength, freshFor, lineage };
}
