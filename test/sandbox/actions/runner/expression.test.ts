import { expect, it } from "vitest";
import {
  evaluateExpression,
  evaluateText,
  holds,
  type Scope,
} from "../../../../sandbox/actions/runner/expression.ts";
import type { Template } from "../../../../sandbox/actions/runner/template.ts";

const scope: Scope = {
  contexts: { github: { event: { labels: [{ name: "a" }, { name: "b" }], number: 3 } }, env: { X: "it's" } },
  functions: { success: () => true, failure: () => false },
};

it.each([
  ["github.event.number == 3 && 'yes' || 'no'", "yes"],
  ["contains(github.event.labels.*.name, 'b')", true],
  ["join(github.event.labels.*.name, '-')", "a-b"],
  ["github.event.missing.deeper", null],
  ["fromJSON('{\"a\":[1,2]}').a[1]", 2],
  ["format('{0} ''{1}'' {{}}', env.X, 'b')", "it's 'b' {}"],
  ["toJSON(github.event.labels[0])", '{\n  "name": "a"\n}'],
  ["SUCCESS() && !failure()", true],
])("%s", (source, expected) => {
  expect(evaluateExpression(source, scope)).toEqual(expected);
});

it.each([
  ["''", false],
  ["'false'", true],
  ["0", false],
  ["github.event.missing", false],
  ["success() && (github.event.number)", true],
])("%s holds: %s", (source, expected) => {
  expect(holds(source, scope)).toBe(expected);
});

it("writes values as GitHub writes them into scripts", () => {
  const text = (source: string): Template => ({ kind: "expression", source });
  expect(["1.0", "true", "null", "github.event"].map((source) => evaluateText(text(source), scope))).toEqual([
    "1",
    "true",
    "",
    "Object",
  ]);
});

it.each(["github.", "nothing.here", "unknown()", "fromJSON('{')"])("refuses %s with a code", (source) => {
  expect(() => evaluateExpression(source, scope)).toThrow(expect.objectContaining({ code: "INPUT_INVALID" }));
});
