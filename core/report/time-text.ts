/**
 * A span of time as people say it: `0.4 s`, `45 s`, `4 min 10 s`, `25 min`, `1 h 20 min`, `3 d 4 h`. Seconds below zero count
 * as none.
 */
export function durationText(seconds: number): string {
  if (seconds < 10) return `${Number(Math.max(0, seconds).toFixed(1))} s`;
  const whole = Math.round(seconds);
  if (whole < 120) return `${whole} s`;
  if (whole < 600 && whole % 60 !== 0) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}

/** A span that nobody knows so well: from two minutes on in whole minutes. */
export function roughText(seconds: number): string {
  return durationText(seconds < 120 ? Math.round(seconds) : Math.round(seconds / 60) * 60);
}

/** `12:01:30 UTC` of milliseconds since 1970. */
export function clockText(time: number): string {
  return `${new Date(time).toISOString().slice(11, 19)} UTC`;
}
