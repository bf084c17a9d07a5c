import { editDistance } from "../core/edit-distance.ts";

/** The word that was probably meant; undefined when none is near. */
export function suggest(typed: string, known: readonly string[]): string | undefined {
  const near = known
    .map((word) => ({ word, distance: editDistance(typed, word) }))
    .filter(({ word, distance }) => distance <= Math.max(1, Math.floor(word.length / 3)));
  const prefixed = known.filter((word) => typed.length >= 2 && word.startsWith(typed));
  return near.toSorted((a, b) => a.distance - b.distance)[0]?.word ?? prefixed[0];
}
