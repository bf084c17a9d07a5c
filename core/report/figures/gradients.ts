import { decodeMetric } from "../../run/metric.ts";
import type { Plot } from "../../run/plot.ts";
import { foreignLine, type Line, type LinesFigure, type Point } from "../figure.ts";

type Layer = Extract<Plot, { readonly pedigree: "gradient-norms" }>["layers"][number];

/** More lines cannot be told apart. */
const MAX_LAYERS = 6;

/**
 * Norms of gradients over steps, layer by layer and as powers of ten: what matters is whether they vanish or explode. Of many
 * layers those with the largest and the smallest last norms are shown.
 */
export function gradientFigures({
  layers,
}: Extract<Plot, { readonly pedigree: "gradient-norms" }>): readonly LinesFigure[] {
  const lines = layers.map(lineOf).filter(({ points }) => new Set(points.map(([step]) => step)).size >= 2);
  if (lines.length === 0) return [];
  const shown = outermost(lines);
  const points = layers.reduce((sum, layer) => sum + layer.points.length, 0);
  const broken = points - layers.reduce((sum, layer) => sum + lineOf(layer).points.length, 0);
  const more = lines.length - shown.length;
  const notes = [
    ...(broken > 0
      ? [`${broken} ${broken === 1 ? "norm is" : "norms are"} zero, NaN or infinite and not drawn.`]
      : []),
    ...(more > 0
      ? [
          `${more} more ${more === 1 ? "layer" : "layers"} in the file, with last norms between the outermost.`,
        ]
      : []),
  ];
  return [
    { shape: "lines", x: "step", y: "norm as a power of ten", range: null, lines: shown, bands: [], notes },
  ];
}

function lineOf({ name, points }: Layer): Line {
  const logs = points.map(([step, norm]): Point => [step, Math.log10(decodeMetric(norm))]);
  return foreignLine(
    name,
    logs.filter(([, log]) => Number.isFinite(log)).sort((a, b) => a[0] - b[0]),
  );
}

function outermost(lines: readonly Line[]): readonly Line[] {
  if (lines.length <= MAX_LAYERS) return lines;
  const last = ({ points }: Line) => points.at(-1)?.[1] ?? 0;
  const ordered = lines.toSorted((a, b) => last(b) - last(a));
  const half = MAX_LAYERS / 2;
  const chosen = new Set([...ordered.slice(0, half), ...ordered.slice(-half)]);
  return lines.filter((line) => chosen.has(line));
}
