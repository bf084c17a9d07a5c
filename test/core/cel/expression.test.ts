import { celEnv, plan } from "@bufbuild/cel";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type CelNames,
  finiteArithmetic,
  formatPath,
  parseExpression,
} from "../../../core/cel/expression.ts";
import { law } from "../../support/law.ts";

const NAMES: CelNames = {
  expected: "a or b",
  resolve: ([first = "", ...rest]) => {
    if (first === "a") return { variable: "x", type: "number" };
    return first === "t" && rest.length === 0 ? { variable: "y", type: "truth" } : undefined;
  },
};

function run(text: string, values: Readonly<Record<string, number | boolean>>): unknown {
  const parsed = parseExpression(text, NAMES);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return plan(celEnv({ funcs: finiteArithmetic() }), parsed.expr)({ ...values });
}

test("names become variables, whole numbers floating ones", () => {
  expect(run('a["x/y"] * 2 > 3 && t', { x: 1.6, y: true })).toBe(true);
  expect(run("a.b.c + 1 == 2", { x: 1 })).toBe(true);
});

test.each([
  ["a >", "a CEL condition"],
  ["a > 'x'", "a finite number"],
  ["other > 1", "a or b"],
  ['other["x"] > 1', "a or b"],
  ["[1, 2].exists(v, v > 1)", "comparisons, + - * /, !, && and ||"],
  ["has(a.b)", "comparisons, + - * /, !, && and ||"],
  ["t + 1 > 2", "a number on each side of +"],
  ["a && t", "a truth on each side of &&"],
  [`${"a + ".repeat(130)}a > 1`, "at most 500 characters"],
])("%s is refused", (text, expected) => {
  expect(parseExpression(text, NAMES)).toMatchObject({ ok: false, problem: { expected } });
});

test("a result that is not finite is an error, and is told", () => {
  let told = 0;
  const parsed = parseExpression("1.0 / a > 5.0", NAMES);
  if (!parsed.ok) throw new Error("no expression");
  const result = plan(celEnv({ funcs: finiteArithmetic(() => told++) }), parsed.expr)({ x: 0 });
  expect(result).not.toBe(true);
  expect(told).toBe(1);
});

test("a path that is formatted is read back as the same name", () => {
  law(fc.string({ minLength: 1, maxLength: 40, unit: "grapheme-ascii" }), (name) => {
    const seen: string[] = [];
    const parsed = parseExpression(`${formatPath("a", name)} > 1`, {
      ...NAMES,
      resolve: (path) => {
        seen.push(path.slice(1).join("."));
        return { variable: "x", type: "number" };
      },
    });
    // CEL has words of its own, such as `in`, which are no identifiers.
    if (parsed.ok) expect(seen).toEqual([name]);
    else expect(formatPath("a", name)).not.toContain("[");
  });
});
