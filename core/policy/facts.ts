import { z } from "zod";
import { cardFactsSchema } from "../card/card-facts.ts";
import { dataVersionSchema } from "../data/data-version.ts";
import { ancestorSchema } from "../lineage/ancestry.ts";
import {
  blobShaSchema,
  commitShaSchema,
  instantSchema,
  repositoryNameSchema,
  stageNameSchema,
  versionNumberSchema,
} from "../names.ts";
import { accountSchema } from "../people.ts";
import { metricValueSchema } from "../run/metric.ts";
import { attestationFactsSchema } from "./attestation-facts.ts";
import { moveSchema } from "./decision.ts";
import { localTimeSchema } from "./freeze-window.ts";
import { haltSchema } from "./halt.ts";
import { type Known, known } from "./known.ts";
import { principalSchema, teamNameSchema } from "./principal.ts";
import { settingsSchema } from "./settings.ts";

export type { Known };

/** The same fact with its value changed; what is not known stays so. */
export function mapKnown<T, U>(fact: Known<T>, change: (value: T) => U): Known<U> {
  return fact.known ? { known: true, value: change(fact.value) } : fact;
}

export const reviewSchema = z
  .strictObject({
    id: z.int().positive(),
    user: accountSchema.nullable().meta({ description: "null for a deleted account" }),
    state: z.enum(["approved", "changes_requested", "commented", "dismissed"]),
    commit: commitShaSchema.nullable().meta({ description: "null once the commit is gone from GitHub" }),
    submittedAt: instantSchema,
    dismissed: z
      .strictObject({
        state: z.enum(["approved", "changes_requested", "commented"]),
        by: accountSchema.nullable(),
      })
      .optional()
      .meta({
        description: "what a dismissed review said, and who dismissed it (null for a deleted account)",
      }),
  })
  .meta({ id: "Review" });
export type Review = z.infer<typeof reviewSchema>;

export const checkSchema = z
  .strictObject({
    id: z.int().positive(),
    name: z.string(),
    app: z.string(),
    appId: z.int().positive(),
    status: z.enum(["queued", "in_progress", "completed", "waiting", "requested", "pending"]),
    conclusion: z.string().nullable(),
    commit: commitShaSchema,
    startedAt: z.string().nullable(),
    completedAt: z
      .string()
      .nullable()
      .optional()
      .meta({ description: "when it ended; not recorded in older events" }),
    suite: z
      .int()
      .positive()
      .optional()
      .meta({ description: "GitHub's id of the check suite it belongs to" }),
    workflow: z.string().nullable().optional().meta({
      description:
        "path of the workflow whose job it is, null for none; asked only where the policy names one",
    }),
  })
  .meta({ id: "Check" });
export type Check = z.infer<typeof checkSchema>;

const workflowFileSchema = z
  .strictObject({
    on: z.enum(["head", "training"]),
    path: z.string(),
    blobs: known(
      z.strictObject({
        judged: blobShaSchema.nullable().meta({ description: "the file at the commit of the check" }),
        governed: blobShaSchema.nullable().meta({
          description: "the file on the registry branch, or on the training repository's default branch",
        }),
      }),
    ),
  })
  .meta({ id: "WorkflowFile", description: "a workflow that the policy names, by git's ids of its content" });
export type WorkflowFile = z.infer<typeof workflowFileSchema>;

export const membershipSchema = z
  .strictObject({
    team: teamNameSchema,
    userId: z.int().positive(),
    state: z.enum(["active", "none", "unknown"]),
  })
  .meta({ id: "Membership" });
export type Membership = z.infer<typeof membershipSchema>;

export const reviewerSchema = z
  .strictObject({
    userId: z.int().positive(),
    mayWrite: z
      .boolean()
      .nullable()
      .meta({ description: "whether the account may write to the registry; null where GitHub did not say" }),
    permission: z
      .enum(["admin", "maintain", "write", "triage", "read", "none"])
      .nullable()
      .optional()
      .meta({ description: "the account's right in the registry; null where GitHub did not say" }),
  })
  .meta({ id: "Reviewer" });
export type Reviewer = z.infer<typeof reviewerSchema>;

