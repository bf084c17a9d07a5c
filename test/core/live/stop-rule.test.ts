import fc from "fast-check";
import { expect, test } from "vitest";
import { foldLive } from "../../../core/live/live-metric.ts";
import { compileStopRule, STOP_QUANTITIES, type TrainingMoment } from "../../../core/live/stop-rule.ts";
import { law } from "../../support/law.ts";
import { withCode } from "../../support/with-code.ts";

/** Curves by name, each from step 1. */
function moment(curves: Readonly<Record<string, readonly number[]>>, more: Partial<TrainingMoment> = {}) {
  const measurements = Object.entries(curves).flatMap(([metric, values]) =>
    values.map((value, index) => ({ metric, step: index + 1, time: null, value })),
  );
  return { metrics: foldLive(measurements), step: 9, elapsedSeconds: 120, ...more };
}

const judge = (text: string, curves: Readonly<Record<string, readonly number[]>>) =>
  compileStopRule(text, {}).judge(moment(curves));

test.each([
  ["val_loss > 2 * best.val_loss", { val_loss: [1, 0.4, 0.9] }, { val_loss: 0.9, "best.val_loss": 0.4 }],
  ['metrics["val/loss"] > 1', { "val/loss": [2] }, { 'metrics["val/loss"]': 2 }],
  ["val.loss >= last.val.loss", { "val.loss": [2] }, { "val.loss": 2 }],
  ["since_best.acc >= 2", { acc: [0.5, 0.9, 0.9, 0.8] }, { "since_best.acc": 2 }],
  ["min.x < 1 && max.x > 2 && count.x == 3", { x: [0, 3, 1] }, { "min.x": 0, "max.x": 3, "count.x": 3 }],
  ["diverged.loss", { loss: [1, Number.NaN] }, { "diverged.loss": true }],
  ["diverged.loss", { loss: [1, Number.NEGATIVE_INFINITY] }, { "diverged.loss": true }],
  ["loss > 100", { loss: [Number.POSITIVE_INFINITY] }, { loss: "Infinity" }],
  ["step > 5 && elapsed_seconds >= 120", {}, { step: 9, elapsed_seconds: 120 }],
])("%s is true and tells what it read", (text, curves, values) => {
  expect(judge(text, curves)).toEqual(values);
});

test("a rule names each metric that it asks of once", () => {
  const rule = compileStopRule('since_best.loss > 3 && loss > 1 && metrics["a/b"] > step', {});
  expect(rule.metrics).toEqual(["loss", "a/b"]);
});

test.each([
  ["val_loss > 1", {}],
  ["!(val_loss > 1)", {}],
  ["!(val_loss > 1)", { val_loss: [Number.NaN] }],
  ["val_loss != 1", { val_loss: [Number.NaN] }],
  ["diverged.loss", { loss: [Number.NaN, 1] }],
  ["diverged.loss", {}],
  ["a / b > 2", { a: [1], b: [0] }],
  ["best.loss > 1", { loss: [Number.NaN] }],
  ["loss > 1 && other > 1", { loss: [2] }],
])("%s with %o ends nothing", (text, curves) => {
  expect(judge(text, curves)).toBeNull();
});

test("what one side decides alone needs no other", () => {
  expect(judge("loss > 1 || other > 1", { loss: [2] })).toEqual({ loss: 2 });
});

test("a missing or NaN value never ends a training, however it is asked for", () => {
  const quantity = fc.constantFrom(...STOP_QUANTITIES.filter((one) => one !== "diverged" && one !== "count"));
  const comparison = fc
    .tuple(quantity, fc.constantFrom("<", "<=", ">", ">=", "==", "!="), fc.integer({ min: -9, max: 9 }))
    .map(([name, operator, bound]) => `${name}.loss ${operator} ${bound}`);
  const rule = fc
    .tuple(fc.array(comparison, { minLength: 1, maxLength: 4 }), fc.constantFrom("&&", "||"), fc.boolean())
    .map(([parts, joint, not]) => `${not ? "!" : ""}(${parts.join(` ${joint} `)})`);
  law(rule, (text) => {
    expect(judge(text, {})).toBeNull();
    expect(judge(text, { loss: [Number.NaN, Number.NaN] })).toBeNull();
  });
});

test("what is best follows the configuration, and else the name", () => {
  const goals = { score: { goal: "minimize", tolerance: 0 } } as const;
  const rule = compileStopRule("score > best.score", goals);
  expect(rule.judge(moment({ score: [3, 1, 2] }))).toEqual({ score: 2, "best.score": 1 });
  expect(judge("acc < best.acc", { acc: [3, 1, 2] })).toEqual({ acc: 2, "best.acc": 3 });
});

test.each([
  ["val_loss >", /at character \d+/],
  ["val_loss", /a comparison, true or false, found a number/],
  ["1 > 0", /over at least one value/],
  ["best > 1", /step, or elapsed_seconds, found best/],
  ["best.thing > 1", /min\.thing or max\.thing/],
  ["isNaN(loss)", /found isNaN;/],
  ["loss > 'x'", /a finite number/],
])("%s is refused at the start with what to write instead", (text, message) => {
  expect(() => compileStopRule(text, {})).toThrow(withCode("INPUT_INVALID"));
  expect(() => compileStopRule(text, {})).toThrow(message);
});
