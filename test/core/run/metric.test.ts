import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeMetric, encodeMetric, metricValueSchema } from "../../../core/run/metric.ts";

test("any number survives JSON", () => {
  fc.assert(
    fc.property(
      fc.double().filter((value) => !Object.is(value, -0)),
      (value) => {
        const written = metricValueSchema.parse(JSON.parse(JSON.stringify(encodeMetric(value))));
        expect(decodeMetric(written)).toBe(value);
      },
    ),
  );
});

test.each(["nan", "1", "", "inf"])("the text %j is no number of a record", (text) => {
  expect(metricValueSchema.safeParse(text).success).toBe(false);
});
