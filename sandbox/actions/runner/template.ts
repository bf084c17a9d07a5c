import {
  isBasicExpression,
  isBoolean,
  isMapping,
  isNumber,
  isSequence,
  isString,
} from "../generated/workflow-parser.mjs";

/** A value of a workflow file as written, with its expressions not yet evaluated. */
export type Template = null | string | number | boolean | ExpressionTemplate | ListTemplate | MapTemplate;

export interface ExpressionTemplate {
  readonly kind: "expression";
  /** Without `${{ }}`; text around expressions has become a call of `format`. */
  readonly source: string;
}

export interface ListTemplate {
  readonly kind: "list";
  readonly items: readonly Template[];
}

export interface MapTemplate {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, Template>;
}

/** A token of GitHub's parser; only what the type guards make of it is read. */
export type Token = Parameters<typeof isMapping>[0];

/** GitHub's token tree as a plain value. */
export function toTemplate(token: Token | undefined): Template {
  if (token === undefined) return null;
  if (isBasicExpression(token)) return { kind: "expression", source: token.expression };
  if (isString(token) || isNumber(token) || isBoolean(token)) return token.value;
  if (isSequence(token)) return { kind: "list", items: Array.from(token, (item) => toTemplate(item)) };
  if (isMapping(token)) {
    const entries = Array.from(
      token,
      (pair) => [keyText(toTemplate(pair.key)), toTemplate(pair.value)] as const,
    );
    return { kind: "map", entries: new Map(entries) };
  }
  return null;
}

function keyText(key: Template): string {
  if (typeof key !== "object" || key === null) return String(key);
  return key.kind === "expression" ? key.source : "";
}

/** A property of a mapping; null when the template is none, or has no such property. */
export function property(template: Template, name: string): Template {
  return isMapTemplate(template) ? (template.entries.get(name) ?? null) : null;
}

/** A list's items; nothing for anything else. */
export function items(template: Template): readonly Template[] {
  return isObjectTemplate(template) && template.kind === "list" ? template.items : [];
}

/** A mapping's entries in their order; nothing for anything else. */
export function entries(template: Template): readonly (readonly [string, Template])[] {
  return isMapTemplate(template) ? [...template.entries] : [];
}

export function isMapTemplate(template: Template): template is MapTemplate {
  return isObjectTemplate(template) && template.kind === "map";
}

function isObjectTemplate(
  template: Template,
): template is Exclude<Template, null | string | number | boolean> {
  return typeof template === "object" && template !== null;
}
