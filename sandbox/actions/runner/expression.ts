import { PedigreeError } from "../../../core/errors.ts";
import { data, Evaluator, Lexer, Parser, truthy } from "../generated/workflow-parser.mjs";
import { entries, type Template } from "./template.ts";

/** An evaluated value: JSON's types. */
export type Plain = null | string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

/** What an expression may refer to: contexts such as `github`, and functions beside GitHub's well-known ones. */
export interface Scope {
  readonly contexts: Readonly<Record<string, Plain>>;
  readonly functions: Readonly<Record<string, (...values: readonly Plain[]) => Plain>>;
}

/** https://docs.github.com/actions/reference/workflows-and-actions/contexts */
const CONTEXTS = "github env vars job jobs steps runner secrets strategy matrix needs inputs".split(" ");

/** Evaluates an expression (without `${{ }}`) with GitHub's own engine. */
export function evaluateExpression(source: string, scope: Scope): Plain {
  return fromData(evaluate(source, scope));
}

/** Whether a condition holds, by GitHub's rules of truth: null, false, 0 and the empty text do not. */
export function holds(condition: string, scope: Scope): boolean {
  return truthy(evaluate(condition, scope));
}

/** A template with all its expressions evaluated. */
export function evaluateTemplate(template: Template, scope: Scope): Plain {
  if (typeof template !== "object" || template === null) return template;
  switch (template.kind) {
    case "expression":
      return evaluateExpression(template.source, scope);
    case "list":
      return template.items.map((item) => evaluateTemplate(item, scope));
    case "map":
      return Object.fromEntries(
        entries(template).map(([key, value]) => [key, evaluateTemplate(value, scope)]),
      );
  }
}

/** As text, in the way GitHub writes values into scripts and environment variables. */
export function evaluateText(template: Template, scope: Scope): string {
  if (typeof template === "object" && template?.kind === "expression") {
    return evaluate(template.source, scope).coerceString();
  }
  return toData(evaluateTemplate(template, scope)).coerceString();
}

/** A mapping with each value as text; empty for anything else. */
export function evaluateTextMap(template: Template, scope: Scope): Record<string, string> {
  if (typeof template === "object" && template?.kind === "expression") {
    const value = evaluateExpression(template.source, scope);
    const pairs = typeof value === "object" && value !== null ? Object.entries(value) : [];
    return Object.fromEntries(pairs.map(([key, inner]) => [key, toData(inner).coerceString()]));
  }
  return Object.fromEntries(entries(template).map(([key, value]) => [key, evaluateText(value, scope)]));
}

/** INPUT_INVALID for an expression that GitHub's engine refuses. */
function evaluate(source: string, scope: Scope): data.ExpressionData {
  const functions = Object.entries(scope.functions).map(([name, call]) => ({
    name,
    minArgs: 0,
    maxArgs: Number.MAX_SAFE_INTEGER,
    call: (...values: data.ExpressionData[]) => toData(call(...values.map(fromData))),
  }));
  const known = CONTEXTS.map((key) => ({ key, value: toData(scope.contexts[key] ?? null) }));
  const byName = new Map(functions.map((f) => [f.name.toLowerCase(), f]));
  try {
    const tree = new Parser(new Lexer(source).lex().tokens, CONTEXTS, functions).parse();
    return new Evaluator(tree, new data.Dictionary(...known), byName).evaluate();
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new PedigreeError("INPUT_INVALID", "expression cannot be evaluated", {
      subject: source,
      found,
      cause,
    });
  }
}

function toData(value: Plain): data.ExpressionData {
  if (value === null) return new data.Null();
  if (typeof value === "string") return new data.StringData(value);
  if (typeof value === "number") return new data.NumberData(value);
  if (typeof value === "boolean") return new data.BooleanData(value);
  if (isList(value)) return new data.Array(...value.map(toData));
  return new data.Dictionary(...Object.entries(value).map(([key, inner]) => ({ key, value: toData(inner) })));
}

function fromData(value: data.ExpressionData): Plain {
  if (value instanceof data.Array) return value.values().map(fromData);
  if (value instanceof data.Dictionary) {
    return Object.fromEntries(value.pairs().map((pair) => [pair.key, fromData(pair.value)]));
  }
  return value instanceof data.Null ? null : value.value;
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}
