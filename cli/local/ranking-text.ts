import type { AgainstFirst } from "../../core/compare/chance.ts";
import { formatNumber } from "../../core/report/numbers.ts";
import type { Run } from "../../core/run/run.ts";
import { shortIdLength } from "../../core/run/run-reference.ts";
import type { WeighedMetric } from "../../usecases/compare-several.ts";
import { columns } from "../text.ts";

const ARROWS = { maximize: " ↑", minimize: " ↓", none: "" } as const;

/** Several runs beside each other: a row for each metric and each parameter in which they differ. */
export function rankingText(runs: readonly Run[], metrics: readonly WeighedMetric[]): string {
  const length = shortIdLength(runs);
  const heads = runs.map(({ id }) => id.slice(0, length));
  const names = runs.map(({ name }) => name ?? "");
  const values = metrics.map(({ name, goal, values: all, best, against }) => [
    `${name}${ARROWS[goal]}`,
    ...all.map((value, at) =>
      [
        ...(value === null ? [] : [formatNumber(value)]),
        ...(best.includes(at) ? ["★"] : []),
        ...signOf(against[at - 1]),
      ].join(" "),
    ),
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
    ...legendOf(metrics),
  ].join("\n");
}

function signOf(against: AgainstFirst | null | undefined): readonly string[] {
  return against === null || against === undefined ? [] : [against.differs ? "≠" : "≈"];
}

function legendOf(metrics: readonly WeighedMetric[]): readonly string[] {
  const marked = metrics.some(({ best }) => best.length > 0);
  const weighed = metrics.some(({ against }) => against.some((one) => one !== null));
  if (!weighed) return marked ? ["", "★ best of these; one number each, chance not considered"] : [];
  return [
    "",
    ...(marked ? ["★ best number of these"] : []),
    "≠ differs from the first run by more than chance, ≈ not told apart from it; without a sign nothing is known of chance",
    "  (by the means of the repeats of each; 95 %, Holm's correction over the runs of a row)",
  ];
}

function differingParams(runs: readonly Run[]): readonly string[] {
  const names = new Set(runs.flatMap(({ params }) => Object.keys(params)));
  return [...names]
    .filter((name) => new Set(runs.map(({ params }) => JSON.stringify(params[name]))).size > 1)
    .sort();
}
