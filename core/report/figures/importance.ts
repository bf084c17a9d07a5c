import type { Plot } from "../../run/plot.ts";
import type { Bar, BarsFigure } from "../figure.ts";

type Kind<K> = Extract<Plot, { readonly pedigree: K }>;

/** Features by the size of their importance. */
export function importanceFigures({ features }: Kind<"feature-importance">): readonly BarsFigure[] {
  const bars = features.map(({ name, value }) => ({ name, value, word: "" }));
  return barsFigure(bars, { measure: "Importance", words: "" });
}

/** A correlation below this says nothing of a direction. */
const CLEAR = 0.1;

/** Features by their mean absolute SHAP value, and which way larger values of the feature push. */
export function shapFigures({ features }: Kind<"shap-summary">): readonly BarsFigure[] {
  const told = features.some(({ direction }) => direction !== undefined);
  const bars = features.map(({ name, value, direction }) => ({
    name,
    value,
    word: directionWord(direction),
  }));
  return barsFigure(bars, { measure: "Mean |SHAP|", words: told ? "Larger values push" : "" });
}

function directionWord(direction: number | undefined): string {
  if (direction === undefined) return "";
  if (Math.abs(direction) < CLEAR) return "↕ either way";
  return direction > 0 ? "↗ up" : "↘ down";
}

function barsFigure(
  bars: readonly Bar[],
  { measure, words }: { readonly measure: string; readonly words: string },
): readonly BarsFigure[] {
  if (bars.length === 0) return [];
  const ordered = bars.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  return [{ shape: "bars", of: "Feature", measure, words, bars: ordered }];
}
