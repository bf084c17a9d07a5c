import { element, label, type Markup } from "./element.ts";
import { WIDTH } from "./frame.ts";

/** Colours of lines, told apart on both backgrounds; in a dark page the second of each pair. */
const PALETTE = [
  ["#0969da", "#4493f8"],
  ["#bc4c00", "#f0883e"],
  ["#1a7f37", "#3fb950"],
  ["#8250df", "#ab7df8"],
  ["#9a6700", "#d29922"],
  ["#cf222e", "#f85149"],
] as const;

const STYLE = styleSheet();

function styleSheet(): string {
  const colour = (dark: 0 | 1) =>
    PALETTE.map((pair, i) => `.s${i}{stroke:${pair[dark]}}.f${i}{fill:${pair[dark]}}`).join("");
  const light = `.page{fill:#fff}.text{fill:#1f2328}.tick{fill:#59636e}.grid{stroke:#d1d9e0}${colour(0)}`;
  const dark = `.page{fill:#0d1117}.text{fill:#f0f6fc}.tick{fill:#9198a1}.grid{stroke:#3d444d}${colour(1)}`;
  const shape = "text{font:12px system-ui,sans-serif}.line{fill:none;stroke-width:2}";
  return `${shape}${light}@media(prefers-color-scheme:dark){${dark}}`;
}

/** A line, a bar or a point of the n-th series: its class. */
export const stroke = (index: number) => `line s${index % PALETTE.length}`;
export const fill = (index: number) => `f${index % PALETTE.length}`;

export interface Described {
  readonly title: string;
  /** What a reader who does not see the image should know. */
  readonly description: string;
  readonly height: number;
}

/** A whole image that needs nothing from outside, with a title and a description for those who do not see it. */
export function svgDocument({ title, description, height }: Described, content: readonly Markup[]): string {
  const root = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${WIDTH} ${height}`,
      width: WIDTH,
      height,
      role: "img",
      "aria-labelledby": "title desc",
    },
    element("title", { id: "title" }, title),
    element("desc", { id: "desc" }, description),
    element("style", {}, STYLE),
    element("rect", { class: "page", width: WIDTH, height }),
    label(title, { class: "text", x: 16, y: 22, "font-weight": "600" }, 80),
    ...content,
  );
  return `${root.markup}\n`;
}
