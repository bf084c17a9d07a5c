import { PedigreeError } from "../../core/errors.ts";
import { jsonOf } from "../../core/json-text.ts";
import { describeValue } from "../../core/parse.ts";

/** The fields of one request or of an object inside it, read by name. Unknown fields are ignored, as protobuf does. */
export class Fields {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #from: "query" | "body";

  constructor(values: Readonly<Record<string, unknown>>, from: "query" | "body" = "body") {
    this.#values = values;
    this.#from = from;
  }

  /** Undefined when absent or null; of a query parameter that comes twice, the last. */
  text(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === "string") return value;
    throw wrongType(name, value);
  }

  requiredText(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === "") throw missing(name);
    return value;
  }

  /** Text of the first of these names that has any: old fields have twins. */
  requiredEither(name: string, twin: string): string {
    return this.text(name) || this.text(twin) || this.requiredText(name);
  }

  /** One of some words. */
  word<T extends string>(name: string, words: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined || value === "") return undefined;
    const found = words.find((word) => word === value);
    if (found === undefined) throw wrongType(name, value);
    return found;
  }

  /** A whole number, also in digits: that is how a query carries it, and JSON may. */
  integer(name: string): number | undefined {
    const value = this.#value(name);
    if (value === undefined || value === "") return undefined;
    const number = typeof value === "string" && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
    if (typeof number === "number" && Number.isSafeInteger(number)) return number + 0;
    throw wrongType(name, value);
  }

  requiredInteger(name: string): number {
    const value = this.integer(name);
    if (value === undefined) throw missing(name);
    return value;
  }

  /** A whole number between 1 and `most`, or the default. */
  limit(name: string, { most, usual }: { readonly most: number; readonly usual: number }): number {
    const value = this.integer(name) ?? usual;
    if (value < 1 || value > most) throw wrongType(name, value);
    return value;
  }

  /** A number, or `"NaN"`, `"Infinity"`, `"-Infinity"`. */
  requiredNumber(name: string): number {
    const value = this.#value(name);
    if (value === undefined) throw missing(name);
    if (typeof value === "number") return value + 0;
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
    if (value === "NaN" || !Number.isNaN(number)) return number;
    throw wrongType(name, value);
  }

  flag(name: string): boolean | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === "boolean") return value;
    if (value === "true" || value === "false") return value === "true";
    throw wrongType(name, value);
  }

  texts(name: string): readonly string[] {
    return this.#list(name).map((value) => {
      if (typeof value !== "string") throw wrongType(name, value);
      return value;
    });
  }

  /** At least one. */
  requiredTexts(name: string): readonly string[] {
    const texts = this.texts(name);
    if (texts.length === 0) throw missing(name);
    return texts;
  }

  objects(name: string): readonly Fields[] {
    return this.#list(name).map((value) => {
      if (!isObject(value)) throw wrongType(name, value);
      return new Fields(value);
    });
  }

  object(name: string): Fields | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (!isObject(value)) throw wrongType(name, value);
    return new Fields(value);
  }

  #value(name: string): unknown {
    const value = this.#raw(name);
    return this.#from === "query" && Array.isArray(value) ? value.at(-1) : value;
  }

  #raw(name: string): unknown {
    return (Object.hasOwn(this.#values, name) ? this.#values[name] : undefined) ?? undefined;
  }

  #list(name: string): readonly unknown[] {
    const value = this.#raw(name);
    if (value === undefined) return [];
    if (!Array.isArray(value)) throw wrongType(name, value);
    return value;
  }
}

/** Fields of a query, where every name may come several times. */
export function fieldsOfQuery(query: Readonly<Record<string, readonly string[]>>): Fields {
  return new Fields(query, "query");
}

/** Fields of a JSON body. TRACKING_INVALID when it is no JSON object. */
export function fieldsOfBody(text: string): Fields {
  const value = text === "" ? {} : jsonOf(text);
  if (isObject(value)) return new Fields(value);
  throw new PedigreeError("TRACKING_INVALID", "bad request: the body must be a JSON object");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function missing(name: string): PedigreeError {
  return new PedigreeError("TRACKING_INVALID", `missing value for required parameter '${name}'`);
}

function wrongType(name: string, value: unknown): PedigreeError {
  return new PedigreeError("TRACKING_INVALID", `invalid value for parameter '${name}' supplied`, {
    found: describeValue(value),
  });
}
