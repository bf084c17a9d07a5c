import {
  BUNDLE_V02_MEDIA_TYPE,
  BUNDLE_V03_LEGACY_MEDIA_TYPE,
  BUNDLE_V03_MEDIA_TYPE,
  type Bundle,
  bundleFromJSON,
  isBundleWithDsseEnvelope,
} from "@sigstore/bundle";
import type { TrustedRoot } from "@sigstore/protobuf-specs";
import { type Signer as Identity, toSignedEntity, toTrustMaterial, Verifier } from "@sigstore/verify";
import type { BundleOutcome, BundleRefusal } from "../../core/policy/attestation-facts.ts";
import type { AttestationVerifier } from "../../core/ports/attestation-verifier.ts";
import {
  type Authority,
  authorityOf,
  leafCertificate,
  readTrustedRoots,
  withAuthority,
} from "./authorities.ts";
import { signerOf } from "./signer.ts";
import { readStatement } from "./statement.ts";

type Thresholds = NonNullable<ConstructorParameters<typeof Verifier>[1]>;

/**
 * GitHub's own instance, for private repositories, keeps no transparency log: there a signed timestamp stands for it. The
 * same thresholds as in `gh attestation verify`.
 */
const THRESHOLDS: Record<Authority, Thresholds> = {
  public: { ctlogThreshold: 1, tlogThreshold: 1, timestampThreshold: 1 },
  github: { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 1 },
};

const FORMATS: readonly string[] = [
  BUNDLE_V02_MEDIA_TYPE,
  BUNDLE_V03_LEGACY_MEDIA_TYPE,
  BUNDLE_V03_MEDIA_TYPE,
];

export const attestationVerifier: AttestationVerifier = { verify };

function verify(text: string, trustedRoot: string): BundleOutcome {
  const roots = attempt(() => readTrustedRoots(trustedRoot));
  if (!roots.ok) return refused("root-unusable", roots.detail);
  const bundle = attempt(() => bundleFromJSON(JSON.parse(text)));
  if (!bundle.ok) return refused("unreadable", bundle.detail);
  return verifyBundle(bundle.value, roots.value);
}

function verifyBundle(bundle: Bundle, roots: readonly TrustedRoot[]): BundleOutcome {
  if (!FORMATS.includes(bundle.mediaType)) return refused("old-format", bundle.mediaType);
  if (!isBundleWithDsseEnvelope(bundle)) return refused("no-statement", "a message signature");
  const leaf = leafCertificate(bundle);
  if (leaf === undefined) return refused("no-certificate", "signed with a key");
  const issuer = attempt(() => authorityOf(leaf));
  if (!issuer.ok) return refused("unreadable", issuer.detail);
  const authority = issuer.value;
  if (authority === undefined) return refused("other-authority", "");
  const trusted = attempt(() => roots.flatMap((root) => withAuthority(root, authority)));
  if (!trusted.ok) return refused("root-unusable", trusted.detail);
  if (trusted.value.length === 0) return refused("no-root", "");
  const identity = verifyWithAny(bundle, trusted.value, THRESHOLDS[authority]);
  if (!identity.ok) return refused("untrusted", identity.detail);
  const statement = attempt(() => readStatement(bundle.content.dsseEnvelope));
  if (!statement.ok) return refused("no-statement", statement.detail);
  return {
    kind: "verified",
    authority,
    signer: signerOf(identity.value),
    ...statement.value,
    at: earliestTimestamp(bundle),
  };
}

/** Keys rotate: what one root does not vouch for, another one in the file may. */
function verifyWithAny(
  bundle: Bundle,
  roots: readonly TrustedRoot[],
  thresholds: Thresholds,
): Attempt<Identity> {
  let last: Attempt<Identity> = { ok: false, detail: "" };
  for (const root of roots) {
    last = attempt(() => new Verifier(toTrustMaterial(root), thresholds).verify(toSignedEntity(bundle)));
    if (last.ok) return last;
  }
  return last;
}

/** Of a verified bundle: each timestamp was verified, and so was the time of each log entry that was promised. */
function earliestTimestamp(bundle: Bundle): string | null {
  const times = toSignedEntity(bundle).timestamps.flatMap((stamp) => {
    if (stamp.$case === "timestamp-authority") return stamp.timestamp.signingTime.getTime();
    const { inclusionPromise, integratedTime } = stamp.tlogEntry;
    return inclusionPromise === undefined ? [] : Number(integratedTime) * 1_000;
  });
  if (times.length === 0) return null;
  return new Date(Math.min(...times)).toISOString().replace(/\.\d+Z$/, "Z");
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly detail: string };

/** The bundle's bytes are whatever somebody wrote: anything that the libraries raise about them is an answer. */
function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    return {
      ok: false,
      detail: error instanceof Error ? error.message.replace(/\s+/g, " ").slice(0, 300) : "",
    };
  }
}

function refused(code: BundleRefusal, detail: string): BundleOutcome {
  return { kind: "refused", code, detail: detail.slice(0, 300) };
}
