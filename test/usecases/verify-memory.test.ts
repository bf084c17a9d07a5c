import { expect, it } from "vitest";
import { documents } from "../../adapters/importers/documents.ts";
import { PedigreeError } from "../../core/errors.ts";
import { type BlobSha, blobShaSchema, commitShaSchema } from "../../core/names.ts";
import type { RegistryHistory } from "../../core/ports/registry-history.ts";
import { rememberingPolicy, rememberingTexts } from "../../usecases/verify-memory.ts";
import { withCode } from "../support/with-code.ts";

const blob = (digit: number) => blobShaSchema.parse(String(digit).repeat(40));

/** A history whose files hold ten characters each, and what was read of it. */
function tenEach(): RegistryHistory & { readonly read: readonly BlobSha[] } {
  const read: BlobSha[] = [];
  return {
    read,
    ref: "refs/heads/main",
    tip: commitShaSchema.parse("c".repeat(40)),
    async *commits() {},
    tree: async () => new Map(),
    blobAt: async () => undefined,
    readBytes: async () => new Uint8Array(),
    readText: async (id) => {
      read.push(id);
      if (id === blob(9)) throw new PedigreeError("REGISTRY_INCONSISTENT", "missing", { subject: id });
      return id.slice(0, 10);
    },
  };
}

it("reads a text once for as long as there is room for it, the oldest goes first", async () => {
  const history = tenEach();
  const texts = rememberingTexts(history, 25);
  for (const digit of [1, 2, 1, 2, 3, 2, 3, 1]) {
    expect(await texts.readText(blob(digit))).toBe(String(digit).repeat(10));
  }
  expect(history.read).toEqual([1, 2, 3, 1].map(blob));
});

it("remembers no text that is larger than all there is room for", async () => {
  const history = tenEach();
  const texts = rememberingTexts(history, 9);
  await texts.readText(blob(1));
  await texts.readText(blob(1));
  expect(history.read).toEqual([blob(1), blob(1)]);
});

it("asked at once for the same text, counts it once", async () => {
  const history = tenEach();
  const texts = rememberingTexts(history, 20);
  await Promise.all([texts.readText(blob(1)), texts.readText(blob(1)), texts.readText(blob(2))]);
  await Promise.all([texts.readText(blob(1)), texts.readText(blob(2))]);
  expect(history.read).toEqual([1, 1, 2].map(blob));
});

it("remembers no failure: what cannot be read is told to each who asks", async () => {
  const texts = rememberingTexts(tenEach(), 20);
  await expect(texts.readText(blob(9))).rejects.toThrow(withCode("REGISTRY_INCONSISTENT"));
  await expect(texts.readText(blob(9))).rejects.toThrow(withCode("REGISTRY_INCONSISTENT"));
});

it("parses a policy anew only when it is another one", () => {
  let parsed = 0;
  const counting = {
    ...documents,
    policy: (text: string) => {
      parsed += 1;
      return documents.policy(text);
    },
  };
  const policies = rememberingPolicy(counting);
  const [one = "", other = ""] = ["live", "dead"].map(
    (name) => `schemaVersion: 1\nstages: [{ name: ${name} }]`,
  );
  const read = [one, one, other, one].map((text) =>
    policies
      .policy(text)
      .stages.map(({ name }) => name)
      .join(),
  );
  expect(read).toEqual(["live", "live", "dead", "live"]);
  expect(parsed).toBe(3);
});
