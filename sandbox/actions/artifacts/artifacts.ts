import { Readable } from "node:stream";
import type { Artifact, WorkflowRun } from "../../state/entities.ts";
import type { World } from "../../world.ts";
import { removeBlob, writeBlob } from "./blob-files.ts";

/** GitHub keeps artifacts for 90 days unless the repository or the upload says otherwise. */
const RETENTION_DAYS = 90;

export interface NewArtifact {
  readonly run: WorkflowRun;
  readonly runAttempt: number;
  readonly name: string;
  readonly expiresAt?: string | undefined;
}

/** Starts an artifact; null when this attempt of the run has a finished one of that name. */
export function createArtifact(world: World, wanted: NewArtifact): Artifact | null {
  const same = (artifact: Artifact) =>
    artifact.runId === wanted.run.id &&
    (artifact.runAttempt ?? 1) === wanted.runAttempt &&
    artifact.name === wanted.name;
  if (world.state.artifacts.some((artifact) => same(artifact) && artifact.finalized)) return null;
  // An upload that was broken off leaves an unfinished artifact, which the next attempt replaces.
  world.state.artifacts = world.state.artifacts.filter((artifact) => !same(artifact));
  const createdAt = world.now();
  const expires = new Date(Date.parse(createdAt) + RETENTION_DAYS * 24 * 3600 * 1000).toISOString();
  const artifact: Artifact = {
    id: world.nextId(),
    repositoryId: wanted.run.repositoryId,
    runId: wanted.run.id,
    runAttempt: wanted.runAttempt,
    name: wanted.name,
    bytes: 0,
    digest: null,
    finalized: false,
    createdAt,
    expiresAt: wanted.expiresAt ?? expires,
  };
  world.state.artifacts.push(artifact);
  world.save();
  return artifact;
}

/** Puts a finished artifact beside a run without any runner, for tests and rehearsals. */
export async function storeArtifact(
  world: World,
  wanted: { readonly run: WorkflowRun; readonly name: string; readonly bytes: Uint8Array },
): Promise<Artifact> {
  const { run, name, bytes } = wanted;
  const artifact = createArtifact(world, { run, name, runAttempt: run.runAttempt });
  if (artifact === null) throw new Error(`run ${run.id} has an artifact ${name} already`);
  Object.assign(artifact, await writeBlob(world, artifact.id, Readable.from([bytes])), { finalized: true });
  world.save();
  return artifact;
}

export async function deleteArtifact(world: World, artifact: Artifact): Promise<void> {
  world.state.artifacts = world.state.artifacts.filter((other) => other !== artifact);
  world.save();
  await removeBlob(world, artifact.id);
}

export function isExpired(world: World, artifact: Artifact): boolean {
  return Date.parse(artifact.expiresAt) <= Date.parse(world.now());
}
