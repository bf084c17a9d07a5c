import { z } from "zod";
import { commitShaSchema } from "../names.ts";
import { accountSchema } from "../people.ts";

/** So many paths of one ungoverned commit are named; the commit itself holds the rest. */
export const MAX_NAMED_PATHS = 50;

export const observedCommitSchema = z
  .strictObject({
    commit: commitShaSchema,
    author: accountSchema.nullable().meta({ description: "as the commit claims; null for no account" }),
    paths: z.array(z.string()).min(1).max(MAX_NAMED_PATHS),
    morePaths: z.int().nonnegative(),
  })
  .meta({ id: "ObservedCommit" });
export type ObservedCommit = z.infer<typeof observedCommitSchema>;
