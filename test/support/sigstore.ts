// @peculiar/x509 asks for it before anything else.
import "reflect-metadata";

import {
  createHash,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  type webcrypto,
} from "node:crypto";
import { Crypto } from "@peculiar/webcrypto";
import * as x509 from "@peculiar/x509";
import { initializeCTLog, initializeTLog, initializeTSA } from "@sigstore/mock";
import * as asn1 from "asn1js";
import { z } from "zod";

type Keys = ReturnType<typeof keyPair>;
const crypto = new Crypto();
const P256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const MINUTE = 60_000;
const SCT_LIST = "1.3.6.1.4.1.11129.2.4.2";
const PAYLOAD_TYPE = "application/vnd.in-toto+json";

/** What a certificate of GitHub Actions says; every part can be bent. */
export interface Claims {
  readonly workflow: string;
  readonly issuer: string;
  readonly runner: string;
  readonly commit: string;
  readonly ref: string;
  readonly repositoryId: string;
  readonly trigger: string;
}

/** A push to the main branch of acme/churn. */
export const CLAIMS: Claims = {
  workflow: "https://github.com/acme/churn/.github/workflows/train.yml@refs/heads/main",
  issuer: "https://token.actions.githubusercontent.com",
  runner: "github-hosted",
  commit: "a".repeat(40),
  ref: "refs/heads/main",
  repositoryId: "100",
  trigger: "push",
};

export interface Attest {
  readonly claims: Claims;
  readonly subjects: readonly string[];
  readonly predicateType?: string;
  /** How often the one log entry stands in the bundle. */
  readonly entries?: number;
  /** What else the authority's bundles need, left out. */
  readonly without?: "timestamp" | "certificate timestamp";
}

/** A Sigstore of its own: certificates, logs and timestamps as the real ones make them, with keys that live in a test. */
export interface Sigstore {
  /** One line of `trusted_root.jsonl`; `until` ends the authority's life then. */
  trustedRoot(part?: { readonly until?: string }): string;
  attest(what: Attest): Promise<Record<string, unknown>>;
}

/**
 * `sigstore.dev` is the public instance with its logs, `GitHub, Inc.` has timestamps alone. @sigstore/mock gives logs and
 * timestamps; its certificates always name itself, so the authority is made here.
 */
