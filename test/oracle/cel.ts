/**
 * The part of CEL that docs/policy.md allows in a condition, read and evaluated in one pass: numbers, `+ - * /`,
 * comparisons, `!`, `&&`, `||`, parentheses and metrics. `bad`: not a finite number. `open`: of a holder that is not
 * there.
 */
export type CelValue = number | boolean | "bad" | "open";
export type ReadMetric = (subject: string, metric: string) => CelValue;

const TOKEN =
  /\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?|"(?:[^"\\]|\\.)*"|[A-Za-z_]\w*|&&|\|\||[<>=!]=|[-+*/<>!().[\]])/gy;

export function evaluateCel(text: string, read: ReadMetric): CelValue {
  const tokens = [...text.matchAll(TOKEN)].map(([, token = ""]) => token);
  let at = 0;
  const next = () => tokens[at++] ?? "";
  const take = (...wanted: string[]) => (wanted.includes(tokens[at] ?? "") ? next() : undefined);

  const leftToRight = (operators: string[], operand: () => CelValue, apply: Apply) => () => {
    let value = operand();
    for (let operator = take(...operators); operator !== undefined; operator = take(...operators)) {
      value = apply(operator, value, operand());
    }
    return value;
  };

  const metric = (subject: string): CelValue => {
    const names: string[] = [];
    for (let mark = take(".", "["); mark !== undefined; mark = take(".", "[")) {
      const token = next();
      names.push(mark === "[" ? String(JSON.parse(token)) : token);
      if (mark === "[") take("]");
    }
    return read(subject, names.join("."));
  };
  const unary = (): CelValue => {
    if (take("!") !== undefined) {
      const value = unary();
      return typeof value === "boolean" ? !value : value;
    }
    if (take("-") !== undefined) {
      const value = unary();
      return typeof value === "number" ? -value : value;
    }
    if (take("(") !== undefined) {
      const value = or();
      take(")");
      return value;
    }
    const token = next();
    return /^\d/.test(token) ? Number(token) : metric(token);
  };
  const product = leftToRight(["*", "/"], unary, calculate);
  const sum = leftToRight(["+", "-"], product, calculate);
  const comparison = leftToRight(["<", "<=", ">", ">=", "==", "!="], sum, compare);
  const and = leftToRight(["&&"], comparison, (_, a, b) => logic(false, a, b));
  const or: () => CelValue = leftToRight(["||"], and, (_, a, b) => logic(true, a, b));
  return or();
}

type Apply = (operator: string, a: CelValue, b: CelValue) => CelValue;

const ARITHMETIC: Record<string, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
};
const COMPARISON: Record<string, (a: number, b: number) => boolean> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

function calculate(operator: string, a: CelValue, b: CelValue): CelValue {
  if (a === "bad" || b === "bad") return "bad";
  if (typeof a !== "number" || typeof b !== "number") return "open";
  const value = ARITHMETIC[operator]?.(a, b) ?? Number.NaN;
  return Number.isFinite(value) ? value : "bad";
}

function compare(operator: string, a: CelValue, b: CelValue): CelValue {
  if (a === "bad" || b === "bad") return "bad";
  if (typeof a === "boolean" && typeof b === "boolean") return (a === b) === (operator === "==");
  if (typeof a !== "number" || typeof b !== "number") return "open";
  return COMPARISON[operator]?.(a, b) ?? "bad";
}

/** The first side that decides ends it; what is open is left out, as if only the other side were written. */
function logic(decisive: boolean, a: CelValue, b: CelValue): CelValue {
  if (a === decisive || a === "bad") return a;
  if (b === decisive || b === "bad") return b;
  if (a === "open") return b;
  return b === "open" ? a : !decisive;
}
