import { formatNumber } from "../../core/report/numbers.ts";
import { sparkline } from "../../core/report/sparkline.ts";
import type { CurvePoint, Curves } from "../../core/run/metric.ts";
import { columns } from "../text.ts";

/** Characters of one curve. */
const WIDTH = 40;

/** The curves of these metrics, a line each: of one run, or of two below each other. */
export function curveLines(
  names: readonly string[],
  { now, before }: { readonly now: Curves; readonly before: Curves | null },
): readonly string[] {
  const rows = names.flatMap((name) => {
    const own = curveRow(name, now.get(name) ?? []);
    const other = curveRow(own.length > 0 ? "  before" : `${name}, before`, before?.get(name) ?? []);
    return [...own, ...other];
  });
  return rows.length === 0 ? ["no curves"] : columns(rows);
}

function curveRow(title: string, points: readonly CurvePoint[]): readonly (readonly string[])[] {
  const line = sparkline(points, WIDTH);
  const [first, last] = [points[0], points.at(-1)];
  if (line === "" || first === undefined || last === undefined) return [];
  return [
    [
      title,
      line,
      `${formatNumber(first.value)} → ${formatNumber(last.value)}`,
      `steps ${first.step} to ${last.step}`,
    ],
  ];
}
