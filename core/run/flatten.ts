import { PedigreeError } from "../errors.ts";
import { describeValue } from "../parse.ts";
import type { ParamValue } from "./run.ts";

/** Parameters deeper than this are a mistake or an attack. */
export const MAX_PARAM_DEPTH = 16;

/** More parameters than this in one file are refused: no table of them could be read. */
export const MAX_PARAMS = 5_000;

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Nested parameters under dotted names: `{optimizer: {lr: 0.1}}` → `optimizer.lr`. A short list of scalars is kept
 * as JSON text (`[64,32]`), a longer or mixed one gets one name per element (`layers.0.units`). A value that no
 * parameter can be raises SCHEMA_MISMATCH with its path.
 */
export function flattenParams(value: unknown, subject: string): ReadonlyMap<string, ParamValue> {
  if (!isObject(value)) {
    throw mismatch(subject, { path: "", expected: "an object of parameters", value });
  }
  const params = new Map<string, ParamValue>();
  collect(value, [], { params, subject });
  return params;
}

interface Target {
  readonly params: Map<string, ParamValue>;
  readonly subject: string;
}

function collect(value: unknown, path: readonly string[], target: Target): void {
  const { params, subject } = target;
  const name = path.join(".");
  if (path.length > MAX_PARAM_DEPTH) {
    throw mismatch(subject, { path: name, expected: `at most ${MAX_PARAM_DEPTH} levels`, value: "more" });
  }
  const scalar = asScalar(value);
  if (scalar === undefined) {
    const entries = Object.entries(children(value, name, subject));
    for (const [key, entry] of entries) collect(entry, [...path, key], target);
    return;
  }
  checkName(name, path, subject);
  if (params.size >= MAX_PARAMS) {
    throw mismatch(subject, { path: name, expected: `at most ${MAX_PARAMS} parameters`, value: "more" });
  }
  params.set(name, scalar);
}

function children(value: unknown, name: string, subject: string): object {
  if (Array.isArray(value) || isObject(value)) return value;
  throw mismatch(subject, { path: name, expected: "text, a number, true, false, null or a list", value });
}

function checkName(name: string, path: readonly string[], subject: string): void {
  if (path.some((part) => FORBIDDEN.has(part))) {
    throw mismatch(subject, { path: name, expected: "an ordinary name", value: name });
  }
  if (name.length === 0 || name.length > 250) {
    throw mismatch(subject, {
      path: name.slice(0, 60),
      expected: "a name of 1 to 250 characters",
      value: name,
    });
  }
}

function asScalar(value: unknown): ParamValue | undefined {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value === "string") return value.slice(0, 8192);
  if (value instanceof Date) return value.toISOString();
  if (!Array.isArray(value)) return undefined;
  const flat = value.every((item) => item === null || ["string", "number", "boolean"].includes(typeof item));
  const text = flat ? JSON.stringify(value) : "";
  return flat && text.length <= 1000 ? text : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function mismatch(subject: string, place: { path: string; expected: string; value: unknown }): PedigreeError {
  return new PedigreeError("SCHEMA_MISMATCH", "parameters cannot be used", {
    subject,
    path: place.path,
    expected: place.expected,
    found: describeValue(place.value),
  });
}
