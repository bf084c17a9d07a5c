import type { BundleOutcome } from "../policy/attestation-facts.ts";

/** Verifies Sigstore bundles offline, and says who signed what; whether that is the right one is not judged here. */
export interface AttestationVerifier {
  /**
   * `trustedRoot` is the text of `trusted_root.jsonl`, one trusted root a line. A bundle that proves nothing is refused,
   * never an error. Pure: the same texts give the same outcome.
   */
  verify(bundle: string, trustedRoot: string): BundleOutcome;
}
