import { z } from "zod";
import { commitShaSchema, instantSchema } from "../names.ts";
import { accountSchema } from "../people.ts";
import { spokenSchema } from "../registry/spoken.ts";

/** A text that somebody wrote as their reason, one line in a comment. */
export const reasonSchema = z.string().min(1).max(1_000);

/** Who froze a model last, and why: while it lasts only a rollback or an override lands. */
export const frozenSchema = z
  .strictObject({
    by: accountSchema,
    reason: reasonSchema,
    since: instantSchema,
    said: spokenSchema.optional(),
  })
  .meta({ id: "Frozen" });
export type Frozen = z.infer<typeof frozenSchema>;

/** So many ungoverned commits are named in the stages; the events name all. */
export const MAX_NAMED_COMMITS = 20;

/** Commits that touched what only the App writes, and that nobody has acknowledged yet: nothing lands. */
export const ungovernedSchema = z
  .strictObject({ since: instantSchema, commits: z.array(commitShaSchema).min(1).max(MAX_NAMED_COMMITS) })
  .meta({ id: "Ungoverned" });
export type Ungoverned = z.infer<typeof ungovernedSchema>;

/** What keeps a model from being moved, whatever the stages ask for. Left out where nothing does. */
export const haltSchema = z
  .strictObject({ frozen: frozenSchema.optional(), ungoverned: ungovernedSchema.optional() })
  .meta({ id: "Halt", description: "what keeps the model from being moved" });
export type Halt = z.infer<typeof haltSchema>;
