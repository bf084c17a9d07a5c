import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSaidAfter, WORDS_HOLD_MS, whyTooLate } from "../../../core/registry/spoken.ts";
import { law } from "../../support/law.ts";

const WRITTEN = "2026-01-31T12:00:00Z";
const later = (milliseconds: number) => new Date(Date.parse(WRITTEN) + milliseconds).toISOString();

describe("a word that opens something", () => {
  it.each([
    ["at once", 0, true],
    ["by a clock that is behind", -5_000, true],
    ["for an hour to the second", WORDS_HOLD_MS, true],
    ["not a second longer", WORDS_HOLD_MS + 1_000, false],
    ["not after three days", 3 * 24 * WORDS_HOLD_MS, false],
  ])("holds %s", (_, age, holds) => {
    expect(whyTooLate({ at: WRITTEN }, later(age)) === undefined).toBe(holds);
  });

  it("does not hold where nobody can tell when it was written", () => {
    expect(whyTooLate({ at: "yesterday" }, WRITTEN)).toMatchObject({ code: "MOVE_REFUSED" });
  });

  it("is answered with when it was written and what to do", () => {
    const late = whyTooLate({ at: WRITTEN }, later(WORDS_HOLD_MS * 2));
    expect(late?.reason).toContain(`it was written at ${WRITTEN}, more than an hour ago`);
    expect(late?.next).toBe("say it again if it still holds");
  });
});

describe("what was said after what", () => {
  const spoken = fc.record({
    comment: fc.integer({ min: 1, max: 3 }),
    at: fc.integer({ min: 0, max: 2 }).map((second) => later(second * 1_000)),
  });

  it("is an order: of two comments one came after the other, never both", () => {
    law(fc.tuple(spoken, spoken), ([one, other]) => {
      const same = one.comment === other.comment && one.at === other.at;
      expect([isSaidAfter(one, other), isSaidAfter(other, one)].filter(Boolean)).toHaveLength(same ? 0 : 1);
    });
  });

  it("goes by the moment first, and by the number within a second", () => {
    expect(isSaidAfter({ comment: 1, at: later(1_000) }, { comment: 2, at: WRITTEN })).toBe(true);
    expect(isSaidAfter({ comment: 2, at: WRITTEN }, { comment: 1, at: WRITTEN })).toBe(true);
  });
});
