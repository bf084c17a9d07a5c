import { expect, it } from "vitest";
import { type LoggedWords, parseLoggedWords, parseStep } from "../../../core/run/logged-words.ts";
import { withCode } from "../../support/with-code.ts";

const NOTHING: LoggedWords = { metrics: [], params: [], tags: [], step: undefined };

it("reads names and values, whatever the values hold", () => {
  const words = {
    metrics: ["loss=0.3", "val/auc=-1e-3", "a=nan", "b=-inf", "auc/slice=f=0.5", "auc/fold=2=1"],
    params: ["lr=0.1", "note=a=b", "empty="],
    tags: ["team=vision", "big"],
    step: "5",
  };
  expect(parseLoggedWords(words, 7)).toEqual({
    points: [
      { key: "loss", value: 0.3, step: 5, time: 7 },
      { key: "val/auc", value: -0.001, step: 5, time: 7 },
      { key: "a", value: Number.NaN, step: 5, time: 7 },
      { key: "b", value: Number.NEGATIVE_INFINITY, step: 5, time: 7 },
      { key: "auc/slice=f", value: 0.5, step: 5, time: 7 },
      { key: "auc/fold=2", value: 1, step: 5, time: 7 },
    ],
    params: [
      { key: "lr", value: "0.1" },
      { key: "note", value: "a=b" },
      { key: "empty", value: "" },
    ],
    tags: [
      { key: "team", value: "vision" },
      { key: "big", value: "" },
    ],
  });
  expect(parseLoggedWords({ ...NOTHING, metrics: ["loss=1"] }, 7).points[0]?.step).toBe(0);
});

it.each([
  { metrics: ["loss"] },
  { metrics: ["=1"] },
  { metrics: ["loss="] },
  { metrics: ["loss=1,5"] },
  { metrics: ["loss=0x10"] },
  { metrics: ["loss=0.1e400"] },
  { metrics: ["loss=-1e999"] },
  { metrics: ["__proto__=1"] },
  { metrics: [`${"m".repeat(251)}=1`] },
  { params: ["lr"] },
  { params: ["constructor=1"] },
  { params: [`${"p".repeat(251)}=1`] },
  { params: ["lr=0.1", "lr=0.2"] },
  { tags: ["=x"] },
  { step: "1.5" },
  { step: "" },
])("refuses %j", (words) => {
  expect(() => parseLoggedWords({ ...NOTHING, ...words }, 0)).toThrow(withCode("INPUT_INVALID"));
});

it("takes a parameter once that is said twice", () => {
  const { params } = parseLoggedWords({ ...NOTHING, params: ["lr=0.1", "lr=0.1"] }, 0);
  expect(params).toEqual([{ key: "lr", value: "0.1" }]);
});

it("tells a step from none", () => {
  expect([parseStep(undefined), parseStep("0"), parseStep("-2")]).toEqual([undefined, 0, -2]);
});
