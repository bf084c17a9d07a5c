import { PedigreeError } from "../core/errors.ts";
import type { RunArtifactStore, UploadedArtifact } from "../core/ports/recording.ts";
import { formatArtifactName, type RunSeries } from "../core/run/artifact-name.ts";

/** A workflow run with more runs of one experiment than this is a mistake: give them names of their own. */
export const MAX_ORDINAL = 100;

/** Uploads a record as the workflow run's artifact, under the first name of its experiment that is free. */
export async function uploadRun(
  store: RunArtifactStore,
  record: { readonly series: RunSeries; readonly folder: string },
): Promise<UploadedArtifact> {
  for (let ordinal = 1; ordinal <= MAX_ORDINAL; ordinal += 1) {
    const name = formatArtifactName({ ...record.series, ordinal });
    const uploaded = await store.upload(name, record.folder);
    if (uploaded !== "taken") return uploaded;
  }
  throw new PedigreeError("REMOTE_REFUSED", "record cannot be uploaded", {
    subject: formatArtifactName({ ...record.series, ordinal: 1 }),
    expected: `at most ${MAX_ORDINAL} runs of one experiment in a workflow run`,
    found: "more",
    remedy: "give the runs experiments of their own",
  });
}
