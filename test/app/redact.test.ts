import { describe, expect, it } from "vitest";
import { createRedactor } from "../../app/redact.ts";

describe("createRedactor", () => {
  const redact = createRedactor(["hunter2-hunter2-hunter2", ""]);

  it.each([
    "hunter2-hunter2-hunter2",
    "ghs_16C7e42F292c6912E7710c838347Ae178B4a",
    "github_pat_11ABCDEFG0123456789_abcdefghijklmnop",
    "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxMjM0NTYifQ.c2lnbmF0dXJlc2ln",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\nMIIEow, cut off",
  ])("takes out %j wherever it stands", (secret) => {
    const line = redact(`before ${secret} after ${secret}`);
    expect(line).toContain("before [redacted]");
    expect(line).not.toContain(secret);
    expect(line).not.toContain("MIIEow");
  });

  it("takes out the signature of a download address, not the address", () => {
    const line = redact("GET https://x.blob.core.windows.net/a?se=1&sig=abc%2Fdef&v=2 failed");
    expect(line).toBe("GET https://x.blob.core.windows.net/a?se=1&sig=[redacted]&v=2 failed");
  });

  it("leaves everything else as it is", () => {
    const line = "acme/registry#3: churn 3 → production landed in 0eb5dc6";
    expect(redact(line)).toBe(line);
  });
});
