import {
  formatBytes,
  formatChange,
  formatDecimal,
  formatNumber,
  formatPercent,
} from "../../core/report/numbers.ts";
import { codeSpan, fencedBlock, htmlCode, mermaidText, plainText, tableCell, visibleLine } from "./escape.ts";
import { codeLink, link } from "./link.ts";

export interface HelperCall {
  readonly value: unknown;
  /** The second argument, if the template gave one. */
  readonly second: unknown;
  /** `max=` of the template: the longest result in UTF-16 units, before escaping. */
  readonly max: number | undefined;
  /** The only server that links may lead to. */
  readonly server: string;
}

/** Everything a template may call. `text` is what the precompiler makes of a bare `{{x}}`. */
export const HELPERS: Readonly<Record<string, (call: HelperCall) => string>> = {
  text: ({ value }) => plainText(toText(value)),
  code: ({ value, max }) => codeSpan(toText(value), max),
  cell: ({ value, max }) => tableCell(toText(value), max),
  phrase: ({ value, max }) => phraseText(value, (text) => codeSpan(text, max)),
  phrasecell: ({ value, max }) => phraseText(value, (text) => tableCell(text, max)),
  json: ({ value }) => jsonScalar(value),
  html: ({ value, max }) => htmlCode(toText(value), max),
  lines: ({ value, max }) => fencedBlock(toText(value), max),
  mermaid: ({ value, max }) => mermaidText(toText(value), max),
  number: ({ value }) => formatNumber(value),
  change: ({ value }) => formatChange(value),
  percent: ({ value }) => formatPercent(value),
  decimal: ({ value, second }) => formatDecimal(value, second),
  bytes: ({ value }) => formatBytes(value),
  link: ({ value, second, server }) => link(toText(value), second, server),
  codelink: ({ value, second, server }) => codeLink(toText(value), second, server),
};

/** Own words as text, foreign ones as code spans. What is no phrase is foreign. */
function phraseText(value: unknown, span: (text: string) => string): string {
  if (!Array.isArray(value)) return span(toText(value));
  return value
    .map((part: unknown) => (isOwn(part) ? plainText(part.text) : span(foreignText(part))))
    .join("");
}

function isOwn(part: unknown): part is { readonly text: string } {
  return isRecord(part) && part.foreign === false && typeof part.text === "string";
}

function foreignText(part: unknown): string {
  return toText(isRecord(part) ? part.text : part);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** A scalar in a card's front matter. JSON's quoting is YAML's too, and its escapes keep `---` and comments inert. */
export function jsonScalar(value: unknown): string {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return JSON.stringify(visibleLine(toText(value))).replaceAll("<", "\\u003c");
}

/** A view model's value as text: nothing for what is absent, JSON for what should have been a scalar. */
function toText(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return `${value}`;
  return JSON.stringify(value) ?? "";
}
