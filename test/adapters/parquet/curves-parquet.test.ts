import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeCurves, encodeCurves } from "../../../adapters/parquet/curves-parquet.ts";
import type { Curves } from "../../../core/run/metric.ts";

const point = fc.record({
  step: fc.double({ noNaN: true, noDefaultInfinity: true }),
  time: fc.option(fc.integer({ min: 0, max: 4_000_000_000_000 })),
  value: fc.double(),
});
const curves: fc.Arbitrary<Curves> = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }), { maxLength: 5 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) => fc.tuple(fc.constant(name), fc.array(point, { minLength: 1, maxLength: 20 }))),
    ),
  )
  .map((entries) => new Map(entries));

test("curves come back as they were written, NaN and infinities too", async () => {
  await fc.assert(
    fc.asyncProperty(curves, async (written) => {
      expect(await decodeCurves(encodeCurves(written))).toEqual(written);
    }),
    { numRuns: 60 },
  );
});

test("ten thousand points of a metric that diverged survive row groups", async () => {
  const points = Array.from({ length: 10_000 }, (_, step) => ({
    step,
    time: null,
    value: step > 9_000 ? Number.NaN : 1 / (step + 1),
  }));
  const written = new Map([["loss", points]]);
  expect(await decodeCurves(encodeCurves(written))).toEqual(written);
});

test("a long curve leaves others their turn while it is read", async () => {
  const points = Array.from({ length: 150_000 }, (_, step) => ({ step, time: null, value: 1 }));
  const bytes = encodeCurves(new Map([["loss", points]]));
  let turns = 0;
  const count = () => {
    turns += 1;
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  const read = await decodeCurves(bytes);
  clearImmediate(next);
  expect(read.get("loss")).toHaveLength(150_000);
  expect(turns).toBeGreaterThan(1);
});

test.each([
  ["nothing", new Uint8Array()],
  ["noise", new TextEncoder().encode("PAR1 this is no table PAR1")],
  ["a cut file", encodeCurves(new Map([["loss", [{ step: 0, time: null, value: 1 }]]])).slice(0, 100)],
])("%s is refused with a code", async (_, bytes) => {
  await expect(decodeCurves(bytes)).rejects.toMatchObject({ code: "ARTIFACT_INVALID" });
});
