import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  codeSpan,
  fencedBlock,
  htmlCode,
  mermaidText,
  plainText,
  shorten,
  tableCell,
} from "../../../adapters/render/escape.ts";
import { readCells, readCodeSpan } from "./code-span.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom("`", "|", "\\", " ", "\n", "a", "<", "@", "[", "]", "(", "!"),
    maxLength: 40,
  }),
  fc.constantFrom(
    "@acme/ml-leads",
    "![x](https://evil.example/p.png)",
    "<img src=x onerror=1>",
    "a|b\n|c|",
    "`` ` ```",
    "&#64;here",
    "\u202Egnp.exe",
    "<!-- pedigree:comment -->",
    "\uD800",
  ),
);

describe("a value in a code span", () => {
  it("is exactly one code span, whatever the value", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const read = readCodeSpan(codeSpan(text));
        expect(read).toHaveProperty("text");
        if (!("text" in read)) return;
        expect(read.text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(read.text).not.toContain("<!--");
      }),
      { numRuns: 2000 },
    );
  });

  it("shows an ordinary value as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 100 }), (text) => {
        fc.pre(text.trim() !== "" && !text.includes("<!--"));
        expect(readCodeSpan(codeSpan(text))).toEqual({ text });
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps its row of a table whole, with every cell one code span", () => {
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const cells = readCells(`| ${tableCell(a)} | ${tableCell(b)} | 1 |`);
        expect(cells).toHaveLength(3);
        for (const cell of cells.slice(0, 2)) expect(readCodeSpan(cell)).toHaveProperty("text");
      }),
      { numRuns: 2000 },
    );
  });

  it("is bounded", () => {
    expect(codeSpan("x".repeat(10_000)).length).toBeLessThanOrEqual(202);
    expect(tableCell("x".repeat(100), 10)).toBe("`xxxxxxxxx…`");
  });

  it.each([
    ["auc", "`auc`"],
    ["", "`(empty)`"],
    ["  ", "`(2 spaces)`"],
    ["a`b", "``a`b``"],
    ["`", "`` ` ``"],
    ["a\nb", "`a␤b`"],
    ["a\tb", "`a␉b`"],
    ["a\u200Bb", "`a\uFFFDb`"],
  ])("renders %j as %s", (text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });

  it("escapes pipes in tables only", () => {
    expect(codeSpan("a|b")).toBe("`a|b`");
    expect(tableCell("a|b")).toBe("`a\\|b`");
    expect(tableCell("a\\|b")).toBe("`a\\│b`");
  });
});

describe("other places", () => {
  it("closes a fence only at its own end", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const lines = fencedBlock(text).split("\n");
        const fence = /^`+/.exec(lines[0] ?? "")?.[0] ?? "";
        const closers = lines.slice(1).filter((line) => line.trim().startsWith(fence));
        expect(closers).toEqual([fence]);
        expect(lines.at(-1)).toBe(fence);
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves no sign of Markdown, HTML or a mention in plain text", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(plainText(text).replace(/&(?:amp|lt|gt|quot|#\d+);/g, "")).not.toMatch(/[&<>`*[\]|\\~@\n]/);
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves nothing but letters, digits and entities in HTML", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const inner = htmlCode(text).slice("<code>".length, -"</code>".length);
        expect(inner.replace(/&#\d+;|^\(empty\)$/g, "")).not.toMatch(/[!-/:-@[-`{-~\n]/);
      }),
    );
  });

  it("gives Mermaid one quoted text", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(mermaidText(text)).toMatch(/^"[^"%{}\n;`\\]*"$/);
      }),
    );
  });

  it("never cuts inside a surrogate pair", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 50 }), fc.nat(60), (text, max) => {
        const cut = shorten(text, max);
        expect(cut.isWellFormed()).toBe(true);
        expect(cut.length).toBeLessThanOrEqual(Math.max(1, max));
      }),
    );
  });
});
