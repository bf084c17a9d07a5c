import type { RankedMetric } from "../../core/compare/rank-runs.ts";
import { formatNumber } from "../../core/report/numbers.ts";
import type { Run } from "../../core/run/run.ts";
import { shortIdLength } from "../../core/run/run-reference.ts";
import { columns } from "../text.ts";

const ARROWS = { maximize: " ↑", minimize: " ↓", none: "" } as const;

/** Several runs beside each other: a row for each metric and each parameter in which they differ. */
export function rankingText(runs: readonly Run[], metrics: readonly RankedMetric[]): string {
  const length = shortIdLength(runs);
  const heads = runs.map(({ id }) => id.slice(0, length));
  const names = runs.map(({ name }) => name ?? "");
  const values = metrics.map(({ name, goal, values: all, best }) => [
    `${name}${ARROWS[goal]}`,
    ...all.map((value, at) => `${value === null ? "" : formatNumber(value)}${best.includes(at) ? " ★" : ""}`),
  ]);
  const params = differingParams(runs).map((name) => [
    name,
    ...runs.map((run) => (Object.hasOwn(run.params, name) ? String(run.params[name]) : "")),
  ]);
  return [
    ...columns([
      ["", ...heads],
      ...(names.some((name) => name !== "") ? [["name", ...names]] : []),
      ["status", ...runs.map(({ status }) => status)],
      ...values,
      ...params,
    ]),
    ...(metrics.some(({ best }) => best.length > 0)
      ? ["", "★ best of these; one number each, chance not considered"]
      : []),
  ].join("\n");
}

function differingParams(runs: readonly Run[]): readonly string[] {
  const names = new Set(runs.flatMap(({ params }) => Object.keys(params)));
  return [...names]
    .filter((name) => new Set(runs.map(({ params }) => JSON.stringify(params[name]))).size > 1)
    .sort();
}
