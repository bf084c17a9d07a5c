import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type OutlineNode, type OutlineRoom, outline } from "../../../core/report/outline.ts";
import { law } from "../../support/law.ts";

const ROOM: OutlineRoom<string> = {
  maxParts: 30,
  budget: 1000,
  cost: (item) => item.length,
  matters: (item) => item.startsWith("!"),
};

const node = (item: string, ...parts: OutlineNode<string>[]): OutlineNode<string> => ({ item, parts });

const draw = (nodes: readonly OutlineNode<string>[], room: Partial<OutlineRoom<string>> = {}) =>
  outline(nodes, { ...ROOM, ...room }).map(({ indent, item, more }) => `${indent}${item ?? `+${more}`}`);

describe("an outline", () => {
  const tree = [node("a", node("b", node("c")), node("d")), node("e")];

  it("shows each entry before its parts", () => {
    expect(draw(tree)).toEqual(["a", "  b", "    c", "  d", "e"]);
  });

  it("keeps what stands higher when there is not room for all, and counts the rest where it would stand", () => {
    expect(draw(tree, { budget: 3 })).toEqual(["a", "  b", "    +1", "  +1", "e"]);
    expect(draw(tree, { budget: 1 })).toEqual(["a", "  +2", "+1"]);
  });

  it("keeps what matters, at its place", () => {
    const many = [node("a", node("b"), node("c"), node("!d"), node("e"))];
    expect(draw(many, { maxParts: 2 })).toEqual(["a", "  b", "  !d", "  +2"]);
    expect(draw(many, { budget: 4 })).toEqual(["a", "  b", "  !d", "  +2"]);
  });
});

it("never costs more than its budget, and every entry is shown or counted", () => {
  const { tree } = fc.letrec<{ tree: OutlineNode<string>[] }>((tie) => ({
    tree: fc.array(
      fc.record({
        item: fc.constantFrom("a", "!b", "cc"),
        parts: fc.oneof({ depthSize: "small" }, fc.constant([]), tie("tree")),
      }),
      { maxLength: 4 },
    ),
  }));
  law(fc.tuple(tree, fc.nat(20), fc.integer({ min: 1, max: 3 })), ([nodes, budget, maxParts]) => {
    const lines = outline(nodes, { ...ROOM, budget, maxParts });
    const spent = lines.reduce((sum, { item }) => sum + (item?.length ?? 0), 0);
    expect(spent).toBeLessThanOrEqual(budget);
    const top = lines.filter(({ depth }) => depth === 0);
    expect(top.reduce((sum, { more }) => sum + (more ?? 1), 0)).toBe(nodes.length);
  });
});