export async function createSigstore(organisation: string): Promise<Sigstore> {
  const isPublic = organisation === "sigstore.dev";
  const [authority, log, ct, time] = [keyPair(), keyPair(), keyPair(), keyPair()];
  const ctLog = await initializeCTLog(ct);
  const tLog = await initializeTLog("https://log.example", log);
  // In whole seconds, as the real ones tell the time, and after the certificates that are made meanwhile.
  const moment = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 5_000);
  const tsa = await initializeTSA(time, moment);
  const name = new x509.Name([{ O: [organisation] }, { CN: ["test authority"] }]).toString();
  const root = await issueRoot(name, authority);
  const start = new Date(Date.now() - 60 * MINUTE).toISOString();
  const key = (der: Uint8Array) => ({
    rawBytes: base64(der),
    keyDetails: "PKIX_ECDSA_P256_SHA_256",
    validFor: { start },
  });
  const instance = (der: Uint8Array) => ({
    baseUrl: "https://log.example",
    hashAlgorithm: "SHA2_256",
    publicKey: key(der),
    logId: { keyId: base64(createHash("sha256").update(der).digest()) },
  });
  const certificates = (...chain: readonly Uint8Array[]) => ({
    certificates: chain.map((bytes) => ({ rawBytes: base64(bytes) })),
  });
  return {
    trustedRoot: ({ until } = {}) =>
      JSON.stringify({
        mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
        tlogs: isPublic ? [instance(tLog.publicKey)] : [],
        ctlogs: isPublic ? [instance(ctLog.publicKey)] : [],
        certificateAuthorities: [
          {
            subject: { organization: organisation, commonName: "test authority" },
            uri: "https://fulcio.example",
            certChain: certificates(root),
            validFor: { start, ...(until === undefined ? {} : { end: until }) },
          },
        ],
        timestampAuthorities: isPublic
          ? []
          : [
              {
                subject: { organization: organisation, commonName: "test time" },
                uri: "https://time.example",
                certChain: certificates(bytesOf(tsa.intCertificate), bytesOf(tsa.rootCertificate)),
                validFor: { start },
              },
            ],
      }),
    async attest({
      claims,
      subjects,
      predicateType = "https://slsa.dev/provenance/v1",
      entries = 1,
      without,
    }) {
      const leaf = keyPair();
      const certificate = await issueLeaf({
        name,
        authority,
        leaf,
        claims,
        ctLog: isPublic && without !== "certificate timestamp" ? ctLog : undefined,
      });
      const statement = {
        _type: "https://in-toto.io/Statement/v1",
        subject: subjects.map((sha256, at) => ({ name: `file-${at}`, digest: { sha256 } })),
        predicateType,
        predicate: {},
      };
      const payload = Buffer.from(JSON.stringify(statement));
      const signature = sign("sha256", preAuthentication(payload), leaf.privateKey);
      const envelope = {
        payload: payload.toString("base64"),
        payloadType: PAYLOAD_TYPE,
        signatures: [{ sig: signature.toString("base64") }],
      };
      const entry = isPublic ? await logEntry(tLog, { payload, signature, certificate }) : undefined;
      const stamp = isPublic || without === "timestamp" ? undefined : await timestamp(tsa, signature);
      return {
        mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
        verificationMaterial: {
          certificate: { rawBytes: base64(certificate) },
          tlogEntries: entry === undefined ? [] : Array.from({ length: entries }, () => entry),
          timestampVerificationData: {
            rfc3161Timestamps: stamp === undefined ? [] : [{ signedTimestamp: base64(stamp) }],
          },
        },
        dsseEnvelope: envelope,
      };
    },
  };
}

function keyPair() {
  return generateKeyPairSync("ec", { namedCurve: "prime256v1" });
}

async function toCryptoKey(key: KeyObject): Promise<webcrypto.CryptoKey> {
  const usages: webcrypto.KeyUsage[] = key.type === "private" ? ["sign"] : ["verify"];
  return crypto.subtle.importKey("jwk", key.export({ format: "jwk" }), P256, true, usages);
}

async function issueRoot(name: string, keys: Keys): Promise<Uint8Array> {
  const pair = {
    privateKey: await toCryptoKey(keys.privateKey),
    publicKey: await toCryptoKey(keys.publicKey),
  };
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: "01",
      name,
      notBefore: new Date(Date.now() - 60 * MINUTE),
      notAfter: new Date(Date.now() + 24 * 60 * MINUTE),
      signingAlgorithm: P256,
      keys: pair,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
        await x509.SubjectKeyIdentifierExtension.create(pair.publicKey, false, crypto),
      ],
    },
    crypto,
  );
  return new Uint8Array(certificate.rawData);
}

interface Leaf {
  readonly name: string;
  readonly authority: Keys;
  readonly leaf: Keys;
  readonly claims: Claims;
  readonly ctLog: Awaited<ReturnType<typeof initializeCTLog>> | undefined;
}

/** https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md */
const OIDS: Readonly<Record<Exclude<keyof Claims, "workflow">, number>> = {
  issuer: 8,
  runner: 11,
  commit: 13,
  ref: 14,
  repositoryId: 15,
  trigger: 20,
};

