import type { Field, Filter, Literal, Order, Test } from "./filter.ts";
import { DATASET_KEYS, type Terms } from "./filter-terms.ts";
import { filterError, readTokens, type Token } from "./filter-tokens.ts";

/** More conditions than a person writes; SQLite refuses expressions deeper than 1,000. */
export const MAX_CONDITIONS = 200;
/** Of parentheses and NOT. */
export const MAX_FILTER_DEPTH = 50;

const COMPARISONS = ["=", "!=", "<", "<=", ">", ">="] as const;

/**
 * Parses MLflow's filter language, and beyond it OR, NOT and parentheses; IN, BETWEEN and LIKE on every field of a fitting
 * type. NOT binds closest, then AND, then OR. Undefined for an empty filter, which everything passes.
 * FILTER_INVALID names the place, what was expected and what was found.
 */
export function parseFilter(text: string, terms: Terms): Filter | undefined {
  const reader = new TokenReader(readTokens(text), terms);
  if (reader.atEnd()) return undefined;
  const filter = readAlternatives(reader, 0);
  reader.expectEnd();
  return filter;
}

/** Parses `metrics.loss DESC`; ascending unless it says so. */
export function parseOrder(text: string, terms: Terms): Order {
  const reader = new TokenReader(readTokens(text), terms);
  const field = readField(reader);
  const descending = reader.takeWord("DESC");
  if (!descending) reader.takeWord("ASC");
  reader.expectEnd();
  return { field, ascending: !descending };
}

class TokenReader {
  readonly terms: Terms;
  readonly #tokens: readonly Token[];
  #next = 0;
  #conditions = 0;

  constructor(tokens: readonly Token[], terms: Terms) {
    this.#tokens = tokens;
    this.terms = terms;
  }

  peek(): Token {
    return this.#tokens[this.#next] ?? { kind: "end", text: "", at: 1 };
  }

  take(): Token {
    const token = this.peek();
    this.#next += 1;
    return token;
  }

  atEnd(): boolean {
    return this.peek().kind === "end";
  }

  /** Takes a keyword, in any case, if it comes next. */
  takeWord(word: string): boolean {
    const { kind, text } = this.peek();
    const found = kind === "word" && text.toUpperCase() === word;
    if (found) this.#next += 1;
    return found;
  }

  takeSymbol(symbol: string): boolean {
    const { kind, text } = this.peek();
    const found = kind === "symbol" && text === symbol;
    if (found) this.#next += 1;
    return found;
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw unexpected(this.peek(), `'${symbol}'`);
  }

  expectEnd(): void {
    if (!this.atEnd()) throw unexpected(this.peek(), "AND, OR or the end");
  }

