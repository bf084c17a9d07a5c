import { compareText, matchesLike } from "./text.ts";

/** Data that a model was measured on; without a digest every version of them. */
export interface MeasuredData {
  readonly name: string;
  readonly digest?: string;
}

/** What a condition or an order looks at. */
export interface Field {
  readonly entity: "attribute" | "metric" | "param" | "tag" | "dataset";
  readonly key: string;
  readonly type: "number" | "text";
  /** Of a logged model's metrics those alone that were measured on one of these data. */
  readonly data?: readonly MeasuredData[];
}

/** A value a condition compares with; its type is the field's. */
export type Literal = number | string;

export type Test =
  | { readonly operator: "=" | "!=" | "<" | "<=" | ">" | ">="; readonly value: Literal }
  | { readonly operator: "LIKE" | "ILIKE"; readonly negated: boolean; readonly pattern: string }
  | { readonly operator: "IN"; readonly negated: boolean; readonly values: readonly Literal[] }
  | {
      readonly operator: "BETWEEN";
      readonly negated: boolean;
      readonly low: Literal;
      readonly high: Literal;
    };

/**
 * A filter as a tree. A condition holds when *some* value of its field passes the test: what has no value, or only
 * NaN, passes none, so that `tags.a != 'x'` and `tags.a NOT IN ('x')` need the tag; `NOT tags.a = 'x'` does not.
 */
export type Filter =
  | { readonly kind: "and" | "or"; readonly parts: readonly Filter[] }
  | { readonly kind: "not"; readonly part: Filter }
  | { readonly kind: "condition"; readonly field: Field; readonly test: Test };

export interface Order {
  readonly field: Field;
  readonly ascending: boolean;
}

/** A thing's values of a field: none, one, or (of data sets) several. */
export type ValuesOf<T> = (thing: T, field: Field) => readonly Literal[];

/** Whether a thing passes a filter. */
export function matchesFilter<T>(filter: Filter, thing: T, valuesOf: ValuesOf<T>): boolean {
  switch (filter.kind) {
    case "and":
      return filter.parts.every((part) => matchesFilter(part, thing, valuesOf));
    case "or":
      return filter.parts.some((part) => matchesFilter(part, thing, valuesOf));
    case "not":
      return !matchesFilter(filter.part, thing, valuesOf);
    case "condition":
      return valuesOf(thing, filter.field).some((value) => passes(filter.test, value));
  }
}

function passes(test: Test, value: Literal): boolean {
  if (Number.isNaN(value)) return false;
  switch (test.operator) {
    case "LIKE":
    case "ILIKE":
      return matchesLike(test.pattern, String(value), test.operator === "ILIKE") !== test.negated;
    case "IN":
      return test.values.includes(value) !== test.negated;
    case "BETWEEN":
      return (
        (compareLiterals(value, test.low) >= 0 && compareLiterals(value, test.high) <= 0) !== test.negated
      );
    default:
      return compares(test.operator, compareLiterals(value, test.value));
  }
}

function compares(operator: "=" | "!=" | "<" | "<=" | ">" | ">=", sign: number): boolean {
  switch (operator) {
    case "=":
      return sign === 0;
    case "!=":
      return sign !== 0;
    case "<":
      return sign < 0;
    case "<=":
      return sign <= 0;
    case ">":
      return sign > 0;
    case ">=":
      return sign >= 0;
  }
}

/** Numbers by size, text by code points. */
export function compareLiterals(a: Literal, b: Literal): number {
  if (typeof a === "string" || typeof b === "string") return compareText(String(a), String(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Compares by several orders, the first that tells two things apart. Values come before NaN, NaN before nothing. */
export function compareByOrders<T>(orders: readonly Order[], valuesOf: ValuesOf<T>): (a: T, b: T) => number {
  return (a, b) => {
    for (const { field, ascending } of orders) {
      const [left, right] = [valuesOf(a, field)[0], valuesOf(b, field)[0]];
      const rank = rankOf(left) - rankOf(right);
      if (rank !== 0) return rank;
      if (left === undefined || right === undefined || Number.isNaN(left)) continue;
      const sign = compareLiterals(left, right);
      if (sign !== 0) return ascending ? sign : -sign;
    }
    return 0;
  };
}

function rankOf(value: Literal | undefined): number {
  if (value === undefined) return 2;
  return Number.isNaN(value) ? 1 : 0;
}
