import { parse, TomlError } from "smol-toml";
import { PedigreeError } from "../../core/errors.ts";
import { quotedEnd } from "./literals.ts";

/**
 * An integer of millions of digits takes seconds to read, and no library writes such a document: a table of metrics, which may
 * be longer, is written as one.
 */
const MAX_TOML_BYTES = 4 * 1024 * 1024;

/**
 * A TOML document as plain data; dates become text. So do digits beyond what a double holds, which would come back as an
 * infinity that nobody wrote; `inf` is one. An integer beyond 2^53, such as a seed of 64 bits, is a bigint. FILE_UNREADABLE names
 * the file, line and column; a text of more than 4 MiB is FILE_TOO_LARGE.
 */
export function parseToml(text: string, subject: string): unknown {
  refuseLarge(text, subject);
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

function refuseLarge(text: string, subject: string): void {
  const bytes = Buffer.byteLength(text, "utf8");
  if (bytes <= MAX_TOML_BYTES) return;
  throw new PedigreeError("FILE_TOO_LARGE", "TOML is too large", {
    subject,
    expected: `at most ${MAX_TOML_BYTES} bytes`,
    found: `${bytes} bytes`,
    remedy: "write JSON, JSON lines or CSV, which are read up to 64 MiB",
  });
}

const OPTIONS = { unsafeKeyBehaviour: "throw", integersAsBigInt: "asNeeded" } as const;

/** What a double may not hold: an exponent of three digits, or as many digits in a row as the greatest double has. */
const LARGE = /[eE]\+?[\d_]{3}|[\d_]{309}/;

// A comment, the beginning of a string, or a word: a number, a date or a bare key.
const TOKEN = /#[^\n]*|"""|'''|["']|[\w+.-]+/g;

const FLOAT = /^[+-]?\d[\d_]*(\.[\d_]+)?([eE][+-]?[\d_]+)?$/;

/** A key is the same with quotes, or has them around a dot, which names are joined by anyway. */
function quoteLarge(text: string): string {
  const isLarge = (token: string) => FLOAT.test(token) && !Number.isFinite(Number(token.replaceAll("_", "")));
  const parts: string[] = [];
  let from = 0;
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found !== null; found = TOKEN.exec(text)) {
    const [{ index, 0: token }, { lastIndex }] = [found, TOKEN];
    TOKEN.lastIndex = stringEnd(text, token, lastIndex);
    if (!isLarge(token)) continue;
    parts.push(text.slice(from, index), `"${token}"`);
    from = lastIndex;
  }
  return parts.join("") + text.slice(from);
}

/** Where a string ends that has begun with this token; other tokens have ended. */
function stringEnd(text: string, token: string, from: number): number {
  if (token === '"') return quotedEnd(text, from);
  if (token === '"""') return withMore(text, quotedEnd(text, from, token), '"');
  if (token !== "'" && token !== "'''") return from;
  const end = text.indexOf(token, from);
  if (end < 0) return text.length;
  return token === "'" ? end + 1 : withMore(text, end + 3, "'");
}

/** The three quotes that end a text may follow one or two that belong to it. */
function withMore(text: string, end: number, quote: string): number {
  let at = end;
  while (at < end + 2 && text[at] === quote) at += 1;
  return at;
}
