import fc from "fast-check";
import { expect, test } from "vitest";
import { runIdSchema } from "../../../core/names.ts";
import { formatRunId, runIdTime } from "../../../core/run/run-id.ts";

const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });

test("an id is a UUIDv7: version 7, variant 10", () => {
  fc.assert(
    fc.property(time, random, (milliseconds, bytes) => {
      const id = formatRunId(milliseconds, bytes);
      expect(runIdSchema.parse(id)).toBe(id);
      expect(id).toMatch(/^.{12}7.{3}[89ab].{15}$/);
    }),
  );
});

test("ids sort by time", () => {
  fc.assert(
    fc.property(time, time, random, random, (a, b, x, y) => {
      fc.pre(a < b);
      expect(formatRunId(a, x) < formatRunId(b, y)).toBe(true);
    }),
  );
});

test("an id tells when the run began", () => {
  fc.assert(
    fc.property(time, random, (milliseconds, bytes) => {
      expect(runIdTime(formatRunId(milliseconds, bytes))).toBe(milliseconds);
    }),
  );
});
