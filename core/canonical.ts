import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Sha256 } from "./names.ts";

/** Plain data, as JSON can hold it. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/**
 * The canonical text of a document: keys sorted by code unit, two-space indent, `\n` at the end. Everything
 * that the App writes has this form, so equal documents have equal bytes and equal digests.
 * Properties that are `undefined` are left out. Throws on NaN and infinities: JSON cannot hold them.
 */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(sortKeys(value), null, 2)}\n`;
}

/** SHA-256 over the canonical UTF-8 bytes of a document. */
export function digestOf(value: unknown): Sha256 {
  return digestOfText(canonicalJson(value));
}

/** SHA-256 over the UTF-8 bytes of a text. */
export function digestOfText(text: string): Sha256 {
  return digestOfBytes(utf8ToBytes(text));
}

/** SHA-256 over bytes that are already in memory; large files are hashed by streaming adapters. */
export function digestOfBytes(bytes: Uint8Array): Sha256 {
  return bytesToHex(sha256(bytes)) as Sha256;
}

function sortKeys(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError(`${value} has no place in canonical JSON; encode it as a metric value first`);
  }
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  // A null prototype keeps a key named __proto__ an ordinary key.
  const sorted: Record<string, unknown> = Object.create(null);
  for (const [key, entry] of entries) sorted[key] = sortKeys(entry);
  return sorted;
}
