import { decodeMetric } from "../../run/metric.ts";
import type { Plot } from "../../run/plot.ts";
import { type Cell, type Column, type Figure, foreignColumn, ownColumn } from "../figure.ts";

type Row = Extract<Plot, { readonly pedigree: "generations" }>["rows"][number];

/** Texts that a language model wrote: means over all, then samples in the order of the file. */
export function generationFigures({
  rows,
}: Extract<Plot, { readonly pedigree: "generations" }>): readonly Figure[] {
  if (rows.length === 0) return [];
  const measures = measuresOf(rows);
  const columns = [ownColumn("Samples"), ...measures.map(({ column }) => column)];
  const means = [rows.length, ...measures.map(({ value }) => value)];
  return [
    { shape: "table", columns, rows: [means], notes: [] },
    { shape: "texts", samples: rows.map(sampleOf) },
  ];
}

function measuresOf(rows: readonly Row[]): readonly { readonly column: Column; readonly value: Cell }[] {
  const names = [...new Set(rows.flatMap(({ scores }) => Object.keys(scores ?? {})))];
  const scores = names.map((name) => {
    const values = rows.flatMap((row) => scoreOf(row, name) ?? []);
    return { column: foreignColumn(name), value: finite(mean(values)) };
  });
  const latencies = rows.flatMap((row) => row.latency_ms ?? []).sort((a, b) => a - b);
  const tokens = rows.flatMap((row) => row.tokens ?? []);
  return [
    ...scores,
    ...(latencies.length === 0
      ? []
      : [
          { column: ownColumn("Latency p50, ms"), value: nearestRank(latencies, 0.5) },
          { column: ownColumn("Latency p95, ms"), value: nearestRank(latencies, 0.95) },
        ]),
    ...(tokens.length === 0 ? [] : [{ column: ownColumn("Mean tokens"), value: mean(tokens) }]),
  ];
}

function scoreOf({ scores = {} }: Row, name: string): number | undefined {
  const score = Object.hasOwn(scores, name) ? scores[name] : undefined;
  return score === undefined ? undefined : decodeMetric(score);
}

function sampleOf(row: Row, index: number) {
  const { id, prompt, output, reference, scores = {}, latency_ms, tokens } = row;
  return {
    name: String(id ?? index + 1),
    numbers: [
      ...Object.entries(scores).map(([name, value]) => ({ own: "", foreign: name, value })),
      ...(latency_ms === undefined ? [] : [{ own: "ms", foreign: null, value: latency_ms }]),
      ...(tokens === undefined ? [] : [{ own: "tokens", foreign: null, value: tokens }]),
    ],
    texts: [
      { own: "Prompt", text: prompt },
      { own: "Output", text: output },
      ...(reference === undefined ? [] : [{ own: "Reference", text: reference }]),
    ],
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A mean over a score that is not finite says so: leaving it out would flatter the model. */
function finite(value: number): Cell {
  return Number.isFinite(value) ? value : "not finite";
}

function nearestRank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
