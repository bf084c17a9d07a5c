import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { isSigned } from "../../app/signature.ts";
import { law } from "../support/law.ts";

const SECRETS = ["new-secret-0123456789", "old-secret-0123456789"];
const sign = (body: Uint8Array | string, secret = SECRETS[0] ?? "") =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

it("knows GitHub's own example", () => {
  // https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
  const signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  expect(isSigned(Buffer.from("Hello, World!"), signature, ["It's a Secret to Everybody"])).toBe(true);
});

it("accepts any bytes that one of the secrets signed", () => {
  law(fc.record({ body: fc.uint8Array(), secret: fc.constantFrom(...SECRETS) }), ({ body, secret }) => {
    expect(isSigned(body, sign(body, secret), SECRETS)).toBe(true);
  });
});

it("accepts no other bytes, however little they differ", () => {
  const one = fc.uint8Array({ minLength: 1 });
  law(fc.record({ body: one, at: fc.nat(), bit: fc.nat({ max: 7 }) }), ({ body, at, bit }) => {
    const forged = Uint8Array.from(body, (byte, index) =>
      index === at % body.length ? byte ^ (1 << bit) : byte,
    );
    expect(isSigned(forged, sign(body), SECRETS)).toBe(false);
  });
});

it.each([
  ["another secret's", sign("body", "guess")],
  ["none", ""],
  ["one without its scheme", sign("body").slice("sha256=".length)],
  [
    "SHA-1's",
    `sha1=${createHmac("sha1", SECRETS[0] ?? "")
      .update("body")
      .digest("hex")}`,
  ],
  ["one cut short", sign("body").slice(0, -1)],
  ["one with more behind it", `${sign("body")}0`],
  ["one in capitals", sign("body").toUpperCase()],
  ["two at once", `${sign("body")},${sign("body")}`],
])("refuses %s", (_, signature) => {
  expect(isSigned(Buffer.from("body"), signature, SECRETS)).toBe(false);
});

it("accepts nothing without a secret", () => {
  expect(isSigned(Buffer.from("body"), sign("body", ""), [])).toBe(false);
});
