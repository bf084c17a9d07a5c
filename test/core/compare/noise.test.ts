import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MIN_HISTORY, noiseBand } from "../../../core/compare/noise.ts";

/** Normal deviates by Box and Muller from a fixed linear congruential sequence. */
function normals(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

describe("the noise band", () => {
  it.each([4, 6, 10])("holds the next change at least 19 times out of 20, learned from %d runs", (runs) => {
    const next = normals(42);
    const draws = 20_000;
    let inside = 0;
    for (let i = 0; i < draws; i += 1) {
      const history = Array.from({ length: runs }, next);
      const band = noiseBand(history)?.halfWidth ?? 0;
      if (Math.abs(next() - (history.at(-1) ?? 0)) <= band) inside += 1;
    }
    expect(inside / draws).toBeGreaterThan(0.948);
    expect(inside / draws).toBeLessThan(0.98);
  });

  it("is learned from no fewer than four runs", () => {
    expect(noiseBand(Array.from({ length: MIN_HISTORY - 1 }, (_, i) => i))).toBeUndefined();
    expect(noiseBand([1, 2, 1, 2])).toMatchObject({ runs: 4 });
  });

  it("is empty for a training that gives the same number every time", () => {
    expect(noiseBand([0.9, 0.9, 0.9, 0.9])).toEqual({ halfWidth: 0, runs: 4 });
  });

  it("is widened less by one improvement on the way than a standard deviation would be", () => {
    const before = [0, 1, 0, 1, 0];
    const improved = [...before, ...before.map((x) => x + 10)];
    const deviation = 5.3;
    expect((noiseBand(improved)?.halfWidth ?? 0) / Math.SQRT2).toBeLessThan(2.262 * deviation);
  });

  it("moves with the scale and not with the level", () => {
    const values = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 4, maxLength: 10 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 9 }), fc.integer(), (xs, k, c) => {
        const scaled = noiseBand(xs.map((x) => k * x))?.halfWidth ?? 0;
        const shifted = noiseBand(xs.map((x) => x + (c % 1000)))?.halfWidth ?? 0;
        const band = noiseBand(xs)?.halfWidth ?? 0;
        expect(scaled).toBeCloseTo(k * band, 6);
        expect(shifted).toBeCloseTo(band, 6);
      }),
    );
  });
});
