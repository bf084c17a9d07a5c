import { digestOfText } from "../core/canonical.ts";
import { PedigreeError } from "../core/errors.ts";
import type { AttestationFacts, BundleOutcome } from "../core/policy/attestation-facts.ts";
import type { Facts, Known } from "../core/policy/facts.ts";
import type { Require } from "../core/policy/require.ts";
import type { AttestationVerifier } from "../core/ports/attestation-verifier.ts";
import { evidencePaths, TRUSTED_ROOT_PATH } from "../core/registry/layout.ts";
import type { Version } from "../core/registry/version.ts";
import type { FactsQuestion } from "./facts-question.ts";
import type { RegistryPorts } from "./ports.ts";
import { readFile } from "./read-registry.ts";

/** So many bundles of a version are read: one for each model file is plenty, and each costs a verification. */
export const MAX_BUNDLES = 50;
/** A bundle of GitHub's with a thousand subjects has about 150 kB. */
export const MAX_BUNDLE_BYTES = 512 * 1024;
/** So many model files are compared; a version with more is attested by its artifact's digest, or by folder. */
const MAX_FILES = 1_000;

/** Where a version's bundles are, at one commit. */
export interface EvidencePlace {
  /** Every path at that commit that may be a bundle of the version. */
  readonly paths: Iterable<string>;
  /** The text of a file, undefined where there is none. Raises an error of the user's family for an unreadable one. */
  readonly read: (path: string) => Promise<string | undefined>;
  /** The same at the tip that was read, for the trusted root: bundles of a version on its way are elsewhere. */
  readonly readAtTip: (path: string) => Promise<string | undefined>;
}

/** What the version's bundles prove, where the policy asks for attestation. */
export async function gatherAttestations(
  ports: Pick<RegistryPorts, "repository" | "attestations">,
  { state, recordTree }: FactsQuestion,
  { parts, version }: { readonly parts: readonly Require[]; readonly version: Version },
): Promise<Pick<Facts, "attestations">> {
  if (parts.every(({ attestation }) => attestation === undefined)) return {};
  const attestations = await attestationFacts(ports.attestations, version, {
    paths: recordTree.keys(),
    read: (path) => readFile(ports.repository, recordTree, path),
    readAtTip: (path) => readFile(ports.repository, state.tree, path),
  });
  return { attestations };
}

/** What a version has to prove and what its bundles prove, verified offline with the registry's own trusted root. */
export async function attestationFacts(
  verifier: AttestationVerifier,
  version: Version,
  place: EvidencePlace,
): Promise<Known<AttestationFacts>> {
  const { provenance, files } = version;
  const paths = evidencePaths(place.paths, version);
  if (paths.length > MAX_BUNDLES || files.length > MAX_FILES) {
    const found = `${paths.length} bundles and ${files.length} model files`;
    return { known: false, reason: `${found}; at most ${MAX_BUNDLES} and ${MAX_FILES} are judged` };
  }
  const { repository, workflow, branch, commit } = provenance;
  const root = await attempt(() => place.readAtTip(TRUSTED_ROOT_PATH));
  if (root instanceof PedigreeError) return { known: false, reason: root.message };
  const bundles =
    root === undefined
      ? []
      : await Promise.all(paths.map((path) => judgeBundle(verifier, { path, root, place })));
  return {
    known: true,
    value: {
      root: root === undefined ? null : digestOfText(root),
      trained: { repository, workflow, branch, commit },
      artifact: provenance.artifact.digest,
      files: [...new Set(files.map(({ digest }) => digest))].sort(),
      bundles,
    },
  };
}

interface BundleQuestion {
  readonly path: string;
  readonly root: string;
  readonly place: EvidencePlace;
}

async function judgeBundle(
  verifier: AttestationVerifier,
  { path, root, place }: BundleQuestion,
): Promise<AttestationFacts["bundles"][number]> {
  const text = await attempt(() => place.read(path));
  if (text instanceof PedigreeError || text === undefined) {
    const code = text?.code === "FILE_TOO_LARGE" ? "too-large" : "unreadable";
    return { path, digest: null, outcome: refused(code) };
  }
  const digest = digestOfText(text);
  if (new TextEncoder().encode(text).length > MAX_BUNDLE_BYTES) {
    return { path, digest: null, outcome: refused("too-large") };
  }
  return { path, digest, outcome: verifier.verify(text, root) };
}

function refused(code: "too-large" | "unreadable"): BundleOutcome {
  return { kind: "refused", code, detail: "" };
}

async function attempt<T>(read: () => Promise<T>): Promise<T | PedigreeError> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") return error;
    throw error;
  }
}
