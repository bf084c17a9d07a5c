import type { OracleKind } from "../verdict.ts";

const SECONDS: Record<string, number> = { m: 60, h: 60 * 60, d: 24 * 60 * 60 };

export function secondsOf(duration: string): number {
  return Number(duration.slice(0, -1)) * (SECONDS[duration.slice(-1)] ?? Number.NaN);
}

export const soak: OracleKind<string> = {
  kind: "soak",
  judge: (asked, { since, at }) => {
    if (since === undefined || since === null) return ["unknown"];
    const stood = (Date.parse(at) - Date.parse(since)) / 1000;
    return [stood >= secondsOf(asked) ? "passed" : "pending"];
  },
};
