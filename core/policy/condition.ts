import { CelScalar, celEnv, celError, celFunc, parse, plan } from "@bufbuild/cel";

import { leaveOut } from "./left-out.ts";

/**
 * A metric condition of the policy, e.g. `candidate.auc >= holder.auc - 0.005`: the part of CEL that compares
 * numbers. Everything that could loop, match patterns or test for absence is refused when the policy is checked,
 * so a condition takes a bounded number of steps and a missing value can never help it.
 */
export interface Condition {
  readonly text: string;
  /** Every metric that the condition reads, in order of appearance, each once. */
  readonly references: readonly MetricReference[];
  /**
   * `values[i]` belongs to `references[i]`; null leaves it open (no holder yet), and what is compared with it out.
   * `undecided` says that nothing else is asked, `not finite` that a calculation overflowed or divided by zero.
   */
  evaluate(values: readonly (number | null)[]): "true" | "false" | "undecided" | "not finite";
}

export const CONDITION_SUBJECTS = ["candidate", "holder", "baseline"] as const;
export type ConditionSubject = (typeof CONDITION_SUBJECTS)[number];

export interface MetricReference {
  readonly subject: ConditionSubject;
  readonly metric: string;
}

export interface ConditionProblem {
  readonly expected: string;
  readonly found: string;
}

export type CompiledCondition =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly problem: ConditionProblem };

/** The longest condition, as in the policy's schema; parsing is linear in it. */
const MAX_CONDITION_CHARACTERS = 500;

type Expr = ReturnType<typeof parse>["expr"];
type Type = "number" | "truth";

/** CEL's names of the operators that are allowed: what they take and what they give. */
const OPERATORS: ReadonlyMap<string, { readonly takes: Type | "same"; readonly gives: Type }> = new Map([
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
]);

const ARITHMETIC: readonly [string, (a: number, b: number) => number][] = [
  ["_+_", (a, b) => a + b],
  ["_-_", (a, b) => a - b],
  ["_*_", (a, b) => a * b],
  ["_/_", (a, b) => a / b],
];

/** `candidate.auc` or, where the name is no identifier, `candidate["val/auc"]`. */
export function formatReference({ subject, metric }: MetricReference): string {
  return /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/.test(metric)
    ? `${subject}.${metric}`
    : `${subject}[${JSON.stringify(metric)}]`;
}

/** Compiles a condition once; a problem is a value, because the policy check lists all of them. */
export function compileCondition(text: string): CompiledCondition {
  if (text.length > MAX_CONDITION_CHARACTERS) {
    return refused(`at most ${MAX_CONDITION_CHARACTERS} characters`, `${text.length}`);
  }
  const parsed = parseExpression(text);
  if (typeof parsed === "string") return refused("a CEL condition", parsed);
  const references: MetricReference[] = [];
  try {
    const type = lower(parsed, references);
    if (type !== "truth") return refused("a comparison, which is true or false", "a number");
  } catch (error) {
    if (error instanceof NotAllowed) return refused(error.expected, error.found);
    throw error;
  }
  if (references.length === 0) return refused("a condition over at least one metric", "none");
  return {
    ok: true,
    condition: { text, references, evaluate: (values) => evaluate(parsed, values) },
  };
}

