import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BoundedCache, blobId } from "../../../adapters/github/blob-cache.ts";

describe("BoundedCache", () => {
  it("never holds more bytes than its limit, and answers only with what was put in", () => {
    const operation = fc.record({ key: fc.constantFrom("a", "b", "c", "d"), bytes: fc.nat({ max: 60 }) });
    fc.assert(
      fc.property(fc.array(operation), (operations) => {
        const cache = new BoundedCache<number>(100);
        const last = new Map<string, number>();
        for (const { key, bytes } of operations) {
          cache.set(key, bytes, bytes);
          last.set(key, bytes);
          expect(cache.bytes).toBeLessThanOrEqual(100);
          expect([undefined, last.get(key)]).toContain(cache.get(key));
        }
      }),
    );
  });

  it("forgets what was not used for the longest time", () => {
    const cache = new BoundedCache<string>(2);
    cache.set("a", "A", 1);
    cache.set("b", "B", 1);
    cache.get("a");
    cache.set("c", "C", 1);
    expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual(["A", undefined, "C"]);
  });

  it("does not empty itself for one thing that is too large", () => {
    const cache = new BoundedCache<string>(2);
    cache.set("a", "A", 1);
    cache.set("large", "L", 3);
    expect([cache.get("a"), cache.get("large")]).toEqual(["A", undefined]);
  });
});

describe("blobId", () => {
  it.each(["", "text\n", "é😀\u0000"])("is git's own for %j", (text) => {
    const id = execFileSync("git", ["hash-object", "--stdin"], { input: text, encoding: "utf8" }).trim();
    expect(blobId(Buffer.from(text))).toBe(id);
  });
});
