/** What stands in the place of a secret. */
export const REDACTED = "[redacted]";

/** Replaces what is, or looks like, a secret. */
export type Redactor = (text: string) => string;

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

const URL_USERINFO = /(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#@'"]{1,500}@/gi;

const PASSWORD_WORD = "(?:password|passwd|pwd|passphrase|secret)";
const KEY_WORD =
  "(?:token|api[_-]?key|apikey|access[_-]?key|private[_-]?key|secret[_-]?key|credentials?|auth[_-]?key|pat|dsn)";
const SECRET_WORD = `(?:${PASSWORD_WORD}|${KEY_WORD})`;
const VALUE = `("[^"\\n]{1,2000}"|'[^'\\n]{1,2000}'|[^\\s'"&,;]{1,2000})`;
const START = `(?:^|[\\s'"{,;&?])[A-Za-z0-9_.-]{0,64}`;

// --password x, and --api-key=x, WANDB_API_KEY=x, "token": "x". In prose such as "loss per token: 2.3" the number stays.
const ARGUMENTS: readonly RegExp[] = [
  new RegExp(`((?:^|\\s)--?[A-Za-z0-9_.-]{0,64}${SECRET_WORD}\\s{1,3}(?!-))${VALUE}`, "gi"),
  new RegExp(`(${START}${PASSWORD_WORD}["']?\\s{0,3}[=:]\\s{0,3})${VALUE}`, "gi"),
  new RegExp(
    `(${START}${KEY_WORD}["']?\\s{0,3}[=:]\\s{0,3})(?![-+]?[\\d.]+(?:e[-+]?\\d+)?(?:[\\s,;]|$))${VALUE}`,
    "gi",
  ),
];
const BEARER = /\b((?:Bearer|Basic)\s{1,3})[A-Za-z0-9+/=_.~-]{8,4096}/g;
const SECRET_NAME = new RegExp(`(?:^|[_.-])${SECRET_WORD}$`, "i");
// Tokens of a vocabulary and counts of tokens, which language models have as parameters.
const VOCABULARY = /(?:^|[_.-])(?:bos|eos|pad|unk|sep|cls|mask|image|start|end|max|min|num|n|per)[_-]token$/i;
const SECRET_VARIABLE =
  /(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|_KEY|APIKEY|_PAT|_DSN|_AUTH)(?:_|$)/i;

/** Shorter values would be found in ordinary words, and are no secrets worth the name. */
const MIN_SECRET_LENGTH = 8;

/** Whether a parameter of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !VOCABULARY.test(name);
}

/** Whether an environment variable of this name holds a secret: wider than for parameters, nothing is lost by it. */
export function isSecretVariable(name: string): boolean {
  return SECRET_NAME.test(name) || SECRET_VARIABLE.test(name);
}

/** The values of those environment variables whose names say that they are secret. */
export function secretValues(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && isSecretVariable(name) ? [value] : [],
  );
}

/**
 * A redactor for the given secret values, in their plain, base64, URL-encoded, hexadecimal and JSON-escaped forms, and
 * for anything with a known token's prefix, credentials in URLs, and `--password x` style arguments.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const forms = new Set(secrets.flatMap((secret) => encodings(secret.trim())));
  const known = Array.from(forms).sort((a, b) => b.length - a.length);
  return (text) => {
    const plain = known.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
    const tokens = TOKENS.reduce((rest, pattern) => rest.replace(pattern, REDACTED), plain);
    const urls = tokens.replace(URL_USERINFO, `$1${REDACTED}@`).replace(BEARER, `$1${REDACTED}`);
    return ARGUMENTS.reduce((rest, pattern) => rest.replace(pattern, `$1${REDACTED}`), urls);
  };
}

function encodings(secret: string): readonly string[] {
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
    encodeURIComponent(secret),
    hex,
    hex.toUpperCase(),
    JSON.stringify(secret).slice(1, -1),
  ];
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
