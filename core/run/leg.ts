import { canonicalJson, digestOfText } from "../canonical.ts";

/** A longer text tells nobody anything, and artifact names are not for texts. */
const MAX_LEG = 100;
const KEPT = 80;

/**
 * What tells a leg of a matrix from its siblings: `dataset=a lr=0.1`, axes by name. Axes that `repeats` names are left out,
 * for legs that differ by nothing else are one run repeated. Undefined where nothing is left.
 */
export function legOf(
  matrix: Readonly<Record<string, unknown>>,
  repeats: readonly string[],
): string | undefined {
  const free = new Set(repeats.flatMap((name) => [name, name.split(".").at(-1)]));
  const axes = Object.keys(matrix).filter((name) => !free.has(name));
  if (axes.length === 0) return undefined;
  const text = axes
    .sort()
    .map((name) => `${name}=${valueText(matrix[name])}`)
    .join(" ")
    .toWellFormed();
  return text.length <= MAX_LEG
    ? text
    : `${text.slice(0, KEPT).toWellFormed()}..${digestOfText(text).slice(0, 12)}`;
}

function valueText(value: unknown): string {
  if (typeof value === "object" && value !== null) return canonicalJson(value).replaceAll(/\s+/g, "");
  return String(value);
}
