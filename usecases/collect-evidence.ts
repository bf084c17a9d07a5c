import { canonicalJson, digestOfText } from "../core/canonical.ts";
import type { TrainingRuns } from "../core/ports/training-runs.ts";
import type { RecordedFile } from "../core/run/run.ts";
import { MAX_BUNDLE_BYTES, MAX_BUNDLES } from "./attestation-facts.ts";

/** GitHub is asked about so many digests: the artifact and the first files of the model. */
const MAX_DIGESTS = 20;

/** Bundles that a new version brings along, and why there may be more than these. */
export interface Evidence {
  /** Canonical texts by the name of their file, which is made of their digest. */
  readonly bundles: ReadonlyMap<string, string>;
  readonly missed: readonly string[];
}

export const NO_EVIDENCE: Evidence = { bundles: new Map(), missed: [] };

/**
 * Takes over what GitHub keeps about the digests of a run, because there it can be deleted. Nothing is judged here: a
 * bundle proves itself wherever it lies, and one that cannot be had is named and may be added by hand.
 */
export async function collectEvidence(
  runs: Pick<TrainingRuns, "attestations">,
  repository: string,
  made: { readonly artifact: string; readonly files: readonly RecordedFile[] },
): Promise<Evidence> {
  const all = [...new Set([made.artifact, ...made.files.map(({ digest }) => digest)])];
  const digests = all.slice(0, MAX_DIGESTS);
  const answers = await Promise.all(digests.map((digest) => runs.attestations(repository, digest)));
  const texts = answers.flatMap(({ bundles }) => bundles.map((bundle) => canonicalJson(bundle)));
  const fitting = texts.filter((text) => new TextEncoder().encode(text).length <= MAX_BUNDLE_BYTES);
  const named = new Map(fitting.map((text) => [digestOfText(text).slice(0, 16), text]));
  const kept = [...named].toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(0, MAX_BUNDLES);
  const missed = [
    ...answers.flatMap(({ missed }) => missed),
    ...(all.length > digests.length ? [`only ${MAX_DIGESTS} of ${all.length} files were asked about`] : []),
    ...(fitting.length < texts.length ? [`${texts.length - fitting.length} too large to be kept`] : []),
    ...(named.size > kept.length
      ? [`${named.size - kept.length} beyond the ${MAX_BUNDLES} that are kept`]
      : []),
  ];
  return { bundles: new Map(kept), missed: [...new Set(missed)] };
}
