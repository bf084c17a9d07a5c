/**
 * Whether only the App writes here: stages, logs, and everything of a version but its card. Upper and lower case are
 * one, as they are on some file systems.
 */
export function isRecordPath(path: string): boolean {
  const lower = path.toLowerCase();
  if (/^log\/[0-9]{6}-edited\.json$/.test(lower)) return true;
  const inside = /^models\/[^/]+\/(.+)$/.exec(lower)?.[1];
  if (inside === undefined) return false;
  if (/^(stages\.json|log|versions)(\/|$)/.test(inside)) return !isCardPath(path);
  return false;
}

/** `models/NAME/versions/N/card.md`, the one file of a version that people write. */
export function isCardPath(path: string): boolean {
  return /^models\/[^/]+\/versions\/[1-9][0-9]{0,6}\/card\.md$/.test(path);
}