  countCondition(): void {
    this.#conditions += 1;
    if (this.#conditions > MAX_CONDITIONS)
      throw filterError(this.peek().at, `at most ${MAX_CONDITIONS} conditions`, "more");
  }
}

function readAlternatives(reader: TokenReader, depth: number): Filter {
  const parts = [readConjunction(reader, depth)];
  while (reader.takeWord("OR")) parts.push(readConjunction(reader, depth));
  return joined("or", parts);
}

function readConjunction(reader: TokenReader, depth: number): Filter {
  const parts = [readNegation(reader, depth)];
  while (reader.takeWord("AND")) parts.push(readNegation(reader, depth));
  return joined("and", parts);
}

function joined(kind: "and" | "or", parts: readonly Filter[]): Filter {
  const [only, ...more] = parts;
  return only !== undefined && more.length === 0 ? only : { kind, parts };
}

function readNegation(reader: TokenReader, depth: number): Filter {
  if (depth > MAX_FILTER_DEPTH)
    throw filterError(reader.peek().at, `at most ${MAX_FILTER_DEPTH} levels`, "more");
  if (reader.takeWord("NOT")) return { kind: "not", part: readNegation(reader, depth + 1) };
  if (!reader.takeSymbol("(")) return readCondition(reader);
  const inner = readAlternatives(reader, depth + 1);
  reader.expectSymbol(")");
  return inner;
}

function readCondition(reader: TokenReader): Filter {
  reader.countCondition();
  const field = readField(reader);
  return { kind: "condition", field, test: readTest(reader, field) };
}

/** `metrics.loss`, ``params.`a b` ``, `tag."x"`, or an attribute's bare name. */
function readField(reader: TokenReader): Field {
  const token = reader.take();
  if (token.kind === "name" || token.kind === "quoted") return attribute(token, token.text, reader.terms);
  if (token.kind !== "word") throw unexpected(token, "a name such as metrics.loss");
  const dot = token.text.indexOf(".");
  if (dot < 0) return attribute(token, token.text, reader.terms);
  const entity = own(reader.terms.entities, token.text.slice(0, dot));
  if (entity === undefined) {
    const allowed = Object.keys(reader.terms.entities).join(", ");
    throw filterError(token.at, `one of ${allowed} before the dot`, JSON.stringify(token.text.slice(0, dot)));
  }
  const key = token.text.slice(dot + 1);
  return keyed(entity, key === "" ? readQuotedKey(reader) : { ...token, text: key }, reader.terms);
}

function readQuotedKey(reader: TokenReader): Token {
  const token = reader.take();
  if (token.kind !== "name" && token.kind !== "quoted") throw unexpected(token, "a key");
  return token;
}

function keyed(entity: Field["entity"], token: Token, terms: Terms): Field {
  if (entity === "attribute") return attribute(token, token.text, terms);
  if (entity === "dataset" && !DATASET_KEYS.includes(token.text))
    throw unexpected(token, `one of ${DATASET_KEYS.join(", ")}`);
  return { entity, key: token.text, type: entity === "metric" ? "number" : "text" };
}

function attribute(token: Token, name: string, terms: Terms): Field {
  const found = own(terms.attributes, name);
  if (found === undefined)
    throw filterError(token.at, `one of ${Object.keys(terms.attributes).join(", ")}`, JSON.stringify(name));
  return { entity: "attribute", ...found };
}

function readTest(reader: TokenReader, field: Field): Test {
  const token = reader.peek();
  const comparison = token.kind === "symbol" ? COMPARISONS.find((text) => text === token.text) : undefined;
  if (comparison !== undefined) {
    if (field.type === "text" && comparison !== "=" && comparison !== "!=")
      throw unexpected(token, `=, !=, LIKE, ILIKE, IN or BETWEEN after ${describe(field)}`);
    reader.take();
    return { operator: comparison, value: readLiteral(reader, field) };
  }
  const negated = reader.takeWord("NOT");
  if (reader.takeWord("IN")) return { operator: "IN", negated, values: readList(reader, field) };
  if (reader.takeWord("BETWEEN")) return readRange(reader, field, negated ? "outside" : "inside");
  return readPattern(reader, field, negated ? "unlike" : "like");
}

function readRange(reader: TokenReader, field: Field, side: "inside" | "outside"): Test {
  const low = readLiteral(reader, field);
  if (!reader.takeWord("AND")) throw unexpected(reader.peek(), "AND");
  return { operator: "BETWEEN", negated: side === "outside", low, high: readLiteral(reader, field) };
}

function readPattern(reader: TokenReader, field: Field, side: "like" | "unlike"): Test {
  const token = reader.peek();
  const operator = reader.takeWord("LIKE") ? "LIKE" : reader.takeWord("ILIKE") ? "ILIKE" : undefined;
  if (operator === undefined) throw unexpected(token, `an operator after ${describe(field)}`);
  if (field.type === "number") throw unexpected(token, `a comparison of numbers after ${describe(field)}`);
  return { operator, negated: side === "unlike", pattern: String(readLiteral(reader, field)) };
}

/** Python writes a tuple of one with a comma at its end, and a filter is often made of one: `f"run_id IN {tuple(ids)}"`. */
function readList(reader: TokenReader, field: Field): readonly Literal[] {
  reader.expectSymbol("(");
  const values = [readLiteral(reader, field)];
  while (reader.takeSymbol(",")) {
    if (reader.takeSymbol(")")) return values;
    values.push(readLiteral(reader, field));
  }
  reader.expectSymbol(")");
  return values;
}

function readLiteral(reader: TokenReader, field: Field): Literal {
  const token = reader.take();
  if (field.type === "number") {
    if (token.kind !== "number") throw unexpected(token, `a number for ${describe(field)}`);
    return Number(token.text);
  }
  if (token.kind !== "string" && token.kind !== "quoted")
    throw unexpected(token, `a quoted text for ${describe(field)}, e.g. 'my-value'`);
  return token.text;
}

function describe(field: Field): string {
  return field.entity === "attribute" ? field.key : `${field.entity} ${JSON.stringify(field.key)}`;
}

function unexpected(token: Token, expected: string): Error {
  return filterError(token.at, expected, token.kind === "end" ? "the end" : JSON.stringify(token.text));
}

/** A record's own entry: a filter may say `constructor`. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
