import { cpus, totalmem } from "node:os";

/** One measured figure beside its target. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the figure should be, as a rule that can be checked; undefined for a figure given for comparison. */
  readonly target?: { readonly atMost: number } | { readonly atLeast: number };
  readonly note?: string;
}

export interface BenchReport {
  readonly date: string;
  readonly machine: string;
  readonly rows: readonly (BenchRow & { readonly met: boolean | null })[];
}

export function report(rows: readonly BenchRow[]): BenchReport {
  const [cpu] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpu?.model.trim() ?? "unknown CPU"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
    rows: rows.map((row) => ({ ...row, met: isMet(row) })),
  };
}

export function formatTable({ date, machine, rows }: BenchReport): string {
  const cells = rows.map((row) => [
    row.name,
    `${round(row.value)} ${row.unit}`,
    row.target === undefined
      ? ""
      : "atMost" in row.target
        ? `≤ ${row.target.atMost}`
        : `≥ ${row.target.atLeast}`,
    row.met === null ? "" : row.met ? "met" : "MISSED",
    row.note ?? "",
  ]);
  const widths = [0, 1, 2, 3].map((i) => Math.max(...cells.map((cell) => cell[i]?.length ?? 0)));
  const lines = cells.map((cell) =>
    cell
      .map((text, i) => text.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [`${machine}, ${date}`, ...lines].join("\n");
}

/** The p-th percentile (0 to 1) of samples, by the nearest rank. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

function isMet({ value, target }: BenchRow): boolean | null {
  if (target === undefined) return null;
  return "atMost" in target ? value <= target.atMost : value >= target.atLeast;
}

function round(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(3);
}
