import { KnownForms, MIN_FORM, type Span } from "./known-forms.ts";

/** What stands in the place of a secret. */
export const REDACTED = "[redacted]";

/** Replaces what is, or looks like, a secret. */
export type Redactor = (text: string) => string;

/** What is known of the values in a text that others may follow. */
export interface KnownReading {
  /** Where values stand, in order. */
  readonly spans: readonly Span[];
  /** From here on the text may be the beginning of a value, in so many characters of it; its end where none is begun. */
  readonly open: { readonly from: number; readonly length: number };
}

/** A redactor that can also take a text piece by piece (`RedactedOutput`). */
export interface SecretRedactor {
  (text: string): string;
  /** Reads a text for known values, which lines may break, and for the beginning of one at its end. */
  readonly readKnown: (text: string) => KnownReading;
  /** Redacts a text whose known values were read before. */
  readonly hide: (text: string, known: KnownReading["spans"]) => string;
  /** A redactor that hides these values as well. */
  readonly hiding: (secrets: readonly string[]) => SecretRedactor;
}

// Each form is fixed-prefix and bounded, so that matching is linear. Sources: the providers' documented prefixes.
const TOKENS: readonly RegExp[] = [
  /\bgh[pousr]_[A-Za-z0-9]{20,255}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,255}\b/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bhf_[A-Za-z0-9]{20,255}\b/g,
  /\bsk-[A-Za-z0-9_-]{20,255}/g,
  /\bglpat-[A-Za-z0-9_-]{20,255}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g,
  /\bAIza[A-Za-z0-9_-]{35}/g,
  /\bdapi[0-9a-f]{32}\b/g,
  // Only where a word begins: tried again within one, text of nothing but such beginnings would take for ever.
  /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,4096}\.eyJ[A-Za-z0-9_-]{8,8192}\.[A-Za-z0-9_-]{8,4096}/g,
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,16384}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g,
];

// Up to the last `@` before the path: people write passwords with one as they are.
const URL_USERINFO = /(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#'"]{1,500}@/gi;

const PASSWORD_WORD = "(?:password|passwd|pwd|passphrase|secret)";
const KEY_WORD =
  "(?:token|api[_-]?key|apikey|access[_-]?key|private[_-]?key|secret[_-]?key|credentials?|auth[_-]?key|pat|dsn)";
const SECRET_WORD = `(?:${PASSWORD_WORD}|${KEY_WORD})`;
// A shell writes a quote within single ones as '\''; JSON and most languages one within double ones as \".
const IN_SINGLE = `(?:'\\\\''|'"'"'|[^'\\n]){1,2000}`;
const IN_DOUBLE = `(?:\\\\[^\\n]|[^"\\\\\\n]){1,2000}`;
const VALUE = `("${IN_DOUBLE}"|"[^"\\n]{1,2000}"|'${IN_SINGLE}'|'[^'\\n]{1,2000}'|[^\\s'"&,;]{1,2000})`;
const START = `(?:^|[\\s'"{,;&?])[A-Za-z0-9_.-]{0,64}`;
// In prose such as "loss per token: 2.3" the number stays.
const NO_NUMBER = "(?![-+]?[\\d.]+(?:e[-+]?\\d+)?(?:[\\s,;]|$))";

// A word that is quoted with its name, '--password=a;b': nothing in it ends the value but the quote.
const QUOTED_WORDS: readonly RegExp[] = [PASSWORD_WORD, KEY_WORD].flatMap((word) => {
  const name = `-{0,2}[A-Za-z0-9_.-]{0,64}${word}=${word === KEY_WORD ? NO_NUMBER : ""}`;
  return [new RegExp(`('${name})${IN_SINGLE}(?=')`, "gi"), new RegExp(`("${name})${IN_DOUBLE}(?=")`, "gi")];
});

// A value stands on the line of its name. --password x, and --api-key=x, WANDB_API_KEY=x, "token": "x".
const ARGUMENTS: readonly RegExp[] = [
  ...QUOTED_WORDS,
  new RegExp(`((?:^|\\s)--?[A-Za-z0-9_.-]{0,64}${SECRET_WORD}[ \\t]{1,3}(?!-))${VALUE}`, "gi"),
  new RegExp(`(${START}${PASSWORD_WORD}["']?[ \\t]{0,3}[=:][ \\t]{0,3})${VALUE}`, "gi"),
  new RegExp(`(${START}${KEY_WORD}["']?[ \\t]{0,3}[=:][ \\t]{0,3})${NO_NUMBER}${VALUE}`, "gi"),
];
const BEARER = /\b((?:Bearer|Basic)[ \t]{1,3})[A-Za-z0-9+/=_.~-]{8,4096}/g;
const SECRET_NAME = new RegExp(`(?:^|[_.-])${SECRET_WORD}$`, "i");
// Tokens of a vocabulary and counts of tokens, which language models have as parameters.
const VOCABULARY = /(?:^|[_.-])(?:bos|eos|pad|unk|sep|cls|mask|image|start|end|max|min|num|n|per)[_-]token$/i;
const SECRET_VARIABLE =
  /(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|_KEY|APIKEY|_PAT|_DSN|_AUTH)(?:_|$)/i;

/** Shorter values would be found in ordinary words, and are no secrets worth the name. */
const MIN_SECRET_LENGTH = MIN_FORM;

/** Whether a parameter of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !VOCABULARY.test(name);
}

/** Where a shell stands and stood before: named like a password, and part of every path that is told. */
const FOLDERS: ReadonlySet<string> = new Set(["PWD", "OLDPWD"]);

/** Whether an environment variable of this name holds a secret: wider than for parameters, nothing is lost by it. */
export function isSecretVariable(name: string): boolean {
  return !FOLDERS.has(name) && (SECRET_NAME.test(name) || SECRET_VARIABLE.test(name));
}

/** The values of those environment variables whose names say that they are secret. */
export function secretValues(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && isSecretVariable(name) ? [value] : [],
  );
}

