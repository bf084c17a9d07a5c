import fc from "fast-check";
import { type ModelName, modelNameSchema, type StageName, stageNameSchema } from "../../core/names.ts";

export const modelNames: fc.Arbitrary<ModelName> = fc
  .stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/)
  .filter((text) => modelNameSchema.safeParse(text).success)
  .map((text) => modelNameSchema.parse(text));

export const stageNames: fc.Arbitrary<StageName> = fc
  .stringMatching(/^[a-z][a-z0-9-]{0,39}$/)
  .map((text) => stageNameSchema.parse(text));

export const versionNumbers = fc.integer({ min: 1, max: 1_000_000 });
