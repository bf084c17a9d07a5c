import fc from "fast-check";
import { expect, it } from "vitest";
import { parseRange } from "../../../../sandbox/actions/artifacts/byte-range.ts";

it("never leaves the body, and is never empty", () => {
  const part = fc.oneof(fc.constant(""), fc.nat(50).map(String));
  fc.assert(
    fc.property(part, part, fc.nat(40), (from, to, total) => {
      const range = parseRange(`bytes=${from}-${to}`, total);
      if (range === null || range === "unsatisfiable") return;
      expect(range.first).toBeGreaterThanOrEqual(0);
      expect(range.last).toBeLessThan(total);
      expect(range.first).toBeLessThanOrEqual(range.last);
    }),
  );
});

it.each(["", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "lines=1-2"])("ignores %j", (header) => {
  expect(parseRange(header, 10)).toBeNull();
});

it.each(["bytes=10-", "bytes=-0", "bytes=99-100"])("cannot satisfy %s of 10", (header) => {
  expect(parseRange(header, 10)).toBe("unsatisfiable");
});
