import { z } from "zod";
import { modelNameSchema, sha256Schema, stageNameSchema } from "../names.ts";
import type { Version } from "./version.ts";

/** What a deployment says that it deploys: so far only a word, to be compared with the registry. */
const claimSchema = z.object({ model: modelNameSchema, stage: stageNameSchema, digest: sha256Schema });
export type DeploymentClaim = z.infer<typeof claimSchema>;

/** `deploy/churn/production/sha256-…`, as the name of a tag or as a word of a workflow's `run-name`. */
export function formatClaim({ model, stage, digest }: DeploymentClaim): string {
  return `deploy/${model}/${stage}/sha256-${digest}`;
}

export function parseClaim(text: string): DeploymentClaim | undefined {
  const match = /^deploy\/([^/]+)\/([^/]+)\/sha256-([0-9a-f]{64})$/.exec(text);
  const claim = claimSchema.safeParse({ model: match?.[1], stage: match?.[2], digest: match?.[3] });
  return claim.success ? claim.data : undefined;
}

/** The same in a payload, where a notice of a landing is one: `{model, stage, artifact: {digest}}`. */
const payloadSchema = z.looseObject({
  model: modelNameSchema,
  stage: stageNameSchema,
  artifact: z.looseObject({ digest: sha256Schema }),
});

export interface ClaimSources {
  readonly payload: unknown;
  /** Branch or tag, with or without `refs/tags/`. */
  readonly ref: string;
  /** The workflow run's title. */
  readonly title: string;
}

export type FoundClaim =
  | { readonly kind: "claim"; readonly claim: DeploymentClaim }
  /** Nothing names a version. */
  | { readonly kind: "none" }
  /** Two places name different ones. */
  | { readonly kind: "contradiction" };

/** Reads what is deployed wherever it may be said. Places that contradict each other say nothing. */
export function findClaim({ payload, ref, title }: ClaimSources): FoundClaim {
  const written = payloadSchema.safeParse(payload);
  const claims = [
    written.success
      ? { model: written.data.model, stage: written.data.stage, digest: written.data.artifact.digest }
      : undefined,
    parseClaim(ref.replace(/^refs\/tags\//, "")),
    ...title.split(/\s+/).map(parseClaim),
  ].filter((claim) => claim !== undefined);
  const [first, ...others] = claims;
  if (first === undefined) return { kind: "none" };
  const isSame = (claim: DeploymentClaim) => formatClaim(claim) === formatClaim(first);
  return others.every(isSame) ? { kind: "claim", claim: first } : { kind: "contradiction" };
}

/**
 * Whether a digest stands for a whole version: that of the run's artifact does, and that of a model's one file. One file
 * of several could be part of other versions as well.
 */
export function namesVersion({ provenance, files }: Version, digest: string): boolean {
  const [only, ...more] = files;
  return provenance.artifact.digest === digest || (more.length === 0 && only?.digest === digest);
}
