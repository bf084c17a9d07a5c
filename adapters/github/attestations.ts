import { PedigreeError } from "../../core/errors.ts";
import type { ListedAttestations } from "../../core/ports/training-runs.ts";
import { type GitHubApi, ownerAndRepo, PER_PAGE } from "./api.ts";
import { statusOf } from "./errors.ts";

const NONE: ListedAttestations = { bundles: [], missed: [] };

/**
 * What GitHub keeps about a digest, as bundles; it promises nothing about their signatures. A repository without the
 * feature answers 404, an installation that has not yet been given the permission 403: neither stops a registration.
 */
export async function listAttestations(
  api: GitHubApi,
  fullName: string,
  digest: string,
): Promise<ListedAttestations> {
  try {
    const { attestations = [] } = await api.read(`attestations in ${fullName} of ${digest}`, (rest) =>
      rest.repos.listAttestations({
        ...ownerAndRepo(fullName),
        subject_digest: `sha256:${digest}`,
        per_page: PER_PAGE,
      }),
    );
    // The newer form of the answer only links a bundle, to storage that Pedigree does not read from.
    const bundles = attestations.flatMap(({ bundle }) => bundle ?? []);
    const linked = attestations.length - bundles.length;
    return {
      bundles,
      missed: [
        ...(linked > 0 ? [`GitHub only links ${linked} of them`] : []),
        ...(attestations.length === PER_PAGE ? [`GitHub may have more than ${PER_PAGE} of one file`] : []),
      ],
    };
  } catch (error) {
    if (statusOf(error) === 404) return NONE;
    if (!(error instanceof PedigreeError) || error.code !== "REMOTE_REFUSED") throw error;
    return {
      bundles: [],
      missed: ["GitHub refuses to list them: give the App the permission attestations: read"],
    };
  }
}
