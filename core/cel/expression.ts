import { CelScalar, celError, celFunc, parse } from "@bufbuild/cel";

/**
 * The part of CEL that compares numbers: no loops, no patterns, no test for absence. An expression takes a bounded number
 * of steps, whoever wrote it.
 */
export type Expr = ReturnType<typeof parse>["expr"];
export type CelType = "number" | "truth";

/** What names mean in an expression. */
export interface CelNames {
  /** The variable that stands for a path of names; undefined for a path that means nothing. */
  resolve(path: readonly string[]): { readonly variable: string; readonly type: CelType } | undefined;
  /** What is expected where a path means nothing, such as `a metric of candidate`. */
  readonly expected: string;
}

export interface CelProblem {
  readonly expected: string;
  readonly found: string;
}

export type ParsedExpression =
  | { readonly ok: true; readonly expr: Expr; readonly type: CelType }
  | { readonly ok: false; readonly problem: CelProblem };

/** The longest expression; parsing is linear in it. */
export const MAX_EXPRESSION_CHARACTERS = 500;

/** CEL's names of the operators that are allowed: what they take and what they give. */
const OPERATORS: ReadonlyMap<string, { readonly takes: CelType | "same"; readonly gives: CelType }> = new Map(
  [
    ["_&&_", { takes: "truth", gives: "truth" }],
    ["_||_", { takes: "truth", gives: "truth" }],
    ["!_", { takes: "truth", gives: "truth" }],
    ["_==_", { takes: "same", gives: "truth" }],
    ["_!=_", { takes: "same", gives: "truth" }],
    ["_<_", { takes: "number", gives: "truth" }],
    ["_<=_", { takes: "number", gives: "truth" }],
    ["_>_", { takes: "number", gives: "truth" }],
    ["_>=_", { takes: "number", gives: "truth" }],
    ["_+_", { takes: "number", gives: "number" }],
    ["_-_", { takes: "number", gives: "number" }],
    ["_*_", { takes: "number", gives: "number" }],
    ["_/_", { takes: "number", gives: "number" }],
    ["-_", { takes: "number", gives: "number" }],
  ],
);

const ARITHMETIC: readonly [string, (a: number, b: number) => number][] = [
  ["_+_", (a, b) => a + b],
  ["_-_", (a, b) => a - b],
  ["_*_", (a, b) => a * b],
  ["_/_", (a, b) => a / b],
];

/**
 * Parses an expression, checks every node, and puts the variables of `names` in the place of names. A problem is a value,
 * because whoever checks a file lists all of them.
 */
export function parseExpression(text: string, names: CelNames): ParsedExpression {
  if (text.length > MAX_EXPRESSION_CHARACTERS) {
    return refused(`at most ${MAX_EXPRESSION_CHARACTERS} characters`, `${text.length}`);
  }
  const expr = parseText(text);
  if (typeof expr === "string") return refused("a CEL condition", expr);
  try {
    return { ok: true, expr, type: lower(expr, names) };
  } catch (error) {
    if (error instanceof NotAllowed) return refused(error.expected, error.found);
    throw error;
  }
}

/**
 * CEL's arithmetic, in which a result that is no finite number is an error: an infinity makes comparisons true by accident.
 * `notFinite` hears of each.
 */
export function finiteArithmetic(notFinite: () => void = () => {}) {
  const number = CelScalar.DOUBLE;
  return ARITHMETIC.map(([name, apply]) =>
    celFunc(name, [number, number], number, (a, b) => {
      const value = apply(a, b);
      if (Number.isFinite(value)) return value;
      notFinite();
      throw celError("not finite");
    }),
  );
}

/** `candidate.auc` or, where the name is no identifier, `candidate["val/auc"]`. */
export function formatPath(subject: string, name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/.test(name)
    ? `${subject}.${name}`
    : `${subject}[${JSON.stringify(name)}]`;
}

function parseText(text: string): Expr | string {
  try {
    return parse(text).expr;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^<input>:1:/, "at character ") : "no CEL";
  }
}

