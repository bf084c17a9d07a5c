import { PedigreeError } from "../../core/errors.ts";
import { isExactInteger } from "../../core/run/number-text.ts";
import { replaceOutside } from "./literals.ts";

/** The words that Python's json.dump writes and JSON does not know. */
const WORDS = /-?\bInfinity\b|\bNaN\b/g;

/** What a double may not hold: an exponent of three digits, or as many digits in a row as the greatest double has. */
const LARGE = /[eE]\+?\d{3}|\d{309}/;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/g;
/** The greatest integer up to which a double holds each has 16 digits. */
const LONG = /\d{16}/;
const INTEGER = /^-?\d+$/;

/**
 * JSON as training code writes it: strict JSON plus the words NaN, Infinity and -Infinity, which come back as
 * text of that spelling (`metricValueSchema` reads them). So do digits beyond what a double holds, which would come back
 * as an infinity that nobody wrote; and where `exactly` is said integers, such as a seed of 64 bits, of which a double holds
 * another one. FILE_UNREADABLE names the file and the place.
 */
export function parseJson(text: string, subject: string, { exactly = false } = {}): unknown {
  const plain = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const source = exactly ? quoteInteger(quoteLarge(plain)) : quoteLarge(plain);
  try {
    return JSON.parse(source);
  } catch (cause) {
    const strict = quoteWords(source);
    if (strict !== source) return parseStrict(strict, subject);
    throw unreadable(cause, source, subject);
  }
}

/** A JSON object: neither null nor a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function parseStrict(text: string, subject: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable(cause, text, subject);
  }
}

function quoteLarge(text: string): string {
  if (!LARGE.test(text)) return text;
  return replaceOutside(text, NUMBER, (token) => (Number.isFinite(Number(token)) ? token : `"${token}"`));
}

function quoteInteger(text: string): string {
  if (!LONG.test(text)) return text;
  const isOther = (token: string) => INTEGER.test(token) && !isExactInteger(token);
  return replaceOutside(text, NUMBER, (token) => (isOther(token) ? `"${token}"` : token));
}

function quoteWords(text: string): string {
  return /NaN|Infinity/.test(text) ? replaceOutside(text, WORDS, (token) => `"${token}"`) : text;
}

function unreadable(cause: unknown, text: string, subject: string): PedigreeError {
  const reason = cause instanceof Error ? cause.message : "a syntax error";
  const position = Number(/position (\d+)/.exec(reason)?.[1] ?? Number.NaN);
  const line = Number.isNaN(position) ? undefined : text.slice(0, position).split("\n").length;
  return new PedigreeError("FILE_UNREADABLE", "file cannot be parsed", {
    subject,
    ...(line === undefined ? {} : { path: `line ${line}` }),
    expected: "JSON",
    found: text.trim() === "" ? "an empty file" : reason.replace(/\s+/g, " ").slice(0, 120),
    cause,
  });
}