/**
 * A redactor for the given secret values, in the forms of `secretForms` and also where lines break them, and for anything
 * with a known token's prefix, credentials in URLs, and `--password x` style arguments. Its time is linear in the text.
 */
export function createRedactor(secrets: readonly string[]): SecretRedactor {
  const known = createKnownRedactor(secrets);
  const redact = (text: string) => hidePatterns(known(text));
  return Object.assign(redact, {
    readKnown: known.readKnown,
    hide: (text: string, spans: readonly Span[]) => hidePatterns(replaceSpans(text, spans)),
    hiding: (more: readonly string[]) => createRedactor([...secrets, ...more]),
  });
}

function hidePatterns(text: string): string {
  const tokens = TOKENS.reduce((rest, pattern) => rest.replace(pattern, REDACTED), text);
  const urls = tokens.replace(URL_USERINFO, `$1${REDACTED}@`).replace(BEARER, `$1${REDACTED}`);
  return ARGUMENTS.reduce((rest, pattern) => rest.replace(pattern, `$1${REDACTED}`), urls);
}

// A line's end with the blanks that begin the next one, and the same in a patch or a quotation.
const BREAKS: readonly RegExp[] = [/\r?\n[ \t]{0,200}/g, /\r?\n[-+>|# ][ \t]{0,200}/g];
/** What may turn out to belong to a break when more follows. */
const LAST_BREAK = /\r?\n$|\r$/;

/** Replaces known values alone, wherever a line may break them. */
export function createKnownRedactor(
  secrets: readonly string[],
): Redactor & Pick<SecretRedactor, "readKnown"> {
  const forms = new KnownForms(secrets.flatMap(secretForms));
  const redact = (text: string) => replaceSpans(text, knownSpans(text, forms));
  const readKnown = (text: string) => ({ spans: knownSpans(text, forms), open: openEnd(text, forms) });
  return Object.assign(redact, { readKnown });
}

function knownSpans(text: string, forms: KnownForms): readonly Span[] {
  const plain = forms.find(text);
  if (!text.includes("\n")) return plain;
  // All three are read from the same text: where a break's mark may also belong to the value, neither reading is whole alone.
  const broken = BREAKS.flatMap((pattern) => brokenSpans(text, forms, pattern));
  return united([...plain, ...broken]);
}

/** The beginning of a value at the end of a text, in whichever reading it reaches back the furthest. */
function openEnd(text: string, forms: KnownForms): KnownReading["open"] {
  const length = forms.beginningAt(text);
  let open = { from: text.length - length, length };
  const content = text.replace(LAST_BREAK, "");
  for (const pattern of BREAKS) {
    const joined = content.replace(pattern, "");
    const characters = forms.beginningAt(joined);
    const from = characters === 0 ? text.length : placesIn(content, pattern)(joined.length - characters);
    open = { from: Math.min(open.from, from), length: Math.max(open.length, characters) };
  }
  return open;
}

/** Every object and list of plain data with all of its texts redacted, names as well. */
export function redactDeep<T>(value: T, redact: Redactor): T;
export function redactDeep(value: unknown, redact: Redactor): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item: unknown) => redactDeep(item, redact));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [redact(name), redactDeep(item, redact)]),
  );
}

