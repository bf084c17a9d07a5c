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
  const asked = span(soak);
  const off = chance.mostly(0.4, 30 * 86_400_000, -1000, 0, 0, 1000, -asked);
  return new Date(Date.parse(at) - asked - off).toISOString();
}

/** When evidence was there: mostly before the reviews, else to the second or the fraction of one, after, or never. */
export function seenFrom(chance: Chance, luck: number): string | null {
  const minute = `2026-01-02T10:0${chance.int(0, 5)}`;
  return chance.mostly<string | null>(
    luck,
    "2026-01-02T09:58:00Z",
    `${minute}:00Z`,
    `${minute}:00.700Z`,
    `${minute}:01Z`,
    "2026-01-02T10:40:00Z",
    null,
  );
}

/** Earlier by about as much as may be: by half, exactly, a second less or more, or much more. */
export function within(chance: Chance, at: string, duration: string): string {
  const asked = span(duration);
  const before = chance.mostly(0.5, asked / 2, asked, asked - 1000, asked + 1000, asked * 3, -1000);
  return new Date(Date.parse(at) - before).toISOString();
}

/** In milliseconds. */
function span(duration: string): number {
  const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 }[duration.slice(-1)] ?? 0;
  return Number(duration.slice(0, -1)) * unit;
}
