import { z } from "zod";
import { sha256Schema } from "../names.ts";
import { requirementResultSchema } from "./decision.ts";

/** The outcome of `decideEdit(policy, facts)`, reproducible from the recorded facts. */
export const editDecisionSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal("edit-decision"),
    allowed: z.boolean(),
    policy: sha256Schema.meta({ description: "digest of the canonical, normalised policy" }),
    facts: sha256Schema.meta({ description: "digest of the canonical facts" }),
    requirements: z.array(requirementResultSchema),
  })
  .meta({ id: "EditDecision", title: "Pedigree decision about an edit" });
export type EditDecision = z.infer<typeof editDecisionSchema>;
