import { formatNumber } from "../../../core/report/numbers.ts";
import { element, label, type Markup } from "./element.ts";
import { type Scale, scale, ticks } from "./scale.ts";

export const WIDTH = 640;
export const HEIGHT = 360;
/** Where the title and the legend end, and the drawing begins. */
export const TOP = 56;
const LEFT = 64;
const RIGHT = 16;
const BOTTOM = 48;

export interface Frame {
  readonly x: Scale;
  readonly y: Scale;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly markup: readonly Markup[];
}

/** Two axes with their ticks and names. */
export function frame(
  x: { readonly name: string; readonly range: readonly [number, number] },
  y: { readonly name: string; readonly range: readonly [number, number] },
): Frame {
  const [right, bottom] = [WIDTH - RIGHT, HEIGHT - BOTTOM];
  const across = scale(x.range, [LEFT, right]);
  const up = scale(y.range, [bottom, TOP]);
  const horizontal = labelled(ticks(y.range), ROOM_BESIDE).flatMap(([tick, text]) => [
    element("line", { class: "grid", x1: LEFT, x2: right, y1: up(tick), y2: up(tick) }),
    label(text, { class: "tick", x: LEFT - 6, y: up(tick) + 4, "text-anchor": "end" }),
  ]);
  const vertical = labelled(ticks(x.range), ROOM_BELOW).map(([tick, text]) =>
    label(text, { class: "tick", x: across(tick), y: bottom + 16, "text-anchor": "middle" }),
  );
  const names = [
    label(x.name, { class: "tick", x: (LEFT + right) / 2, y: HEIGHT - 10, "text-anchor": "middle" }),
    label(y.name, {
      class: "tick",
      transform: `translate(14 ${(TOP + bottom) / 2}) rotate(-90)`,
      "text-anchor": "middle",
    }),
  ];
  return { x: across, y: up, left: LEFT, right, bottom, markup: [...horizontal, ...vertical, ...names] };
}

/** Characters that fit beside the vertical axis, and between two ticks of the horizontal one. */
const ROOM_BESIDE = 10;
const ROOM_BELOW = 15;
/** All digits that a double tells for certain. */
const MOST_DIGITS = 15;

/** Ticks with their texts: in five digits, or in as many as tell them apart where there is room for those. */
export function labelled(
  values: readonly number[],
  room: number,
): readonly (readonly [tick: number, text: string])[] {
  let texts = values.map((value) => formatNumber(tidy(value, 6)));
  for (let digits = 6; new Set(texts).size < values.length && digits <= MOST_DIGITS; digits += 1) {
    const longer = values.map((value) => String(tidy(value, digits)));
    if (longer.some((text) => text.length > room)) break;
    texts = longer;
  }
  return values.map((value, at) => [value, texts[at] ?? ""]);
}

/** 0.1 · 3 is not 0.3, and nobody wants to read the difference. */
function tidy(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
