import { z } from "zod";
import { blobShaSchema, commitShaSchema, instantSchema, modelNameSchema } from "../names.ts";
import { accountSchema } from "../people.ts";
import { membershipSchema, reviewerSchema, reviewSchema } from "./facts.ts";
import { known } from "./known.ts";
import { observedCommitSchema } from "./observed-commit.ts";
import { principalSchema } from "./principal.ts";
import { settingsSchema } from "./settings.ts";

const editedFileSchema = z
  .strictObject({ blob: blobShaSchema, mode: z.string().regex(/^[0-7]{6}$/) })
  .meta({ id: "EditedFile" });
export type EditedFile = z.infer<typeof editedFileSchema>;

export const editedPathSchema = z
  .strictObject({
    path: z.string(),
    base: editedFileSchema.nullable().meta({ description: "where the branch left the registry branch" }),
    tip: editedFileSchema.nullable().meta({ description: "on the registry branch when it was judged" }),
    head: editedFileSchema.nullable().meta({ description: "in the judged head; null where it is removed" }),
  })
  .meta({ id: "EditedPath", description: "a path that an edit touches, on its three sides" });
export type EditedPath = z.infer<typeof editedPathSchema>;

const pathProblemSchema = z.strictObject({ path: z.string(), problem: z.string() });
export type PathProblem = z.infer<typeof pathProblemSchema>;

/** All that the decision about an edit may look at, gathered once and recorded with the event that it allowed. */
export const editFactsSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal("edit"),
    at: instantSchema,
    head: commitShaSchema,
    tip: commitShaSchema,
    base: commitShaSchema.meta({ description: "the merge base of tip and head" }),
    trusted: commitShaSchema.optional().meta({
      description:
        "the commit whose policy and owners judge, where something was changed around the gate since; else the tip",
    }),
    around: z.array(observedCommitSchema).optional().meta({
      description: "commits that changed covered paths without an event, which this edit would acknowledge",
    }),
    requester: accountSchema.nullable().meta({ description: "who opened the pull request" }),
    trainer: z.null(),
    authors: known(z.array(accountSchema.nullable())),
    committers: known(z.array(accountSchema.nullable())),
    coAuthors: known(z.array(accountSchema.nullable())).optional(),
    pusher: known(accountSchema.nullable()).optional(),
    reviews: known(z.array(reviewSchema)),
    memberships: z.array(membershipSchema),
    reviewers: z.array(reviewerSchema).optional(),
    owners: z.record(modelNameSchema, z.array(principalSchema)).meta({
      description: "owners of every touched model, as `model.yml` of the trusted commit names them",
    }),
    paths: known(z.array(editedPathSchema)).meta({
      description: "what the head changes since its merge base, both names of what was renamed",
    }),
    clashes: z.array(z.string()).meta({
      description:
        "touched paths that some file system would not tell apart from another, or that are a folder",
    }),
    problems: known(z.array(pathProblemSchema)).meta({
      description: "edited files that cannot be used or cannot be reviewed",
    }),
    others: known(z.array(z.int().positive())).meta({
      description: "open requests of the App whose head this one contains: they would show as merged",
    }),
    settings: settingsSchema.optional().meta({
      description: "what guarded the registry branch: decides nothing, tells an auditor of a lapse",
    }),
  })
  .meta({ id: "EditFacts", title: "Pedigree facts of an edit" });
export type EditFacts = z.infer<typeof editFactsSchema>;
