import { X509Certificate } from "node:crypto";
import type { Bundle } from "@sigstore/bundle";
import { TrustedRoot } from "@sigstore/protobuf-specs";
import type { BundleOutcome } from "../../core/policy/attestation-facts.ts";

export type Authority = Extract<BundleOutcome, { kind: "verified" }>["authority"];

/** The organisation in the names of each authority's certificates tells which of them issued one, as for `gh`. */
const ORGANISATIONS: Readonly<Record<string, Authority>> = {
  "sigstore.dev": "public",
  "GitHub, Inc.": "github",
};

/** The two that `gh attestation trusted-root` prints, and keys that were kept from before. */
const MAX_ROOTS = 20;

/** The certificate that a bundle was signed with; undefined where a key alone signed it. */
export function leafCertificate({ verificationMaterial: { content } }: Bundle): Uint8Array | undefined {
  switch (content.$case) {
    case "certificate":
      return content.certificate.rawBytes;
    case "x509CertificateChain":
      return content.x509CertificateChain.certificates[0]?.rawBytes;
    default:
      return undefined;
  }
}

/** Who says to have issued a certificate; only the chain proves it. Raises for bytes that are no certificate. */
export function authorityOf(certificate: Uint8Array): Authority | undefined {
  return named(new X509Certificate(certificate).issuer);
}

/** Every trusted root of `trusted_root.jsonl`, one a line. Raises where a line cannot be read or there are none. */
export function readTrustedRoots(text: string): readonly TrustedRoot[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0 || lines.length > MAX_ROOTS) throw new Error(`${lines.length} trusted roots`);
  return lines.map((line) => TrustedRoot.fromJSON(JSON.parse(line)));
}

/** A root with the certificates of one authority only, so that none vouches for what another issued. */
export function withAuthority(root: TrustedRoot, authority: Authority): readonly TrustedRoot[] {
  const certificateAuthorities = root.certificateAuthorities.filter(({ certChain }) =>
    certChain?.certificates.some(
      ({ rawBytes }) => named(new X509Certificate(rawBytes).subject) === authority,
    ),
  );
  return certificateAuthorities.length === 0 ? [] : [{ ...root, certificateAuthorities }];
}

/** Node writes one attribute a line, with commas of the values escaped. */
function named(name: string): Authority | undefined {
  const organisations = name.split("\n").filter((line) => line.startsWith("O="));
  const [only, ...more] = organisations.map((line) => line.slice(2).replaceAll("\\", ""));
  return only === undefined || more.length > 0 ? undefined : ORGANISATIONS[only];
}