function replaceSpans(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const parts: string[] = [];
  let end = 0;
  for (const span of spans) {
    parts.push(text.slice(end, span.start), REDACTED);
    end = span.end;
  }
  return [...parts, text.slice(end)].join("");
}

/** Spans in order, those that overlap as one. */
function united(spans: readonly Span[]): readonly Span[] {
  const whole: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = whole.at(-1);
    if (last === undefined || last.end <= span.start) whole.push(span);
    else whole[whole.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return whole;
}

/** What is found once the breaks are taken out, as spans of the text with its breaks. */
function brokenSpans(text: string, forms: KnownForms, pattern: RegExp): readonly Span[] {
  const found = forms.find(text.replace(pattern, ""));
  if (found.length === 0) return [];
  const back = placesIn(text, pattern);
  return found.map(({ start, end }) => ({ start: back(start), end: back(end - 1) + 1 }));
}

/** Where characters of a text without its breaks stand in the text with them; to be asked in their order. */
function placesIn(text: string, pattern: RegExp): (position: number) => number {
  const gaps = text.matchAll(pattern);
  let gap = gaps.next();
  let takenOut = 0;
  return (position) => {
    while (gap.done !== true && gap.value.index - takenOut <= position) {
      takenOut += gap.value[0].length;
      gap = gaps.next();
    }
    return position + takenOut;
  };
}

/**
 * How a value may look in a text: as it is and line by line, in base64 at each of three alignments and for URLs, URL-encoded
 * as different programs do it, hexadecimal, and escaped for JSON, HTML and shells. Shorter values than eight characters have none.
 */
function secretForms(written: string): readonly string[] {
  const secret = written.trim();
  if (secret.length < MIN_SECRET_LENGTH) return [];
  const bytes = new TextEncoder().encode(secret);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const base64 = base64Forms(binary);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= MIN_SECRET_LENGTH);
  return [
    secret,
    ...lines,
    ...base64,
    ...base64.map((form) => form.replaceAll("+", "-").replaceAll("/", "_")),
    ...urlForms(secret, bytes),
    hex,
    hex.toUpperCase(),
    ...jsonForms(secret),
    secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
    secret.replaceAll("'", "'\\''"),
  ];
}

/** RFC 3986 leaves few characters as they are, JavaScript some more, Python also the slash, and forms write a blank as `+`. */
function urlForms(secret: string, bytes: Uint8Array): readonly string[] {
  const encode = (kept: RegExp) =>
    Array.from(bytes, (byte) => {
      const char = String.fromCharCode(byte);
      return kept.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    }).join("");
  const upper = [
    encodeURIComponent(secret),
    encodeURI(secret),
    encode(/[A-Za-z0-9._~-]/),
    encode(/[A-Za-z0-9._~/-]/),
    encode(/[A-Za-z0-9._*-]/),
  ];
  const forms = upper.flatMap((form) => [form, form.replaceAll("%20", "+")]);
  return [...forms, ...forms.map((form) => form.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))];
}

/** As JavaScript writes a text into JSON, as Python does (nothing beyond ASCII), and with escaped slashes. */
function jsonForms(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const ascii = json.replaceAll(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return [json, ascii, json.replaceAll("/", "\\/"), JSON.stringify(json).slice(1, -1)];
}

/**
 * In base64 a secret looks different at each of three places in what it is encoded with, as a password does behind
 * `user:`. Of each form only the letters that depend on nothing but the secret are looked for.
 */
function base64Forms(binary: string): readonly string[] {
  const inside = [0, 1, 2].map((shift) => {
    const first = Math.ceil((shift * 8) / 6);
    const end = Math.floor(((shift + binary.length) * 8) / 6);
    return btoa("\0".repeat(shift) + binary).slice(first, end);
  });
  return [btoa(binary).replace(/=+$/, ""), ...inside];
}
