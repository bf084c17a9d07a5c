import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFigureDrawer } from "../../../../adapters/render/svg/draw-figure.ts";
import { element } from "../../../../adapters/render/svg/element.ts";
import { labelled } from "../../../../adapters/render/svg/frame.ts";
import { rangeOf, scale, ticks } from "../../../../adapters/render/svg/scale.ts";
import { foreignLine, type GraphicFigure, type Point } from "../../../../core/report/figure.ts";

const draw = (figure: GraphicFigure, text = "t") =>
  createFigureDrawer().draw({ name: "n", title: text, description: text, figure });

const POINTS: readonly Point[] = [
  [0, 1],
  [5, 3],
];

/** One figure of each shape, with a text from outside wherever one may stand. */
const figuresWith = (text: string): readonly GraphicFigure[] => [
  { shape: "lines", x: "x", y: "y", range: null, lines: [foreignLine(text, POINTS)], bands: [], notes: [] },
  { shape: "scatter", x: "x", y: "y", points: POINTS, notes: [] },
  { shape: "bars", of: "f", measure: "m", words: "", bars: [{ name: text, value: 1, word: "" }] },
  { shape: "columns", x: "x", y: "y", bins: [{ from: 0, to: 1, count: 2 }], notes: [] },
  { shape: "matrix", labels: [text], counts: [[1]] },
  {
    shape: "timeline",
    steps: [
      { name: text, depth: 1, start: 1, duration: 2, tokens: 3, input: text, output: text, error: text },
    ],
    notes: [],
  },
];

/** Elements that are opened and never closed, read as XML would be. */
function problemsOf(svg: string): readonly string[] {
  const open: string[] = [];
  const problems: string[] = [];
  const rest = svg.replace(
    /<(\/?)([a-z]+)((?: [a-zA-Z0-9-]+="[^"<>]*")*)(\/?)>/g,
    (_, close, name, __, empty) => {
      if (close === "/" && open.pop() !== name) problems.push(`${name} is closed and was not open`);
      if (close === "" && empty === "") open.push(name);
      return "";
    },
  );
  if (open.length > 0) problems.push(`open: ${open.join(" ")}`);
  if (/[<>]|&(?!(amp|lt|gt|quot);)/.test(rest)) problems.push(`bare markup in ${rest}`);
  return problems;
}

const names = (svg: string) => new Set([...svg.matchAll(/<([a-z]+)/gi)].map(([, name]) => name));
const KNOWN = new Set("svg title desc style rect text line polyline polygon circle".split(" "));

describe("an image", () => {
  it("is well formed and holds nothing but shapes, whatever the texts are", async () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.constantFrom(`"><script>alert(1)</script>`, "]]>", "&#60;img&#62;", "</style><style>", "‮x"),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        for (const figure of figuresWith(text)) {
          const svg = await draw(figure, text);
          expect(problemsOf(svg)).toEqual([]);
          expect([...names(svg)].filter((name) => !KNOWN.has(name ?? ""))).toEqual([]);
        }
      }),
    );
  });

  it("holds no code point that XML forbids", async () => {
    for (const figure of figuresWith("a\uFFFEb\uFFFFc\0"))
      expect(await draw(figure, "\uFFFF")).not.toMatch(/\p{Noncharacter_Code_Point}|(?!\n)\p{Cc}/u);
  });

  it("points at nothing outside and runs nothing", async () => {
    for (const figure of figuresWith("javascript:alert(1)")) {
      const svg = (await draw(figure)).replace('xmlns="http://www.w3.org/2000/svg"', "");
      expect(svg).not.toMatch(/href|url\(|@import|https?:|\son[a-z]+=/);
    }
  });

  it("has a title and a description, and colours for a dark page", async () => {
    for (const figure of figuresWith("a")) {
      const svg = await draw(figure, "told");
      expect(svg).toContain('<title id="title">told</title><desc id="desc">told</desc>');
      expect(svg).toMatch(/role="img" aria-labelledby="title desc"/);
      expect(svg).toContain("prefers-color-scheme:dark");
    }
  });

  it("is the same bytes for the same figure, and no coordinate is anything but a number", async () => {
    const value = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 30 }), async (points) => {
        for (const figure of [
          { shape: "scatter", x: "x", y: "y", points, notes: [] },
          {
            shape: "lines",
            x: "x",
            y: "y",
            range: null,
            lines: [foreignLine("a", points)],
            bands: [],
            notes: [],
          },
        ] as const) {
          const svg = await draw(figure);
          expect(await draw(figure)).toBe(svg);
          expect(svg).not.toMatch(/ (points|width|height|[cr]?[xyr][12]?)="[^"]*[a-zA-Z]/);
        }
      }),
    );
  });

  it("places a point where its axes say", async () => {
    const svg = await draw({
      ...figuresWith("a")[0],
      shape: "lines",
      x: "x",
      y: "y",
      range: [0, 4],
      bands: [],
      notes: [],
      lines: [
        foreignLine("a", [
          [0, 0],
          [10, 4],
        ]),
      ],
    });
    // From the lower left corner of the axes to the upper right one.
    expect(svg).toContain('points="64,312 624,56"');
  });

  it("makes the longest bar as wide as there is room, and the others in proportion", async () => {
    const bars = [4, -2].map((value) => ({ name: "f", value, word: "" }));
    const svg = await draw({ shape: "bars", of: "f", measure: "m", words: "", bars });
    const widths = [...svg.matchAll(/<rect class="f\d" x="200" y="[\d.]+" width="([\d.]+)"/g)].map((m) =>
      Number(m[1]),
    );
    expect(widths).toEqual([330, 165]);
  });
});

it.each([
  [
    [123_456.1, 123_456.2, 123_456.3],
    ["123456.1", "123456.2", "123456.3"],
  ],
  [
    [0.999_99, 0.999_992],
    ["0.99999", "0.999992"],
  ],
  [
    [0.1, 0.1 + 0.2],
    ["0.1", "0.3"],
  ],
  [
    [1e9, 2e9],
    ["1e+9", "2e+9"],
  ],
  // There is no room for what would tell these apart.
  [
    [1.8e12, 1.8e12 + 1],
    ["1.8e+12", "1.8e+12"],
  ],
])("labels the ticks %j as %j", (values, texts) => {
  expect(labelled(values, 10).map(([, text]) => text)).toEqual(texts);
});

it("places numbers whose distance no double holds", () => {
  const range = rangeOf([-1e308, 1e308], 0.05);
  expect(range.every(Number.isFinite)).toBe(true);
  expect([-1e308, 0, 1e308].map(scale([-1e308, 1e308], [0, 100]))).toEqual([0, 50, 100]);
});

describe("ticks", () => {
  it("are round, ascending, within the range and never many", () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const range = rangeOf([a, b]);
        const found = ticks(range);
        expect(found.length).toBeLessThanOrEqual(12);
        const slack = (range[1] - range[0]) * 1e-6;
        for (const tick of found) {
          expect(tick).toBeGreaterThanOrEqual(range[0] - slack);
          expect(tick).toBeLessThanOrEqual(range[1] + slack);
        }
        expect(found).toEqual(found.toSorted((x, y) => x - y));
      }),
      { examples: [[999_999_999.999_998_9, 999_999_999.999_999_9]] },
    );
    expect(ticks([0, 1])).toEqual([0, 0.2, 0.4, expect.closeTo(0.6, 9), 0.8, 1]);
  });
});

it("escapes what stands in an attribute", () => {
  expect(element("g", { a: `"&<` }, "<b>")).toEqual({ markup: '<g a="&quot;&amp;&lt;">&lt;b&gt;</g>' });
});
