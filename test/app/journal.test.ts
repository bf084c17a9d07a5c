import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../app/config.ts";
import { createJournal } from "../../app/journal.ts";
import { createProbot } from "../../app/probot.ts";
import { PedigreeError } from "../../core/errors.ts";

const SECRET = "a-canary-secret-0123456789-abcdefghij";
const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const config = parseConfig({ appId: 1, privateKey, webhookSecrets: [SECRET], logLevel: "info" });

interface Line {
  readonly level: string;
  readonly text: string;
  readonly stack: string | undefined;
}

/** A logger of Probot's form that keeps what it is told. */
function listening() {
  const lines: Line[] = [];
  const { log: logger } = createProbot({ ...config, logLevel: "fatal" }, fetch, undefined);
  const keep =
    (level: string) =>
    (first: unknown, second?: unknown): void => {
      const stack =
        typeof first === "object" && first !== null && "stack" in first ? String(first.stack) : undefined;
      lines.push({ level, text: String(second ?? first), stack });
    };
  const child = () => ({ ...logger, info: keep("info"), warn: keep("warn"), error: keep("error") });
  return { lines, logger: Object.assign(Object.create(logger), { child }) };
}

describe("through Probot's logger", () => {
  it.each([
    [new PedigreeError("POLICY_INVALID", "no stages"), "warn", false],
    [new PedigreeError("REMOTE_UNAVAILABLE", "down"), "warn", false],
    [new PedigreeError("INTERNAL", "a defect"), "error", true],
    [new TypeError("undefined is not a function"), "error", true],
  ])("%s is told as a %s", (error, level, hasStack) => {
    const { lines, logger } = listening();
    createJournal({ config, logger, log: undefined }).trouble("delivery d1", error);
    expect(lines).toEqual([expect.objectContaining({ level })]);
    expect(lines[0]?.text).toMatch(/^delivery d1: /);
    expect(lines[0]?.stack !== undefined).toBe(hasStack);
  });
});

describe("whoever listens", () => {
  const leak = `${SECRET} and ${privateKey}`;

  it.each([false, true])("hears no secret (plain lines: %s)", (plain) => {
    const { lines, logger } = listening();
    const said: string[] = [];
    const journal = createJournal({ config, logger, log: plain ? (line) => said.push(line) : undefined });
    journal.say(`started with ${leak}`);
    const error = new Error(`refused ${leak}`);
    journal.trouble("a request", error);
    const everything = [...said, ...lines.flatMap(({ text, stack }) => [text, stack ?? ""])].join("\n");
    expect(everything).toContain("a request: Error: refused");
    expect(everything).not.toContain(SECRET);
    expect(everything).not.toContain(privateKey.split("\n")[3]);
    expect(plain ? lines : said).toEqual([]);
  });
});