class NotAllowed extends Error {
  readonly expected: string;
  readonly found: string;

  constructor(expected: string, found: string) {
    super(found);
    this.expected = expected;
    this.found = found;
  }
}

/**
 * Checks one node and makes it simpler in place: a name becomes a variable, a whole number a floating one
 * (CEL never mixes the two, and `candidate.auc * 2` should work). The tree is ours: it was parsed just now.
 */
function lower(expr: Expr, names: CelNames): CelType {
  const path = readPath(expr);
  const known = path && names.resolve(path.names);
  if (path !== undefined && known !== undefined) {
    path.root.value.name = known.variable;
    expr.exprKind = path.root;
    return known.type;
  }
  const node = expr.exprKind;
  if (node.case === "constExpr") return lowerConstant(node.value);
  if (node.case === "callExpr" && node.value.target === undefined && path === undefined) {
    return lowerCall(node.value.function, node.value.args, names);
  }
  if (path !== undefined) throw new NotAllowed(names.expected, path.names[0] ?? "");
  throw new NotAllowed("comparisons, + - * /, !, && and ||", describeNode(expr));
}

type Constant = Extract<Expr["exprKind"], { case: "constExpr" }>["value"];

function lowerConstant(constant: Constant): CelType {
  const kind = constant.constantKind;
  if (kind.case === "boolValue") return "truth";
  if (kind.case === "int64Value" || kind.case === "uint64Value") {
    constant.constantKind = { case: "doubleValue", value: Number(kind.value) };
    return "number";
  }
  if (kind.case === "doubleValue" && Number.isFinite(kind.value)) return "number";
  throw new NotAllowed("a finite number", kind.case === "doubleValue" ? String(kind.value) : "text");
}

function lowerCall(name: string, args: readonly Expr[], names: CelNames): CelType {
  const operator = OPERATORS.get(name);
  if (operator === undefined) throw new NotAllowed("comparisons, + - * /, !, && and ||", operatorName(name));
  const types = args.map((arg) => lower(arg, names));
  const wanted = operator.takes === "same" ? types[0] : operator.takes;
  const wrong = types.find((type) => type !== wanted);
  if (wrong !== undefined)
    throw new NotAllowed(`a ${wanted} on each side of ${operatorName(name)}`, `a ${wrong}`);
  return operator.gives;
}

interface Path {
  readonly names: readonly string[];
  /** The identifier that it begins with. */
  readonly root: Extract<Expr["exprKind"], { case: "identExpr" }>;
}

/** `candidate.a.b`, `candidate["a/b"]`. */
function readPath({ exprKind: node }: Expr): Path | undefined {
  if (node.case === "identExpr") return { names: [node.value.name], root: node };
  if (node.case === "selectExpr" && !node.value.testOnly) return longer(node.value.operand, node.value.field);
  if (node.case !== "callExpr" || node.value.function !== "_[_]") return undefined;
  const [operand, index] = node.value.args;
  const key = index?.exprKind.case === "constExpr" ? index.exprKind.value.constantKind : undefined;
  return key?.case === "stringValue" ? longer(operand, key.value) : undefined;
}

function longer(operand: Expr | undefined, name: string): Path | undefined {
  const path = operand && readPath(operand);
  return path && { ...path, names: [...path.names, name] };
}

function operatorName(name: string): string {
  return name.replaceAll("_", "").replace(/^@/, "");
}

function describeNode(expr: Expr): string {
  const node = expr.exprKind;
  switch (node.case) {
    case "comprehensionExpr":
      return "a loop";
    case "listExpr":
      return "a list";
    case "structExpr":
      return "a map";
    case "selectExpr":
      return node.value.testOnly ? "has()" : "a field of something else";
    case "callExpr":
      return `${operatorName(node.value.function)}()`;
    default:
      return "something else";
  }
}

function refused(expected: string, found: string): { readonly ok: false; readonly problem: CelProblem } {
  return { ok: false, problem: { expected, found: found.replace(/\s+/g, " ").slice(0, 200) } };
}
