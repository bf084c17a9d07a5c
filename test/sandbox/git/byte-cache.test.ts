import { expect, test } from "vitest";
import { createByteCache } from "../../../sandbox/git/byte-cache.ts";

test("what was used least recently goes first when the bound is reached", () => {
  const cache = createByteCache<string>(160);
  for (let i = 0; i < 16; i++) cache.put(`${i}`, "x", 10);
  cache.get("0");
  cache.put("new", "x", 10);
  expect(cache.get("0")).toBe("x");
  expect(cache.get("1")).toBeUndefined();
  expect(cache.get("new")).toBe("x");
});

test("one large value is not kept, and replacing a value counts it once", () => {
  const cache = createByteCache<string>(160);
  cache.put("large", "x", 11);
  expect(cache.get("large")).toBeUndefined();
  for (let i = 0; i < 100; i++) cache.put("same", "x", 10);
  cache.put("other", "x", 10);
  expect(cache.get("same")).toBe("x");
});
