import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Condition, compileCondition, formatReference } from "../../../core/policy/condition.ts";

function compiled(text: string): Condition {
  const result = compileCondition(text);
  if (result.ok) return result.condition;
  throw new Error(`${text}: expected ${result.problem.expected}, found ${result.problem.found}`);
}

describe("compileCondition", () => {
  test("lists every metric once, in order of appearance", () => {
    const text = 'candidate.auc > holder.auc && candidate.auc > candidate["val/auc"] && baseline.a.b < 1';
    expect(compiled(text).references).toEqual([
      { subject: "candidate", metric: "auc" },
      { subject: "holder", metric: "auc" },
      { subject: "candidate", metric: "val/auc" },
      { subject: "baseline", metric: "a.b" },
    ]);
  });

  test("gives CEL's answer", () => {
    fc.assert(
      fc.property(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 }), (a4, b4) => {
        const [a, b] = [a4 / 4, b4 / 4];
        const answer = (text: string) => compiled(text).evaluate([a, b]);
        expect(answer("candidate.a * 2 >= candidate.b + 1")).toBe(String(a * 2 >= b + 1));
        expect(answer("!(candidate.a < candidate.b) || candidate.a == -candidate.b")).toBe(
          String(!(a < b) || a === -b),
        );
      }),
    );
  });

  test("what hangs on an open value is left out", () => {
    const both = compiled("candidate.a > 1 && candidate.a > holder.a");
    expect([both.evaluate([2, null]), both.evaluate([0, null])]).toEqual(["true", "false"]);
    const either = compiled("candidate.a > 1 || candidate.a > holder.a");
    expect([either.evaluate([2, null]), either.evaluate([0, null])]).toEqual(["true", "false"]);
    const not = compiled("!(holder.a < 1) && !(candidate.a < 1 || holder.a == 2)");
    expect([not.evaluate([null, 2]), not.evaluate([null, 0])]).toEqual(["true", "false"]);
    expect(compiled("!(candidate.a * 2 > -holder.a) || holder.a > 1").evaluate([1, null])).toBe("undecided");
  });

  test("overflow and division by zero are no numbers", () => {
    expect(compiled("candidate.a * candidate.a > 1").evaluate([1e300])).toBe("not finite");
    expect(compiled("1 / candidate.a > 1").evaluate([0])).toBe("not finite");
    expect(compiled("candidate.a == 0 || 1 / candidate.a > 1").evaluate([0])).toBe("true");
    expect(compiled("candidate.a > 1").evaluate([Number.POSITIVE_INFINITY])).toBe("not finite");
  });

  test.each([
    ["text", 'candidate.a > "x"'],
    ["a list", "[candidate.a] == [1.0]"],
    ["a map", '{"a": candidate.a} == {"a": 1.0}'],
    ["a loop", "[1, 2].exists(x, candidate.a > x)"],
    ["a pattern", '"a".matches("(a+)+$") && candidate.a > 1'],
    ["a function", "size(candidate) > 1"],
    ["a test for absence", "has(candidate.a) || true"],
    ["membership", '"a" in candidate'],
    ["a choice", "candidate.a > 1 ? true : false"],
    ["a null", "candidate.a == null"],
    ["a subject as a whole", "candidate == holder"],
    ["a computed name", 'candidate["a" + "b"] > 1'],
    ["nothing", ""],
    ["something too long", `candidate.a > ${"1".repeat(600)}`],
    ["two statements", "candidate.a > 1; candidate.b > 1"],
  ])("refuses %s", (_, text) => {
    expect(compileCondition(text).ok).toBe(false);
  });

  test.each([
    ["[candidate.a] == [1.0]", "a list"],
    ['{"a": candidate.a} == {"a": 1.0}', "a map"],
    ["[1, 2].exists(x, candidate.a > x)", "a loop"],
    ['candidate.a.matches("x")', "matches()"],
    ["size(candidate.a) > 1", "size"],
    ["size(candidate).b > 1", "a field of something else"],
    ["has(candidate.a) || true", "has()"],
    ['"a" in candidate', "in"],
    ["candidate.a > 1 ? true : false", "?:"],
    ["candidate.a % 2.0 > 1.0", "%"],
    ["candidate[1] > 1", "[]"],
    ["candidate == holder", "candidate"],
    ["x.y > 1", "x"],
    ["candidate.a > 1e999", "Infinity"],
    ["candidate.a == b'x'", "text"],
    ["candidate.a", "a number"],
    ["candidate.a && true", "a number"],
    ["!candidate.a", "a number"],
    ["candidate.a + true > 1", "a truth"],
    ["(candidate.a > 1) == 2", "a number"],
    ["1 > 2", "none"],
    [`candidate.a > ${"1".repeat(487)}`, "501"],
    ["candidate.a > 1; 2", "at character 16: found ; but expecting end of input"],
  ])("refuses %s and says what it found", (text, found) => {
    const result = compileCondition(text);
    expect(result.ok ? "nothing" : result.problem.found).toBe(found);
  });

  test("takes 500 characters, whole numbers of both kinds, and truths that are compared", () => {
    expect(compiled(`candidate.a > ${"1".repeat(486)}`).text).toHaveLength(500);
    expect(compiled("candidate.a == 1u").evaluate([1])).toBe("true");
    expect(compiled("true == (candidate.a > 1)").evaluate([0])).toBe("false");
  });

  test("calculates as one does", () => {
    const is = (text: string) => compiled(text).evaluate([7, 2]);
    expect(is("candidate.a + candidate.b == 9")).toBe("true");
    expect(is("candidate.a - candidate.b == 5")).toBe("true");
    expect(is("candidate.a * candidate.b == 14")).toBe("true");
    expect(is("candidate.a / candidate.b == 3.5")).toBe("true");
  });

  test("what is calculated beside an open value still has to be a finite number", () => {
    for (const text of [
      "candidate.a / candidate.b > holder.a",
      "candidate.a > 0 && candidate.a / candidate.b > holder.a",
      "candidate.a < 0 || candidate.a / candidate.b > holder.a",
    ]) {
      const values = (b: number) =>
        compiled(text).references.map(({ subject, metric }) =>
          subject === "holder" ? null : metric === "a" ? 1 : b,
        );
      expect([text, compiled(text).evaluate(values(0))]).toEqual([text, "not finite"]);
      expect(compiled(text).evaluate(values(2))).not.toBe("not finite");
    }
  });

  test("any text is compiled or refused, at once", () => {
    const part = fc.constantFrom(
      "candidate",
      ".a",
      "[",
      "]",
      "(",
      ")",
      "!",
      "-",
      ">",
      "&&",
      "1",
      '"',
      "?",
      ":",
      "holder",
      "{",
      "e9",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 4 })), { maxLength: 60 }), (parts) => {
        expect(typeof compileCondition(parts.join("")).ok).toBe("boolean");
      }),
      { numRuns: 500 },
    );
    expect(compileCondition("(".repeat(500)).ok).toBe(false);
    expect(compileCondition("!".repeat(480)).ok).toBe(false);
    expect(compileCondition(`${"-".repeat(400)}candidate.a > 1`)).toHaveProperty("ok");
  });
});

test("a reference is written so that it reads back as itself", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("auc", "val/auc", "a.b", 'q"uote', "ünï", "1st", "a b", "back\\slash"),
      (metric) => {
        const text = `${formatReference({ subject: "candidate", metric })} > 1`;
        expect(compiled(text).references).toEqual([{ subject: "candidate", metric }]);
      },
    ),
  );
});

test.each([
  ["auc", "holder.auc"],
  ["_a1.b_2.c3", "holder._a1.b_2.c3"],
  ["val/auc", 'holder["val/auc"]'],
  ["1st", 'holder["1st"]'],
  ["a.1", 'holder["a.1"]'],
  ["a..b", 'holder["a..b"]'],
])("%s is written as an identifier where it is one", (metric, written) => {
  expect(formatReference({ subject: "holder", metric })).toBe(written);
});
