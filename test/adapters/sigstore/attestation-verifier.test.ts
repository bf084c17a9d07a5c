import { beforeAll, describe, expect, it } from "vitest";
import { attestationVerifier } from "../../../adapters/sigstore/attestation-verifier.ts";
import type { BundleOutcome } from "../../../core/policy/attestation-facts.ts";
import { CLAIMS, createSigstore, type Sigstore } from "../../support/sigstore.ts";

const DIGEST = "d".repeat(64);

let open: Sigstore;
let closed: Sigstore;
/** Names itself as the real one does, but nobody trusts it. */
let forged: Sigstore;
beforeAll(async () => {
  [open, closed, forged] = (await Promise.all(
    ["sigstore.dev", "GitHub, Inc.", "GitHub, Inc."].map(createSigstore),
  )) as [Sigstore, Sigstore, Sigstore];
});

const verify = (bundle: unknown, root: string): BundleOutcome =>
  attestationVerifier.verify(JSON.stringify(bundle), root);
const codeOf = (outcome: BundleOutcome) => (outcome.kind === "refused" ? outcome.code : outcome.kind);
const attested = (sigstore: Sigstore, part = {}) =>
  sigstore.attest({ claims: CLAIMS, subjects: [DIGEST], ...part });
const roots = () => `${open.trustedRoot()}\n${closed.trustedRoot()}\n`;
const withPayload = (bundle: Record<string, unknown>, payload: object) => ({
  ...bundle,
  dsseEnvelope: {
    ...(bundle.dsseEnvelope as object),
    payload: Buffer.from(JSON.stringify(payload)).toString("base64"),
  },
});

describe("a bundle that verifies", () => {
  it.each(["public", "github"] as const)("tells who signed what, and when: %s", async (authority) => {
    const bundle = await attested(authority === "public" ? open : closed);
    expect(verify(bundle, roots())).toEqual({
      kind: "verified",
      authority,
      signer: CLAIMS,
      predicate: "https://slsa.dev/provenance/v1",
      subjects: [DIGEST],
      at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/),
    });
  });

  it("gives the same outcome each time, whatever stands beside its root", async () => {
    const bundle = await attested(closed);
    const alone = verify(bundle, closed.trustedRoot());
    expect(verify(bundle, roots())).toEqual(alone);
    expect(verify(bundle, `${forged.trustedRoot()}\n${closed.trustedRoot()}`)).toEqual(alone);
  });
});

describe("D18: forged lineage", () => {
  it("D18 refuses a payload that was changed after it was signed", async () => {
    for (const sigstore of [open, closed]) {
      const bundle = await attested(sigstore);
      const statement = {
        _type: "https://in-toto.io/Statement/v1",
        predicateType: "https://slsa.dev/provenance/v1",
        subject: [{ digest: { sha256: "e".repeat(64) } }],
      };
      expect(codeOf(verify(withPayload(bundle, statement), roots()))).toBe("untrusted");
    }
  });

  it("D18 refuses an authority that only calls itself GitHub", async () => {
    expect(codeOf(verify(await attested(forged), roots()))).toBe("untrusted");
  });

  it("D18 does not verify a private repository's bundle under the public root, nor the other way round", async () => {
    expect(codeOf(verify(await attested(closed), open.trustedRoot()))).toBe("no-root");
    expect(codeOf(verify(await attested(open), closed.trustedRoot()))).toBe("no-root");
  });

  it("D18 does not take a timestamp for the public log's entry", async () => {
    const bundle = await attested(open, { entries: 0 });
    expect(codeOf(verify(bundle, roots()))).toBe("untrusted");
  });

  it("D18 asks for a certificate timestamp in public, and for a signed time in private", async () => {
    for (const bundle of [
      await attested(open, { without: "certificate timestamp" }),
      await attested(closed, { without: "timestamp" }),
    ]) {
      expect(codeOf(verify(bundle, roots()))).toBe("untrusted");
    }
  });

  it("D18 refuses the same log entry twice", async () => {
    expect(verify(await attested(open, { entries: 2 }), roots())).toMatchObject({
      code: "untrusted",
      detail: expect.stringContaining("duplicate"),
    });
  });

  it("D18 refuses what a root signed after the end of its life, and what a rotated one does not know", async () => {
    const until = new Date(Date.now() - 30 * 60_000).toISOString();
    for (const sigstore of [open, closed]) {
      expect(codeOf(verify(await attested(sigstore), sigstore.trustedRoot({ until })))).toBe("untrusted");
    }
    const rotated = await createSigstore("sigstore.dev");
    expect(codeOf(verify(await attested(open), rotated.trustedRoot()))).toBe("untrusted");
    expect(codeOf(verify(await attested(open), `${rotated.trustedRoot()}\n${open.trustedRoot()}`))).toBe(
      "verified",
    );
  });

  it("D18 refuses authorities that are neither of the two", async () => {
    const other = await createSigstore("sigstore.dev.example");
    const root = `${roots()}${other.trustedRoot()}`;
    expect(codeOf(verify(await attested(other), root))).toBe("other-authority");
  });

  it("D18 refuses bundles of an older format, signed with a key, or about a bare digest", async () => {
    const bundle = await attested(closed);
    const material = bundle.verificationMaterial as object;
    const old = { ...bundle, mediaType: "application/vnd.dev.sigstore.bundle+json;version=0.1" };
    expect(codeOf(verify(old, roots()))).toBe("old-format");
    const { certificate: _, ...others } = material as { certificate: unknown };
    const key = { ...bundle, verificationMaterial: { ...others, publicKey: { hint: "k" } } };
    expect(codeOf(verify(key, roots()))).toBe("no-certificate");
    const { dsseEnvelope: __, ...rest } = bundle;
    const message = {
      ...rest,
      messageSignature: {
        messageDigest: { algorithm: "SHA2_256", digest: "AA==" },
        signature: "AA==",
      },
    };
    expect(codeOf(verify(message, roots()))).toBe("no-statement");
  });
});

describe("what cannot be read", () => {
  it.each(["", "x", "{}", "null", "[]", '{"mediaType":1}'])("as a bundle is refused: %j", (text) => {
    expect(codeOf(attestationVerifier.verify(text, roots()))).toBe("unreadable");
  });

  it.each([
    "",
    "\n",
    "nonsense",
    '{"certificateAuthorities":[{"certChain":{"certificates":[{"rawBytes":"AA=="}]}}]}',
  ])("as a trusted root makes everything unknown: %j", async (root) => {
    expect(codeOf(verify(await attested(open), root))).toBe("root-unusable");
  });
});
