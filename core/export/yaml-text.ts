/** Plain data as a parser of YAML gives it. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** Words that some version of YAML takes for something else than a text. */
const WORDS = /^(?:null|true|false|yes|no|on|off|y|n)$/i;

/**
 * Plain data as YAML that every version of the language reads alike: block style, texts in JSON's quotes unless they are plain
 * words, numbers with a dot where they have an exponent. Numbers have to be finite.
 */
export function yamlText(value: Plain): string {
  if (isScalar(value) || isEmpty(value)) return `${inline(value)}\n`;
  return `${linesOf(value).join("\n")}\n`;
}

function linesOf(value: Plain): readonly string[] {
  if (isScalar(value) || isEmpty(value)) return [inline(value)];
  if (isList(value)) {
    return value.flatMap((item) => {
      const [first = "", ...more] = linesOf(item);
      return [`- ${first}`, ...more.map((line) => `  ${line}`)];
    });
  }
  return Object.entries(value).flatMap(([key, item]) => {
    const name = scalar(key);
    if (isScalar(item) || isEmpty(item)) return [`${name}: ${inline(item)}`];
    return [`${name}:`, ...linesOf(item).map((line) => `  ${line}`)];
  });
}

function isScalar(value: Plain): value is string | number | boolean | null {
  return typeof value !== "object" || value === null;
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

function isEmpty(value: Plain): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function inline(value: Plain): string {
  if (isScalar(value)) return scalar(value);
  return isList(value) ? "[]" : "{}";
}

function scalar(value: string | number | boolean | null): string {
  if (typeof value === "number") return String(value).replace(/^(-?\d+)e/, "$1.0e");
  if (typeof value !== "string") return String(value);
  return /^[A-Za-z][A-Za-z0-9._/-]*$/.test(value) && !WORDS.test(value) ? value : quoted(value);
}

/** Signs that JSON leaves as they are, and YAML does not allow or, within quotes, takes for the end of a line. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    UNPRINTABLE,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
