import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillBlocks, isIntact, listBlocks, sealBlocks, withoutBlocks } from "../../../core/card/blocks.ts";

const block = (key: string, body: string) =>
  `<!-- pedigree:begin ${key} -->\n${body}\n<!-- pedigree:end ${key} -->`;

describe("blocks", () => {
  test("carry a seal for their source, and tell no line from one empty line", () => {
    const source = { version: 3, run: "a".repeat(32) };
    const card = `${block("a", "x")}\n<!-- pedigree:begin b -->\n<!-- pedigree:end b -->`;
    const sealed = sealBlocks(card, source);
    expect(listBlocks(sealed).map(({ seal }) => seal)).toMatchObject([source, source]);
    expect(listBlocks(sealed).every(isIntact)).toBe(true);
    expect(sealBlocks(sealed, source)).toBe(sealed);
    const edited = sealed.replace("\n<!-- pedigree:end b", "\n\n<!-- pedigree:end b");
    expect(listBlocks(edited).map(isIntact)).toEqual([true, false]);
  });

  test("are filled by key and leave the rest alone", () => {
    const card = `mine\n${block("a", "old")}\nalso mine\n${block("b", "kept")}\n`;
    expect(fillBlocks(card, block("a", "new\nlines"))).toBe(
      `mine\n${block("a", "new\nlines")}\nalso mine\n${block("b", "kept")}\n`,
    );
  });

  test("that people removed do not come back", () => {
    expect(fillBlocks("mine\n", block("a", "new"))).toBe("mine\n");
  });

  test("with a lost end mark swallow nothing", () => {
    const card = `<!-- pedigree:begin a -->\nprecious\n${block("b", "old")}`;
    expect(fillBlocks(card, `${block("a", "x")}\n${block("b", "new")}`)).toBe(
      `<!-- pedigree:begin a -->\nprecious\n${block("b", "new")}`,
    );
    expect(listBlocks(card).map(({ key }) => key)).toEqual(["b"]);
  });

  test("filling is idempotent and keeps every other line, whatever the text", () => {
    const line = fc.constantFrom(
      "x",
      "",
      block("a", "1"),
      block("b", "2"),
      "<!-- pedigree:begin a -->",
      "<!-- pedigree:end a -->",
    );
    const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, (card, fresh) => {
        const filled = fillBlocks(card, fresh);
        expect(fillBlocks(filled, fresh)).toBe(filled);
        expect(withoutBlocks(filled)).toBe(withoutBlocks(card));
      }),
    );
  });
});
