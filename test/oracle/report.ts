import type { Tally } from "./tally.ts";

const STATUSES = ["passed", "failed", "pending", "unknown"];
const share = (part: number, all: number) => `${((100 * part) / Math.max(1, all)).toFixed(1)} %`;

/** The spread of the cases as two tables for people. */
export function tables(tally: Tally): string {
  const kinds = [...tally.statuses.keys()].toSorted().map((kind) => {
    const counts = tally.statuses.get(kind) ?? new Map<string, number>();
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const cells = STATUSES.map((status) => share(counts.get(status) ?? 0, all).padStart(8));
    return `${kind.padEnd(16)}${String(all).padStart(8)}${cells.join("")}`;
  });
  const features = [...tally.features]
    .toSorted(([, a], [, b]) => b - a)
    .map(([feature, count]) => `${feature.padEnd(40)}${share(count, tally.cases).padStart(8)}`);
  const head = `${"kind".padEnd(16)}${"results".padStart(8)}${STATUSES.map((one) => one.padStart(8)).join("")}`;
  const allowed = `${"allowed".padEnd(40)}${share(tally.allowed, tally.cases).padStart(8)}`;
  return [head, ...kinds, "", `${tally.cases} cases`, allowed, ...features].join("\n");
}

/** The same for programs. */
export function asJson(seed: number, tally: Tally): string {
  const statuses = Object.fromEntries(
    [...tally.statuses].map(([kind, counts]) => [kind, Object.fromEntries(counts)]),
  );
  const features = Object.fromEntries(tally.features);
  return JSON.stringify({ seed, ...tally, statuses, features }, null, 2);
}
