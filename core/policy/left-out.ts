import { parse } from "@bufbuild/cel";

type Expr = ReturnType<typeof parse>["expr"];

/** What is left of a part of a condition: the part itself, or what it calculates beside a value that is open. */
type Left =
  | { readonly open: false; readonly expr: Expr }
  | { readonly open: true; readonly calculated: readonly Expr[] };

/**
 * A condition as if nothing were written in it about open values: of `&&` and `||` the other side is left. What is
 * calculated beside an open value is calculated all the same, in its place, because it fails the condition where it is no
 * finite number. `decides` says whether anything is left that can be false for another reason.
 */
export function leaveOut(
  expr: Expr,
  isOpen: (variable: string) => boolean,
): { readonly decides: boolean; readonly expr: Expr | undefined } {
  const left = leftOf(expr, isOpen);
  if (!left.open) return { decides: true, expr: left.expr };
  return { decides: false, expr: joined("_&&_", left.calculated.map(itself("_==_"))) };
}

function leftOf(expr: Expr, isOpen: (variable: string) => boolean): Left {
  const node = expr.exprKind;
  if (node.case === "identExpr" && isOpen(node.value.name)) return { open: true, calculated: [] };
  if (node.case !== "callExpr") return { open: false, expr };
  const parts = node.value.args.map((arg) => leftOf(arg, isOpen));
  const name = node.value.function;
  const whole = parts.flatMap((part) => (part.open ? [] : [part.expr]));
  if (whole.length === parts.length) {
    const same = whole.every((part, at) => part === node.value.args[at]);
    return { open: false, expr: same ? expr : call(name, whole) };
  }
  if (parts.every((part) => part.open) || (name !== "_&&_" && name !== "_||_")) {
    return { open: true, calculated: parts.flatMap((part) => (part.open ? part.calculated : [part.expr])) };
  }
  // True changes nothing beside &&, false nothing beside ||.
  const sides = parts.flatMap((part) =>
    part.open ? part.calculated.map(itself(name === "_&&_" ? "_==_" : "_!=_")) : [part.expr],
  );
  return { open: false, expr: joined(name, sides) ?? expr };
}

/** `x == x` is true and `x != x` false of every finite number, and calculates it. */
function itself(comparison: "_==_" | "_!=_"): (expr: Expr) => Expr {
  return (expr) => call(comparison, [expr, expr]);
}

function joined(name: "_&&_" | "_||_", sides: readonly Expr[]): Expr | undefined {
  const [first, ...others] = sides;
  return first && others.reduce((whole, side) => call(name, [whole, side]), first);
}

const PATTERN = parse("a == b").expr;

/** A node as the parser makes it, with another function and other arguments. */
function call(name: string, args: Expr[]): Expr {
  const { exprKind } = PATTERN;
  if (exprKind.case !== "callExpr") return PATTERN;
  return { ...PATTERN, exprKind: { case: "callExpr", value: { ...exprKind.value, function: name, args } } };
}
