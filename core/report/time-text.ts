/** A span of time as people say it: `45 s`, `4 min`, `1 h 20 min`, `3 d 4 h`. Seconds below zero count as none. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 120) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}

/** `12:01:30 UTC` of milliseconds since 1970. */
export function clockText(time: number): string {
  return `${new Date(time).toISOString().slice(11, 19)} UTC`;
}