function parseExpression(text: string): Expr | string {
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
 * Checks one node and makes it simpler in place: a metric becomes the variable `mN`, a whole number a floating one
 * (CEL never mixes the two, and `candidate.auc * 2` should work). The tree is ours: it was parsed just now.
 */
function lower(expr: Expr, references: MetricReference[]): Type {
  const reference = readReference(expr);
  if (reference !== undefined) {
    expr.exprKind = parse(`m${indexOf(reference, references)}`).expr.exprKind;
    return "number";
  }
  const node = expr.exprKind;
  if (node.case === "constExpr") return lowerConstant(node.value);
  if (node.case === "callExpr" && node.value.target === undefined) {
    return lowerCall(node.value.function, node.value.args, references);
  }
  const name = readPath(expr)?.[0];
  if (name !== undefined) {
    throw new NotAllowed("a metric of candidate, holder or baseline, such as candidate.auc", name);
  }
  throw new NotAllowed("comparisons, + - * /, !, && and ||", describeNode(expr));
}

type Constant = Extract<Expr["exprKind"], { case: "constExpr" }>["value"];

function lowerConstant(constant: Constant): Type {
  const kind = constant.constantKind;
  if (kind.case === "boolValue") return "truth";
  if (kind.case === "int64Value" || kind.case === "uint64Value") {
    constant.constantKind = { case: "doubleValue", value: Number(kind.value) };
    return "number";
  }
  if (kind.case === "doubleValue" && Number.isFinite(kind.value)) return "number";
  throw new NotAllowed("a finite number", kind.case === "doubleValue" ? String(kind.value) : "text");
}

function lowerCall(name: string, args: readonly Expr[], references: MetricReference[]): Type {
  const operator = OPERATORS.get(name);
  if (operator === undefined) throw new NotAllowed("comparisons, + - * /, !, && and ||", operatorName(name));
  const types = args.map((arg) => lower(arg, references));
  const wanted = operator.takes === "same" ? types[0] : operator.takes;
  const wrong = types.find((type) => type !== wanted);
  if (wrong !== undefined)
    throw new NotAllowed(`a ${wanted} on each side of ${operatorName(name)}`, `a ${wrong}`);
  return operator.gives;
}

/** `candidate.a.b`, `candidate["a/b"]`: the metric's name is the path joined by dots, as a nested file is flattened. */
function readReference(expr: Expr): MetricReference | undefined {
  const path = readPath(expr);
  const subject = CONDITION_SUBJECTS.find((name) => name === path?.[0]);
  if (path === undefined || subject === undefined || path.length < 2) return undefined;
  return { subject, metric: path.slice(1).join(".") };
}

function readPath(expr: Expr): readonly string[] | undefined {
  const node = expr.exprKind;
  if (node.case === "identExpr") return [node.value.name];
  if (node.case === "selectExpr" && !node.value.testOnly && node.value.operand !== undefined) {
    const path = readPath(node.value.operand);
    return path && [...path, node.value.field];
  }
  if (node.case !== "callExpr" || node.value.function !== "_[_]") return undefined;
  const [operand, index] = node.value.args;
  const key = index?.exprKind.case === "constExpr" ? index.exprKind.value.constantKind : undefined;
  const path = operand && readPath(operand);
  return path && key?.case === "stringValue" ? [...path, key.value] : undefined;
}

function indexOf(wanted: MetricReference, references: MetricReference[]): number {
  const at = references.findIndex((r) => r.subject === wanted.subject && r.metric === wanted.metric);
  return at >= 0 ? at : references.push(wanted) - 1;
}

function evaluate(
  expr: Expr,
  values: readonly (number | null)[],
): "true" | "false" | "undecided" | "not finite" {
  // An infinity makes comparisons true by accident, so one that is met on the way fails the whole condition, also
  // where CEL would let || absorb the error. A guard that comes first (`candidate.n == 0 || …`) still works.
  let finite = values.every((value) => value === null || Number.isFinite(value));
  const guard = (value: number): number => {
    if (Number.isFinite(value)) return value;
    finite = false;
    throw celError("not finite");
  };
  const number = CelScalar.DOUBLE;
  const funcs = ARITHMETIC.map(([name, apply]) =>
    celFunc(name, [number, number], number, (a, b) => guard(apply(a, b))),
  );
  const { decides, expr: left } = leaveOut(expr, (variable) => values[Number(variable.slice(1))] === null);
  if (left === undefined) return "undecided";
  const bound = values.flatMap((value, index) => (value === null ? [] : [[`m${index}`, value] as const]));
  const result = plan(celEnv({ funcs }), left)(Object.fromEntries(bound));
  if (!finite) return "not finite";
  if (!decides) return "undecided";
  return result === true ? "true" : "false";
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

function refused(expected: string, found: string): CompiledCondition {
  return { ok: false, problem: { expected, found: found.replace(/\s+/g, " ").slice(0, 200) } };
}
