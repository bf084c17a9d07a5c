/** So many versions are named. */
const MAX_NAMED = 5;

/** Several versions as one reads them: `versions 1 and 2`, `versions 1, 2, 3, 4, 5 and 7 more`. */
export function versionsText(versions: readonly number[]): string {
  const sorted = versions.toSorted((a, b) => a - b);
  const isCut = sorted.length > MAX_NAMED + 1;
  const named = sorted.slice(0, isCut ? MAX_NAMED : -1);
  const rest = isCut ? `${sorted.length - MAX_NAMED} more` : sorted.at(-1);
  return `versions ${named.join(", ")} and ${rest}`;
}