async function issueLeaf({ name, authority, leaf, claims, ctLog }: Leaf): Promise<Uint8Array> {
  const issuerKey = await toCryptoKey(authority.publicKey);
  const { workflow, ...others } = claims;
  const text = (value: string) => new asn1.Utf8String({ value }).toBER(false);
  const form = {
    serialNumber: "02",
    notBefore: new Date(Date.now() - 30 * MINUTE),
    notAfter: new Date(Date.now() + 30 * MINUTE),
    issuer: name,
    publicKey: await toCryptoKey(leaf.publicKey),
    signingAlgorithm: P256,
    signingKey: await toCryptoKey(authority.privateKey),
    extensions: [
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.codeSigning]),
      new x509.SubjectAlternativeNameExtension([{ type: "url", value: workflow }], true),
      await x509.AuthorityKeyIdentifierExtension.create(issuerKey, false, crypto),
      ...Object.entries(OIDS).map(
        ([claim, number]) =>
          new x509.Extension(
            `1.3.6.1.4.1.57264.1.${number}`,
            false,
            text(others[claim as keyof typeof OIDS]),
          ),
      ),
    ],
  };
  if (ctLog !== undefined) {
    const draft = await x509.X509CertificateGenerator.create(form, crypto);
    const spki = new Uint8Array(authority.publicKey.export({ format: "der", type: "spki" }));
    const issuerId = new Uint8Array(createHash("sha256").update(spki).digest()).buffer;
    const sct = Buffer.from(await ctLog.log(draft.rawData, issuerId));
    const list = Buffer.concat([Buffer.from([0, sct.length]), sct]);
    const wrapped = new asn1.OctetString({ valueHex: new Uint8Array(list).buffer });
    form.extensions.push(new x509.Extension(SCT_LIST, false, wrapped.toBER(false)));
  }
  return new Uint8Array((await x509.X509CertificateGenerator.create(form, crypto)).rawData);
}

interface Signed {
  readonly payload: Buffer;
  readonly signature: Buffer;
  readonly certificate: Uint8Array;
}

const loggedSchema = z.object({
  body: z.string(),
  integratedTime: z.number(),
  logID: z.string(),
  logIndex: z.number(),
  verification: z.object({
    signedEntryTimestamp: z.string(),
    inclusionProof: z.object({
      logIndex: z.number(),
      treeSize: z.number(),
      rootHash: z.string(),
      checkpoint: z.string(),
    }),
  }),
});

async function logEntry(
  log: Awaited<ReturnType<typeof initializeTLog>>,
  { payload, signature, certificate }: Signed,
): Promise<Record<string, unknown>> {
  const pem = `-----BEGIN CERTIFICATE-----\n${base64(certificate)
    .replace(/(.{64})/g, "$1\n")
    .trim()}\n-----END CERTIFICATE-----\n`;
  const written: object = await log.log({
    apiVersion: "0.0.1",
    kind: "dsse",
    spec: {
      payloadHash: { algorithm: "sha256", value: createHash("sha256").update(payload).digest("hex") },
      signatures: [{ signature: signature.toString("base64"), verifier: base64(Buffer.from(pem)) }],
    },
  });
  const [entry] = Object.values(written).map((one) => loggedSchema.parse(one));
  if (entry === undefined) throw new Error("the log took nothing");
  const { signedEntryTimestamp, inclusionProof: proof } = entry.verification;
  return {
    logIndex: String(entry.logIndex),
    logId: { keyId: Buffer.from(entry.logID, "hex").toString("base64") },
    kindVersion: { kind: "dsse", version: "0.0.1" },
    integratedTime: String(entry.integratedTime),
    inclusionPromise: { signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(proof.logIndex),
      treeSize: String(proof.treeSize),
      rootHash: Buffer.from(proof.rootHash, "hex").toString("base64"),
      hashes: [],
      checkpoint: { envelope: proof.checkpoint },
    },
    canonicalizedBody: entry.body,
  };
}

async function timestamp(
  tsa: Awaited<ReturnType<typeof initializeTSA>>,
  signature: Buffer,
): Promise<Uint8Array> {
  const answer = await tsa.timestamp({
    artifactHash: createHash("sha256").update(signature).digest(),
    hashAlgorithmOID: "2.16.840.1.101.3.4.2.1",
    nonce: randomBytes(4).readUInt32BE(),
    policyOID: "1.3.6.1.4.1.57264.2",
  });
  return bytesOf(answer);
}

/** https://github.com/secure-systems-lab/dsse/blob/master/protocol.md */
function preAuthentication(payload: Buffer): Buffer {
  const head = `DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
