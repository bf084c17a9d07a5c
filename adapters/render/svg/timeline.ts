import type { TimelineFigure } from "../../../core/report/figure.ts";
import { formatNumber } from "../../../core/report/numbers.ts";
import { fill } from "./document.ts";
import { element, label, type Markup } from "./element.ts";
import { TOP, WIDTH } from "./frame.ts";
import { scale } from "./scale.ts";

const MAX_STEPS = 40;
const ROW = 20;
const LEFT = 220;
const RIGHT = WIDTH - 70;

export function timelineHeight({ steps }: TimelineFigure): number {
  return TOP + Math.min(steps.length, MAX_STEPS) * ROW + 16;
}

/** Steps one under the other, each as long as it took; failed ones in red. */
export function drawTimeline({ steps }: TimelineFigure): readonly Markup[] {
  const end = steps.reduce((last, { start, duration }) => Math.max(last, (start ?? 0) + (duration ?? 0)), 0);
  const across = scale([0, end], [LEFT, RIGHT]);
  return [
    label("milliseconds since the chain began", { class: "tick", x: 16, y: 42 }, 80),
    ...steps.slice(0, MAX_STEPS).flatMap(({ name, depth, start, duration, error }, i) => {
      const y = TOP + i * ROW;
      const text = label(name, { class: "text", x: 16 + depth * 12, y: y + 14 }, Math.max(8, 28 - depth * 2));
      if (duration === null || end === 0) return [text];
      const [from, to] = [across(start ?? 0), across((start ?? 0) + duration)];
      const bar = { x: from, y: y + 3, width: Math.max(1, to - from), height: ROW - 6 };
      return [
        text,
        element("rect", { class: fill(error === null ? 0 : 5), ...bar }),
        label(`${formatNumber(duration)} ms`, { class: "tick", x: to + 4, y: y + 14 }),
      ];
    }),
  ];
}
