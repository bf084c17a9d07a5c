import { z } from "zod";
import { digestOf } from "../canonical.ts";
import {
  type CommitSha,
  commitShaSchema,
  modelNameSchema,
  repositoryNameSchema,
  runIdSchema,
  sha256Schema,
  stageNameSchema,
  versionNumberSchema,
} from "../names.ts";
import type { DecidedEvent } from "./event.ts";
import type { Version } from "./version.ts";

/** More files than these are not listed, nor files with longer names in all: GitHub takes a payload of less than 64 KB. */
const MAX_LISTED_FILES = 50;
const MAX_LISTED_BYTES = 32 * 1024;

/**
 * What a deployment or a dispatch says of the landing that it follows. Ten properties, as many as GitHub takes in a
 * `client_payload` (https://docs.github.com/rest/repos/repos#create-a-repository-dispatch-event). Whoever gets one twice
 * knows it by `event`.
 */
export const landingNoticeSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    registry: repositoryNameSchema.meta({ description: "the registry repository" }),
    landing: commitShaSchema.meta({ description: "the registry commit that landed it" }),
    event: sha256Schema.meta({ description: "digest of the event; the same event is the same landing" }),
    model: modelNameSchema,
    version: versionNumberSchema,
    stage: stageNameSchema.meta({ description: "the stage that the version has entered" }),
    run: runIdSchema,
    artifact: z.strictObject({
      repository: repositoryNameSchema.meta({ description: "the training repository" }),
      id: z.int().positive().meta({ description: "GitHub's id of the run's artifact" }),
      name: z.string(),
      digest: sha256Schema,
    }),
    files: z
      .array(z.strictObject({ path: z.string(), digest: sha256Schema }))
      .nullable()
      .meta({
        description:
          "the model's files inside the artifact; null for too many to be listed, see version.json",
      }),
  })
  .meta({ id: "LandingNotice", title: "Pedigree landing notice" });
export type LandingNotice = z.infer<typeof landingNoticeSchema>;

/** What is said of a landing. */
export function landingNotice(
  registry: string,
  { event, commit }: { readonly event: DecidedEvent; readonly commit: CommitSha },
  record: Version,
): LandingNotice {
  const { artifact, repository } = record.provenance;
  const files = record.files.map(({ path, digest }) => ({ path, digest }));
  return {
    schemaVersion: 1,
    registry,
    landing: commit,
    event: digestOf(event),
    model: event.model,
    version: event.version,
    stage: event.decision.move.to,
    run: record.run.id,
    artifact: {
      repository: repository.fullName,
      id: artifact.id,
      name: artifact.name,
      digest: artifact.digest,
    },
    files: fitsInPayload(files) ? files : null,
  };
}

function fitsInPayload(files: NonNullable<LandingNotice["files"]>): boolean {
  if (files.length > MAX_LISTED_FILES) return false;
  return new TextEncoder().encode(JSON.stringify(files)).length <= MAX_LISTED_BYTES;
}
