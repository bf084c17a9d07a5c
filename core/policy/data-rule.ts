import { z } from "zod";
import { type DataStrength, dataStrengthSchema } from "../data/data-version.ts";
import { durationSchema } from "./duration.ts";

const datedSchema = z
  .strictObject({
    strength: dataStrengthSchema.meta({ description: "how strongly each input has to be named" }),
    freshFor: durationSchema.meta({ description: "how long ago the run may have begun to read: 90d" }),
  })
  .meta({ id: "DatedData" });

/** Kept as it was written, so that the digest of a policy with the short form stays what it was. */
export const dataRequirementSchema = z.union([dataStrengthSchema, datedSchema], {
  error: "data is A, B or C, or { strength: A, freshFor: 90d }",
});
export type WrittenDataRule = z.infer<typeof dataRequirementSchema>;

export interface DataRule {
  readonly strength: DataStrength;
  /** A duration; undefined where data may be of any age. */
  readonly freshFor: string | undefined;
}

/** Both forms of the rule as one. */
export function dataRule(written: WrittenDataRule): DataRule {
  return typeof written === "string" ? { strength: written, freshFor: undefined } : written;
}
