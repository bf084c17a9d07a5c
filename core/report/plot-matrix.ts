import type { MatrixFigure } from "./figure.ts";

export interface MatrixView {
  readonly labels: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly MatrixCell[] }[];
  readonly omitted: number;
}

export interface MatrixCell {
  readonly count: number;
  /** How much of its row's total it is, as a shade from nothing to full. */
  readonly shade: string;
}

/** More classes do not fit into the width of a comment. */
const MAX_MATRIX = 12;
const SHADES = ["", "░", "▒", "▓", "█"] as const;

export function matrixView({ labels, counts }: MatrixFigure): MatrixView {
  const shown = labels.slice(0, MAX_MATRIX);
  const rows = shown.map((label, i) => {
    const row = counts[i] ?? [];
    const total = row.reduce((sum, count) => sum + count, 0);
    const cells = row.slice(0, MAX_MATRIX).map((count) => ({ count, shade: shadeOf(count, total) }));
    return { label, cells };
  });
  return { labels: shown, rows, omitted: labels.length - shown.length };
}

function shadeOf(count: number, total: number): string {
  return total === 0 ? "" : (SHADES[Math.ceil((count / total) * (SHADES.length - 1))] ?? "");
}
