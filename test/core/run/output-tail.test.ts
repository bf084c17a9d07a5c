import fc from "fast-check";
import { expect, it } from "vitest";
import { outputTail } from "../../../core/run/output-tail.ts";

it("is the last twenty lines, without the empty ones at the end", () => {
  const output = Array.from({ length: 50 }, (_, i) => `line ${i}`).join("\n");
  const lines = outputTail(`${output}\n\n\n`).split("\n");
  expect([lines.length, lines[0], lines.at(-1)]).toEqual([20, "line 30", "line 49"]);
});

it.each([
  ["10 %\r50 %\r100 %\r\nerror\r\n", "100 %\nerror"],
  ["\u001b[1;31mTypeError\u001b[0m: no", "TypeError: no"],
  ["\u001b]0;title\u0007shown", "shown"],
  ["", ""],
])("shows %j as a terminal would", (output, shown) => {
  expect(outputTail(output)).toBe(shown);
});

it("is bounded, whatever the output is", () => {
  const line = fc.oneof(
    fc.string({ unit: "binary", maxLength: 900 }),
    fc.constantFrom("\r", "\u001b[", "\n"),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), (parts) => {
      const tail = outputTail(parts.join("\n"));
      expect(tail.length).toBeLessThanOrEqual(20 * 401);
      expect(tail.split("\n").length).toBeLessThanOrEqual(20);
    }),
  );
});
