import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OverwrittenText } from "../../../core/run/overwritten-text.ts";
import { law } from "../../support/law.ts";

const UP = "\u001b[A";

function read(...pieces: readonly string[]): string {
  const text = new OverwrittenText();
  const lines = pieces.map((piece) => text.add(piece)).join("");
  return lines + text.rest();
}

describe("overwritten text", () => {
  it("keeps of a progress bar the state at which it came to stand", () => {
    expect(read("start\n 0 %\r 50 %\r100 %\nend\n")).toBe("start\n100 %\nend\n");
    expect(read("\r 0 %\r 50 %")).toBe(" 50 %");
    expect(read("epoch 1\r", "epoch 2\r")).toBe("epoch 2\r");
  });

  it("does not take a bar that was cleared for an empty line, and leaves it out where a line was printed in its place", () => {
    expect(read("50 %\r    \r\nnext\n")).toBe("50 %\r\nnext\n");
    expect(read("50 %\r    \rdone\n")).toBe("done\n");
  });

  it("keeps of nested bars the newest state of each", () => {
    const inner = (share: string) => `\n\rinner ${share}${UP}`;
    const text = `\router 0 %${inner("0 %")}${inner("50 %")}\router 1 %${inner("0 %")}${inner("99 %")}\n\n`;
    expect(read(text)).toBe("outer 0 %\nouter 1 %\ninner 99 %\n");
  });

  it("says the newest whole state of an unfinished line", () => {
    const text = new OverwrittenText();
    text.add("one\n10 %\r20 %\r3");
    expect(text.state).toBe("20 %");
    text.add("0 %\n");
    expect(text.state).toBe("");
  });

  it("keeps the edge of a private key, which hides the lines after it", () => {
    const edge = "-----BEGIN RSA PRIVATE KEY-----";
    expect(read(`${edge}\rfirst\rsecond\nMIIEow\n`)).toBe(`${edge}\rfirst\rsecond\nMIIEow\n`);
  });

  const pieces = fc.array(fc.constantFrom("a", " ", "bc", "\r", "\n", "\r\n", UP, `${UP}\n`), {
    maxLength: 30,
  });

  it("is the same however it is cut, and has no two states of one line", () => {
    law(fc.tuple(pieces, pieces), ([before, after]) => {
      const text = [...before, ...after].join("");
      expect(read(...Array.from(text))).toBe(read(text));
      expect(read(before.join(""), after.join(""))).toBe(read(text));
      expect(read(text)).not.toMatch(/\S[^\n]*\r[^\n]*\S/);
    });
  });

  it("is the text itself where nothing is written over", () => {
    law(pieces, (words) => {
      const text = words.map((word) => (word === "\r" || word.startsWith(UP) ? "x" : word)).join("");
      expect(read(text)).toBe(text);
    });
  });
});
