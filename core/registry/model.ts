import { z } from "zod";
import { principalSchema } from "../policy/principal.ts";

/** `models/NAME/model.yml`, written by people. */
export const modelSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    owners: z.array(principalSchema).max(50).default([]),
    description: z.string().max(10_000).default(""),
    task: z.string().max(200).default(""),
    tags: z.array(z.string().min(1).max(100)).max(100).default([]),
  })
  .meta({ id: "Model", title: "Pedigree model", description: "what people say of a model" });
export type Model = z.infer<typeof modelSchema>;
