import { describe, expect, test } from "vitest";
import { type Condition, compileCondition } from "../../../core/policy/condition.ts";

function condition(text: string): Condition {
  const compiled = compileCondition(text);
  if (!compiled.ok) throw new Error(text);
  return compiled.condition;
}

/** The answer with these metrics of the candidate and no holder. */
function answer(text: string, candidate: Readonly<Record<string, number>>): string {
  const compiled = condition(text);
  return compiled.evaluate(
    compiled.references.map(({ subject, metric }) =>
      subject === "holder" ? null : (candidate[metric] ?? 0),
    ),
  );
}

describe("without a holder", () => {
  test.each([
    ["candidate.a > 1 && candidate.a > holder.a", "candidate.a > 1"],
    ["candidate.a > 1 || candidate.a > holder.a", "candidate.a > 1"],
    ["holder.a * 2 > 1 || candidate.a > 1", "candidate.a > 1"],
    ["!(candidate.a > 1 || holder.a == candidate.a)", "!(candidate.a > 1)"],
    ["!(holder.a > 1 && !(candidate.a > 1)) && -holder.a < 1", "candidate.a > 1"],
    ["(holder.a > 1) == (candidate.a > 9) || candidate.a > 1", "candidate.a > 1"],
    ["candidate.a > holder.a || (candidate.a > 1 && holder.b < 1) || holder.c > 1", "candidate.a > 1"],
  ])("%s is %s", (text, left) => {
    for (const a of [0, 1, 2]) expect(answer(text, { a })).toBe(answer(left, { a }));
  });

  test.each(["holder.a > 1", "!(candidate.a > holder.a)", "holder.a > 1 || candidate.a - 1 > holder.b * 2"])(
    "nothing is left of %s",
    (text) => {
      expect(answer(text, { a: 0 })).toBe("undecided");
    },
  );

  test("what is calculated beside it still has to be a finite number", () => {
    expect(answer("candidate.a / candidate.n > holder.a", { a: 1, n: 0 })).toBe("not finite");
    expect(answer("candidate.a / candidate.n > holder.a", { a: 1, n: 2 })).toBe("undecided");
    expect(answer("candidate.a > 0 && candidate.a / candidate.n > holder.a", { a: 1, n: 0 })).toBe(
      "not finite",
    );
    expect(answer("candidate.a > 0 && candidate.a / candidate.n > holder.a", { a: 1, n: 2 })).toBe("true");
    expect(answer("candidate.a / candidate.n > holder.a || candidate.a > 5", { a: 1, n: 2 })).toBe("false");
  });

  test("a guard before it works", () => {
    const guarded = "candidate.n == 0 || candidate.a / candidate.n > holder.a";
    expect(answer(guarded, { a: 1, n: 0 })).toBe("true");
    expect(answer(guarded, { a: 1, n: 2 })).toBe("false");
  });

  test("a condition is evaluated again and again", () => {
    const again = condition("candidate.a > 1 || candidate.a > holder.a");
    expect(
      [
        [0, null],
        [0, -1],
        [0, null],
      ].map((values) => again.evaluate(values)),
    ).toEqual(["false", "true", "false"]);
  });
});
