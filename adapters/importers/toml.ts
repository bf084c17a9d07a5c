import { parse, TomlError } from "smol-toml";
import { PedigreeError } from "../../core/errors.ts";

/**
 * A TOML document as plain data; dates become text. So do digits beyond what a double holds, which would come back as an
 * infinity that nobody wrote; `inf` is one. FILE_UNREADABLE names the file, line and column.
 */
export function parseToml(text: string, subject: string): unknown {
  try {
    const document = parse(text, OPTIONS);
    // Only of a document that can be read it is clear what is a string in it.
    return LARGE.test(text) ? parse(quoteLarge(text), OPTIONS) : document;
  } catch (cause) {
    const place = cause instanceof TomlError ? `line ${cause.line}, column ${cause.column}` : undefined;
    throw new PedigreeError("FILE_UNREADABLE", "file cannot be parsed", {
      subject,
      ...(place === undefined ? {} : { path: place }),
      expected: "TOML",
      found: cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : "a syntax error",
      cause,
    });
  }
}

const OPTIONS = { unsafeKeyBehaviour: "throw" } as const;

/** What a double may not hold: an exponent of three digits, or as many digits in a row as the greatest double has. */
const LARGE = /[eE]\+?[\d_]{3}|[\d_]{309}/;

// A comment, a string (one of three quotes may end with more of them), or a word: a number, a date or a bare key.
const TOKEN =
  /#[^\n]*|"""[^"\\]*(?:(?:\\[\s\S]|"{1,2}(?!"))[^"\\]*)*"{3,5}|'''[\s\S]*?'{3,5}|"[^"\\]*(?:\\.[^"\\]*)*"|'[^']*'|[\w+.-]+/g;

const FLOAT = /^[+-]?\d[\d_]*(\.[\d_]+)?([eE][+-]?[\d_]+)?$/;

/** A key is the same with quotes, or has them around a dot, which names are joined by anyway. */
function quoteLarge(text: string): string {
  const isLarge = (token: string) => FLOAT.test(token) && !Number.isFinite(Number(token.replaceAll("_", "")));
  return text.replace(TOKEN, (token) => (isLarge(token) ? `"${token}"` : token));
}
