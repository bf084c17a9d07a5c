import type { Chance } from "../chance.ts";

/** Days around the changes of summer time in Europe and America, a turn of the year and ordinary days. */
export const AT_DATES = [
  "2026-03-07",
  "2026-03-08",
  "2026-03-28",
  "2026-03-29",
  "2026-03-30",
  "2026-06-19",
  "2026-10-24",
  "2026-10-25",
  "2026-11-01",
  "2026-12-31",
  "2027-01-01",
];

/** Full and half hours and their neighbours, so that windows begin and end within a second. */
export function randomMoment(chance: Chance): string {
  const half = Date.parse(`${chance.pick(AT_DATES)}T00:00:00Z`) + chance.int(0, 47) * 30 * 60_000;
  const moment = new Date(half + chance.pick([-1000, 0, 0, 1000, 7 * 60_000]));
  const text = moment.toISOString();
  return chance.mostly(0.9, text.replace(".000Z", "Z"), text.replace(".000Z", ".400Z"));
}

/** Earlier by about as much as is asked: exactly, a second less or more, or much more. */
export function before(chance: Chance, at: string, soak: string): string {
  const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 }[soak.slice(-1)] ?? 0;
  const asked = Number(soak.slice(0, -1)) * unit;
  const off = chance.mostly(0.4, 30 * 86_400_000, -1000, 0, 0, 1000, -asked);
  return new Date(Date.parse(at) - asked - off).toISOString();
}
