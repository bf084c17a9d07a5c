import { PedigreeError } from "../errors.ts";
import { fillEmptyBlocks, listBlocks } from "./blocks.ts";
import { splitCard } from "./card-body.ts";
import { PLACEHOLDER } from "./placeholder.ts";
import type { TemplateValues } from "./template-values.ts";

/** Larger than any card that somebody reads; what is larger is not scanned. */
export const MAX_TEMPLATE_BYTES = 64 * 1024;
/** Each costs a look-up and a value of bounded length. */
const MAX_PLACEHOLDERS = 1000;
const MAX_PATH = 300;

/** How a value becomes text where it stands: a scalar of YAML, or text in Markdown that nothing in it can leave. */
export interface TemplateEscapes {
  frontMatter(value: string | number): string;
  body(value: string): string;
}

/**
 * The registry's template with its placeholders `{{ path.to.value }}` replaced. There is nothing else: no helpers, blocks,
 * partials or expressions, and what was put in is never read again. Raises TEMPLATE_INVALID with the line.
 */
export function fillTemplate(
  template: { readonly text: string; readonly path: string },
  values: TemplateValues,
  escapes: TemplateEscapes,
): string {
  const { text, path } = template;
  // A text has no more UTF-16 units than bytes, and at most three bytes for each.
  if (text.length > MAX_TEMPLATE_BYTES) {
    const found = `${text.length} characters`;
    throw invalid({ path }, `at most ${MAX_TEMPLATE_BYTES} bytes`, found);
  }
  const { frontMatter, bodyLine } = splitCard(text);
  let count = 0;
  const lines = text.split("\n").map((line, at) => {
    const place = { path, line: at + 1 };
    const pieces = readLine(line, place);
    count += pieces.length >> 1;
    if (count > MAX_PLACEHOLDERS) throw invalid(place, `at most ${MAX_PLACEHOLDERS} placeholders`, "more");
    const inFrontMatter = frontMatter !== undefined && at + 1 < bodyLine;
    return pieces
      .map((piece, index) => {
        if (index % 2 === 0) return piece;
        const value = lookUp(values, piece, place);
        if (!inFrontMatter) return escapes.body(String(value));
        refuseQuoted(line, piece, place);
        return escapes.frontMatter(value);
      })
      .join("");
  });
  return lines.join("\n");
}

interface Place {
  readonly path: string;
  readonly line?: number;
}

/** Text, path, text, path, …, text. */
function readLine(line: string, place: Place): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (let open = line.indexOf("{{"); open >= 0; open = line.indexOf("{{", from)) {
    const close = line.indexOf("}}", open);
    const inside = close < 0 ? "" : line.slice(open + 2, close);
    const path = inside.trim();
    if (
      close < 0 ||
      path === "" ||
      path.length > MAX_PATH ||
      /[{}]/.test(inside) ||
      line[close + 2] === "}"
    ) {
      throw invalid(place, "{{ path.to.value }}", JSON.stringify(line.slice(open, open + 60)));
    }
    pieces.push(line.slice(from, open), path);
    from = close + 2;
  }
  return [...pieces, line.slice(from)];
}

/** Only own properties count, so that no path leads to what JavaScript gives every object. */
function lookUp(values: TemplateValues, path: string, place: Place): string | number {
  if (Object.hasOwn(values.fixed, path)) return values.fixed[path] ?? PLACEHOLDER;
  for (const [group, entries] of Object.entries(values.open)) {
    // What this run lacks is a gap that people see, as everything is that nobody has written.
    if (path.startsWith(`${group}.`)) {
      const name = path.slice(group.length + 1);
      return entries.get(name) ?? PLACEHOLDER;
    }
  }
  const known = [...Object.keys(values.fixed), ...Object.keys(values.open).map((group) => `${group}.NAME`)];
  throw invalid(place, `one of ${known.join(", ")}`, `{{${path.slice(0, 60)}}}`);
}

/** A quoted value brings its own quotes; in somebody else's it could end them. */
function refuseQuoted(line: string, path: string, place: Place): void {
  if (!/["']/.test(line)) return;
  throw invalid(
    place,
    "a placeholder without quotes around it, and no other quotes on its line",
    `{{${path}}}`,
  );
}

/**
 * The filled template with the blocks that it leaves empty taken from Pedigree's own card. Raises TEMPLATE_INVALID for an
 * empty block of which Pedigree has none.
 */
export function completeBlocks(filled: string, own: string, path: string): string {
  const known = new Set(listBlocks(own).map(({ key }) => key));
  const unknown = listBlocks(filled).find(({ key, text }) => text.trim() === "" && !known.has(key));
  if (unknown === undefined) return fillEmptyBlocks(filled, own);
  const expected = `a block of ${[...known].join(", ")}, or one with a content`;
  throw invalid({ path, line: unknown.line }, expected, unknown.key);
}

function invalid({ path, line }: Place, expected: string, found: string): PedigreeError {
  return new PedigreeError("TEMPLATE_INVALID", "the card's template cannot be used", {
    subject: path,
    ...(line === undefined ? {} : { path: `line ${line}` }),
    expected,
    found,
  });
}
