import { PedigreeError } from "../errors.ts";

export interface Token {
  /** `string` was in single quotes, `quoted` in double quotes, `name` in backticks. */
  readonly kind: "word" | "name" | "quoted" | "string" | "number" | "symbol" | "end";
  readonly text: string;
  /** The first character's place, from 1. */
  readonly at: number;
}

/** Filters are written by people and sent in URLs; nobody needs more, and parsing stays cheap. */
export const MAX_FILTER_LENGTH = 20_000;

const SYMBOLS = ["!=", "<=", ">=", "<", ">", "=", "(", ")", ","];
const QUOTES: Readonly<Record<string, Token["kind"]>> = { "'": "string", '"': "quoted", "`": "name" };

/** Cuts a filter into tokens, ending with one of kind `end`. FILTER_INVALID names the place of what is none. */
export function readTokens(text: string): readonly Token[] {
  if (text.length > MAX_FILTER_LENGTH)
    throw filterError(
      MAX_FILTER_LENGTH,
      `at most ${MAX_FILTER_LENGTH} characters`,
      `${text.length} characters`,
    );
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text.charAt(at))) {
      at += 1;
      continue;
    }
    const { token, end } = readToken(text, at);
    tokens.push(token);
    at = end;
  }
  return [...tokens, { kind: "end", text: "", at: text.length + 1 }];
}

/** What is wrong with a filter or order, and where. `at` counts characters from 1. */
export function filterError(at: number, expected: string, found: string): PedigreeError {
  return new PedigreeError("FILTER_INVALID", "invalid clause in filter or order_by string", {
    path: `character ${at}`,
    expected,
    found,
  });
}

interface Read {
  readonly token: Token;
  readonly end: number;
}

function readToken(text: string, start: number): Read {
  const first = text.charAt(start);
  const quote = QUOTES[first];
  if (quote !== undefined) return readQuoted(text, start, quote);
  const symbol = SYMBOLS.find((candidate) => text.startsWith(candidate, start));
  if (symbol !== undefined) return made("symbol", symbol, [start, start + symbol.length]);
  if (isDigit(first) || "+-.".includes(first)) return readNumber(text, start);
  if (isWordStart(first)) {
    const end = skip(text, start, isWordPart);
    return made("word", text.slice(start, end), [start, end]);
  }
  throw filterError(start + 1, "a name, a value or an operator", JSON.stringify(first));
}

/** A doubled quote stands for the quote itself. */
function readQuoted(text: string, start: number, kind: Token["kind"]): Read {
  const quote = text.charAt(start);
  let value = "";
  let from = start + 1;
  for (;;) {
    const end = text.indexOf(quote, from);
    if (end < 0) throw filterError(start + 1, `a closing ${quote}`, "the end of the filter");
    value += text.slice(from, end);
    if (text.charAt(end + 1) !== quote) return made(kind, value, [start, end + 1]);
    value += quote;
    from = end + 2;
  }
}

function readNumber(text: string, start: number): Read {
  let end = "+-".includes(text.charAt(start)) ? start + 1 : start;
  const whole = skip(text, end, isDigit);
  const fraction = text.charAt(whole) === "." ? skip(text, whole + 1, isDigit) : whole;
  const digits = fraction - end - (fraction > whole ? 1 : 0);
  end = skipExponent(text, fraction);
  const glued = isWordPart(text.charAt(end));
  if (digits === 0 || glued)
    throw filterError(
      start + 1,
      "a number",
      JSON.stringify(text.slice(start, skip(text, end, isWordPart) + 1)),
    );
  return made("number", text.slice(start, end), [start, end]);
}

function skipExponent(text: string, at: number): number {
  if (text.charAt(at).toLowerCase() !== "e") return at;
  const digits = at + 1 + (/[+-]/.test(text.charAt(at + 1)) ? 1 : 0);
  const end = skip(text, digits, isDigit);
  return end > digits ? end : at;
}

function made(kind: Token["kind"], text: string, span: readonly [number, number]): Read {
  return { token: { kind, text, at: span[0] + 1 }, end: span[1] };
}

function skip(text: string, from: number, belongs: (character: string) => boolean): number {
  let at = from;
  while (at < text.length && belongs(text.charAt(at))) at += 1;
  return at;
}

function isSpace(character: string): boolean {
  return " \t\r\n".includes(character);
}

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}

function isWordStart(character: string): boolean {
  return /[A-Za-z_]/.test(character) || character > "\u007f";
}

/** Metric keys such as `val/f1-score@5` need no quotes. */
function isWordPart(character: string): boolean {
  return character !== "" && (isWordStart(character) || isDigit(character) || "./-@:".includes(character));
}
