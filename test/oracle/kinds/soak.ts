import type { OracleKind } from "../verdict.ts";

const SECONDS: Record<string, number> = { m: 60, h: 60 * 60, d: 24 * 60 * 60 };

export const soak: OracleKind<string> = {
  kind: "soak",
  judge: (asked, { since, at }) => {
    if (since === undefined || since === null) return ["unknown"];
    const needed = Number(asked.slice(0, -1)) * (SECONDS[asked.slice(-1)] ?? Number.NaN);
    const stood = (Date.parse(at) - Date.parse(since)) / 1000;
    return [stood >= needed ? "passed" : "pending"];
  },
};