const metricsOfSchema = z.strictObject({
  version: versionNumberSchema.nullable().meta({ description: "null for a run that is no version" }),
  metrics: z.record(z.string(), metricValueSchema),
});

/** One input of the candidate's run: what names it, and how well. */
export const dataInputSchema = dataVersionSchema
  .pick({ name: true, scheme: true, strength: true, role: true })
  .meta({ id: "DataInput", description: "what names one input of the candidate's run, and how well" });
export type DataInput = z.infer<typeof dataInputSchema>;

/** All that a decision may look at, gathered once. Plain data, recorded with the event that it allowed. */
export const factsSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    move: moveSchema,
    at: instantSchema.meta({ description: "one moment for the whole evaluation, from GitHub's clock" }),
    head: commitShaSchema,
    tip: commitShaSchema,
    requester: accountSchema.nullable(),
    trainer: accountSchema.nullable(),
    otherTrainers: z.array(accountSchema.nullable()).min(1).max(10).optional().meta({
      description: "who else started an attempt of the training run; null for those who are not known",
    }),
    owners: z.array(principalSchema),
    holders: z.record(stageNameSchema, z.array(versionNumberSchema)),
    former: z.array(versionNumberSchema).optional().meta({
      description: "of a rollback: versions that held the stage and were displaced, the last one at the end",
    }),
    halt: haltSchema.optional(),
    authors: known(z.array(accountSchema.nullable())).meta({
      description: "author of the pull request and of each commit; null where GitHub knows no account",
    }),
    committers: known(z.array(accountSchema.nullable())),
    coAuthors: known(z.array(accountSchema.nullable())).optional().meta({
      description: "named by Co-authored-by lines; null where the line names no account by its id",
    }),
    pusher: known(accountSchema.nullable()).optional().meta({
      description: "who pushed the head, asked only where the policy leaves that person out",
    }),
    reviews: known(z.array(reviewSchema)),
    checks: known(z.array(checkSchema)),
    training: z
      .strictObject({
        repository: repositoryNameSchema,
        commit: commitShaSchema,
        checks: known(z.array(checkSchema)),
      })
      .optional()
      .meta({ description: "the commit that the version was trained from, where the policy asks about it" }),
    workflowFiles: z.array(workflowFileSchema).optional(),
    shownSince: instantSchema.nullable().optional().meta({
      description:
        "since when a decision about this head is shown, null while none is; where the policy asks about evidence",
    }),
    memberships: z.array(membershipSchema),
    reviewers: z.array(reviewerSchema).optional().meta({
      description:
        "rights of those who approved or objected: on GitHub any reader may review. Events from before this was read have none where the policy names who may approve",
    }),
    card: known(cardFactsSchema),
    changedPaths: known(z.array(z.string())).meta({ description: "what the pull request touches" }),
    data: known(z.array(dataInputSchema)).optional().meta({
      description: "training and evaluation inputs of the version's run, where the policy asks about them",
    }),
    dataReadSince: instantSchema.optional().meta({
      description: "the data was read at this moment or later, where the policy asks how fresh it is",
    }),
    ancestry: z.array(ancestorSchema).max(51).optional().meta({
      description:
        "models that the version was made from, and what these were, where the policy asks about card or lineage; absent where the run does not say what it was made from",
    }),
    attestations: known(attestationFactsSchema).optional().meta({
      description: "what the version's bundles prove, where the policy asks for attestation",
    }),
    since: instantSchema.nullable().optional().meta({
      description: "when the version entered the stage it comes from; null for a new version",
    }),
    local: z.array(localTimeSchema).optional().meta({
      description: "the moment `at` in each time zone that the policy names",
    }),
    candidate: known(metricsOfSchema),
    holder: known(metricsOfSchema.nullable()).meta({
      description: "the version that the move would displace, null if none",
    }),
    predecessor: known(metricsOfSchema).optional().meta({
      description: "the version that stood in a stage of one holder last, where nobody stands there now",
    }),
    baseline: known(metricsOfSchema.nullable()),
    settings: settingsSchema.optional().meta({
      description: "what guarded the registry branch: decides nothing, tells an auditor of a lapse",
    }),
  })
  .meta({ id: "Facts", title: "Pedigree facts" });
export type Facts = z.infer<typeof factsSchema>;
