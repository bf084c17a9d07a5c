import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseConfig, readEnvironment } from "../../app/config.ts";
import { PedigreeError } from "../../core/errors.ts";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
});
const GOOD = { APP_ID: "17", PRIVATE_KEY: privateKey, WEBHOOK_SECRET: "0123456789abcdef0123456789abcdef" };

function refusal(env: Record<string, string | undefined>): PedigreeError {
  try {
    parseConfig(readEnvironment(env));
  } catch (error) {
    if (error instanceof PedigreeError) return error;
  }
  throw new Error("the configuration was taken");
}

describe("parseConfig", () => {
  it("fills the defaults", () => {
    const config = parseConfig(readEnvironment(GOOD));
    expect(config).toMatchObject({ appId: 17, port: 3000, host: "127.0.0.1", reconcileSeconds: 300 });
    expect(config.githubUrl).toBe("https://api.github.com");
  });

  it("takes a key on one line, as many hosts store it", () => {
    const env = { ...GOOD, PRIVATE_KEY: privateKey.replaceAll("\n", "\\n") };
    expect(parseConfig(readEnvironment(env)).privateKey).toBe(privateKey);
  });

  it("takes a second secret for rotation", () => {
    const env = { ...GOOD, WEBHOOK_SECRET_OLD: "fedcba9876543210fedcba9876543210" };
    expect(parseConfig(readEnvironment(env)).webhookSecrets).toHaveLength(2);
  });

  it.each([
    ["no webhook secret", { WEBHOOK_SECRET: undefined }, "webhookSecrets"],
    ["Probot's default secret", { WEBHOOK_SECRET: "development" }, "webhookSecrets"],
    ["a secret of 31 characters", { WEBHOOK_SECRET: GOOD.WEBHOOK_SECRET.slice(1) }, "webhookSecrets"],
    ["a secret of one repeated letter", { WEBHOOK_SECRET: "a".repeat(64) }, "webhookSecrets"],
    ["a secret of blanks", { WEBHOOK_SECRET: " ".repeat(64) }, "webhookSecrets"],
    ["a short second secret", { WEBHOOK_SECRET_OLD: "short" }, "webhookSecrets"],
    ["no private key", { PRIVATE_KEY: undefined }, "privateKey"],
    ["a damaged private key", { PRIVATE_KEY: privateKey.slice(0, 200) }, "privateKey"],
    ["no App id", { APP_ID: undefined }, "appId"],
  ])("does not start with %s", (_, change, path) => {
    const error = refusal({ ...GOOD, ...change });
    expect(error.code).toBe("CONFIG_INVALID");
    expect(error.details.path).toBe(path);
    expect(error.details.remedy).toMatch(/set /);
  });

  it("repeats no secret in its message", () => {
    const error = refusal({
      ...GOOD,
      WEBHOOK_SECRET: "hunter2-hunter2",
      PRIVATE_KEY: privateKey.slice(0, 200),
    });
    expect(`${error.message}${String(error.cause)}`).not.toContain("hunter2");
    expect(refusal({ ...GOOD, PRIVATE_KEY: "MIIEow-canary" }).message).not.toContain("canary");
  });
});
