import fc from "fast-check";
import { expect, test } from "vitest";
import { SPARK_CHARACTERS, sparkLine } from "../../../core/report/spark-line.ts";
import { law } from "../../support/law.ts";

test.each([
  [[], ""],
  [[1], ""],
  [[1, Number.NaN], ""],
  [[1, 1, 1], "▄▄▄"],
  [[0, 7], "▁█"],
  [[0, Number.NaN, 7], "▁·█"],
  [[-Number.MAX_VALUE, Number.MAX_VALUE], "▁█"],
])("%j is %j", (values, line) => {
  expect(sparkLine(values)).toBe(line);
});

test("any curve is a short row of blocks, and a rising one never falls", () => {
  law(fc.array(fc.double({ noNaN: true }), { maxLength: 300 }), (values) => {
    const line = sparkLine(values.toSorted((a, b) => a - b));
    expect(line).toMatch(/^[▁▂▃▄▅▆▇█·]*$/u);
    expect(line.length).toBeLessThanOrEqual(SPARK_CHARACTERS);
    const blocks = Array.from(line.replaceAll("·", ""));
    expect(blocks).toEqual(blocks.toSorted());
  });
});
