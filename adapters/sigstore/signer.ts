import type { Signer as Identity } from "@sigstore/verify";
import type { Signer } from "../../core/policy/attestation-facts.ts";

/** https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md */
const FULCIO = "1.3.6.1.4.1.57264.1";
const EXTENSIONS = {
  issuer: 8,
  runner: 11,
  commit: 13,
  ref: 14,
  repositoryId: 15,
  trigger: 20,
} as const satisfies Partial<Record<keyof Signer, number>>;

const UTF8_STRING = 0x0c;
const MAX_CLAIM = 1_000;

/** What a verified certificate says of the workflow that signed. */
export function signerOf({ identity }: Identity): Signer {
  const values = new Map((identity?.oids ?? []).map(({ oid, value }) => [oid?.id.join("."), value]));
  const claim = (number: number) => readText(values.get(`${FULCIO}.${number}`));
  return {
    workflow: bounded(identity?.subjectAlternativeName),
    issuer: claim(EXTENSIONS.issuer),
    repositoryId: claim(EXTENSIONS.repositoryId),
    commit: claim(EXTENSIONS.commit),
    ref: claim(EXTENSIONS.ref),
    trigger: claim(EXTENSIONS.trigger),
    runner: claim(EXTENSIONS.runner),
  };
}

/** These extensions hold one DER UTF8String; null for anything else. */
function readText(value: Uint8Array | undefined): string | null {
  if (value?.[0] !== UTF8_STRING) return null;
  const first = value[1] ?? 0;
  const extra = first < 0x80 ? 0 : first & 0x7f;
  if (extra > 2) return null;
  const length =
    extra === 0 ? first : value.subarray(2, 2 + extra).reduce((sum, byte) => sum * 256 + byte, 0);
  const content = value.subarray(2 + extra);
  return content.length === length ? bounded(new TextDecoder().decode(content)) : null;
}

/** A claim that is too long to be one of GitHub's is none. */
function bounded(text: string | undefined): string | null {
  return text === undefined || text.length > MAX_CLAIM ? null : text;
}
