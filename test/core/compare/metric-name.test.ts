import fc from "fast-check";
import { expect, it } from "vitest";
import { formatMetricPart, isPartOf, isRepeat, parseMetricPart } from "../../../core/compare/metric-name.ts";

it.each([
  ["auc/slice=female", { base: "auc", key: "slice", value: "female" }],
  ["val/auc/country=a=b", { base: "val/auc", key: "country", value: "a=b" }],
  ["auc/slice=x/fold=2", { base: "auc/slice=x", key: "fold", value: "2" }],
])("%s is a part", (name, part) => {
  expect(parseMetricPart(name)).toEqual(part);
});

it.each(["auc", "val/loss", "a=b", "/slice=x", "auc/=x", "auc/slice="])(
  "%s is a metric by itself",
  (name) => {
    expect(parseMetricPart(name)).toBeUndefined();
  },
);

it("tells repeats from slices", () => {
  const kind = (name: string) => {
    const part = parseMetricPart(name);
    return part === undefined ? "metric" : isRepeat(part) ? "repeat" : "slice";
  };
  expect(["auc/fold=1", "auc/seed=7", "auc/repeat=a", "auc/sex=f"].map(kind)).toEqual([
    "repeat",
    "repeat",
    "repeat",
    "slice",
  ]);
});

it("gives back what it was made of", () => {
  const word = fc.stringMatching(/^[^/=]{1,9}$/);
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), word, fc.stringMatching(/^[^/]{1,9}$/), (base, key, value) => {
      expect(parseMetricPart(formatMetricPart({ base, key, value }))).toEqual({ base, key, value });
    }),
  );
});

it("tells a part of a part from what only begins alike", () => {
  const whole = (name: string) => isPartOf(name, "auc");
  expect(["auc/fold=1", "auc/seed=1/fold=0", "auc/sex=f/fold=0"].map(whole)).toEqual([true, true, true]);
  expect(["auc", "auc/val", "auc2/fold=1", "val/auc/fold=1"].map(whole)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
