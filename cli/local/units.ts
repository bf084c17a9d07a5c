const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in one unit: `now`, `5 min`, `3 h`, `12 d`, `2 y`. */
export function formatAge(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < MINUTE) return "now";
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h`;
  if (seconds < 365 * DAY) return `${Math.floor(seconds / DAY)} d`;
  return `${Math.floor(seconds / (365 * DAY))} y`;
}
