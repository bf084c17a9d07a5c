import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMMENT_DETAILS, firstFitting, SUMMARY_DETAILS } from "../../../core/report/detail.ts";

describe("levels of detail", () => {
  it.each([
    ["comment", COMMENT_DETAILS],
    ["summary", SUMMARY_DETAILS],
  ])("show less and less: %s", (_, levels) => {
    for (const [index, level] of levels.slice(1).entries()) {
      const richer = levels[index];
      for (const key of ["rows", "others", "charts", "lines"] as const) {
        expect(level[key]).toBeLessThanOrEqual(richer?.[key] ?? 0);
      }
    }
    expect(levels.at(-1)).toMatchObject({ rows: 0, others: 0, charts: 0, lines: 0 });
  });

  it("are tried until one fits, and not beyond", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1 }), fc.nat(20), (sizes, room) => {
        const tried: number[] = [];
        const text = firstFitting(
          sizes,
          (size) => {
            tried.push(size);
            return "x".repeat(size);
          },
          (candidate) => candidate.length <= room,
        );
        const expected = sizes.find((size) => size <= room) ?? sizes.at(-1);
        expect(text).toHaveLength(expected ?? 0);
        expect(tried.slice(0, -1).every((size) => size > room)).toBe(true);
      }),
    );
  });
});
