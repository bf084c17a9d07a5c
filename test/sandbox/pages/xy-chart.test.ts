import { expect, it } from "vitest";
import { drawXyChart } from "../../../sandbox/pages/xy-chart.ts";

const CHART = `---
config:
  xyChart:
    width: 720
---
xychart-beta
  title "loss <of> it"
  x-axis "step" 1 --> 3
  y-axis 0 --> 1
  line [0, 0.5, 1]
  line [1, 1, 1]
`;

it("draws each series within the axes, with text as text", () => {
  const svg = drawXyChart(CHART)?.text ?? "";
  expect(svg.match(/<polyline/g)).toHaveLength(2);
  expect(svg).toContain('points="64.0,232.0 386.0,130.0 708.0,28.0"');
  expect(svg).toContain("loss &#60;of&#62; it");
});

it.each([
  "graph TD\n a --> b\n",
  "xychart-beta\n  x-axis 1 --> 2\n  y-axis 0 --> x\n  line [1]\n",
  CHART.replace("0.5", "oops"),
])("leaves what it cannot draw", (source) => {
  expect(drawXyChart(source)).toBeNull();
});
