import { Html, html } from "./html.ts";

const WIDTH = 720;
const HEIGHT = 260;
const MARGIN = { left: 64, right: 12, top: 28, bottom: 28 };
const COLOURS = ["#0969da", "#e16f24", "#1a7f37", "#8250df"];

interface XyChart {
  readonly title: string;
  readonly x: Range;
  readonly y: Range;
  readonly lines: readonly (readonly number[])[];
}

interface Range {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/** A Mermaid `xychart-beta` with line series as a picture; null for any other diagram. GitHub draws these itself. */
export function drawXyChart(source: string): Html | null {
  const chart = parseXyChart(source);
  if (chart === null) return null;
  const { x, y } = chart;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" role="img" font-size="12" fill="#59636e">
<text x="${WIDTH / 2}" y="16" text-anchor="middle">${chart.title}</text>
<path d="M${MARGIN.left} ${MARGIN.top}V${HEIGHT - MARGIN.bottom}H${WIDTH - MARGIN.right}" fill="none" stroke="#d0d7de"/>
<text x="${MARGIN.left - 6}" y="${MARGIN.top + 10}" text-anchor="end">${y.to}</text>
<text x="${MARGIN.left - 6}" y="${HEIGHT - MARGIN.bottom}" text-anchor="end">${y.from}</text>
<text x="${MARGIN.left}" y="${HEIGHT - 8}">${x.label} ${x.from}</text>
<text x="${WIDTH - MARGIN.right}" y="${HEIGHT - 8}" text-anchor="end">${x.to}</text>
${chart.lines.map((line, i) => polyline(line, y, COLOURS[i % COLOURS.length] ?? "#000"))}</svg>`;
}

function polyline(values: readonly number[], y: Range, colour: string): Html {
  const width = WIDTH - MARGIN.left - MARGIN.right;
  const height = HEIGHT - MARGIN.top - MARGIN.bottom;
  const points = values.map((value, i) => {
    const across = MARGIN.left + (values.length === 1 ? width / 2 : (width * i) / (values.length - 1));
    const up = (value - y.from) / (y.to - y.from || 1);
    return `${across.toFixed(1)},${(HEIGHT - MARGIN.bottom - up * height).toFixed(1)}`;
  });
  return new Html(`<polyline points="${points.join(" ")}" fill="none" stroke="${colour}" stroke-width="2"/>`);
}

function parseXyChart(source: string): XyChart | null {
  const text = source.replace(/^---\n[\s\S]*?\n---\n/, "");
  if (!/^\s*xychart-beta\b/.test(text)) return null;
  const lines = Array.from(text.matchAll(/^\s*line \[([^\]]*)\]$/gm), ([, list = ""]) =>
    list.split(",").map(Number),
  );
  const x = parseAxis(text, "x-axis");
  const y = parseAxis(text, "y-axis");
  const isWhole = x !== null && y !== null && lines.length > 0 && lines.flat().every(Number.isFinite);
  return isWhole ? { title: /^\s*title "([^"]*)"$/m.exec(text)?.[1] ?? "", x, y, lines } : null;
}

function parseAxis(text: string, name: "x-axis" | "y-axis"): Range | null {
  const match = new RegExp(`^\\s*${name} (?:"([^"]*)" )?(\\S+) --> (\\S+)$`, "m").exec(text);
  if (match === null) return null;
  const range = { label: match[1] ?? "", from: Number(match[2]), to: Number(match[3]) };
  return Number.isFinite(range.from) && Number.isFinite(range.to) ? range : null;
}
