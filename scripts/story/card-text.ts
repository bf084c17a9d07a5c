import { readFileSync } from "node:fs";
import path from "node:path";

const PLACEHOLDER = "[More Information Needed]";

/**
 * Completes a model card as its owner would: every section that still holds the placeholder gets the text written for it in
 * `examples/registry/card-sections.json`, by heading, and every field of the front matter its value, by key.
 */
export function completeCard(card: string): string {
  const file = path.resolve(import.meta.dirname, "../../examples/registry/card-sections.json");
  const texts = new Map<string, string>(Object.entries(JSON.parse(readFileSync(file, "utf8"))));
  let heading = "";
  return card
    .split("\n")
    .map((line) => {
      heading = /^#{1,6}\s+(.*?)\s*$/.exec(line)?.[1] ?? /^([a-z_]+):/.exec(line)?.[1] ?? heading;
      return line.includes(PLACEHOLDER)
        ? line.replaceAll(PLACEHOLDER, texts.get(heading) ?? PLACEHOLDER)
        : line;
    })
    .join("\n");
}
