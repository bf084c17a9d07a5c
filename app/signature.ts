import { createHmac, timingSafeEqual } from "node:crypto";

const SIGNATURE = /^sha256=([0-9a-f]{64})$/;

/**
 * Whether one of the secrets signed these raw bytes, compared in constant time. Only SHA-256: GitHub still sends
 * the older SHA-1 header, too, and accepting it would let the weaker one decide.
 */
export function isSigned(body: Uint8Array, signature: string, secrets: readonly string[]): boolean {
  const hex = SIGNATURE.exec(signature)?.[1];
  if (hex === undefined) return false;
  const given = Buffer.from(hex, "hex");
  // Every secret is tried, so that the time does not tell which one matched.
  return secrets.map((secret) => timingSafeEqual(hmac(body, secret), given)).includes(true);
}

function hmac(body: Uint8Array, secret: string): Buffer {
  return createHmac("sha256", secret).update(body).digest();
}
