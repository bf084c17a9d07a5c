import fc from "fast-check";
import { expect, it } from "vitest";
import { TagTable } from "../../../adapters/importers/tensorboard-tag.ts";

/** Reads each as if the one after it stood in the same memory. */
function readAll(texts: readonly string[]): readonly string[] {
  const tags = new TagTable();
  const memory = Buffer.alloc(4_000, "x");
  return texts.map((text) => tags.read(memory, 5, 5 + memory.write(text, 5)));
}

it("gives every tag its text, in whatever order they come again", () => {
  const tag = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom("loss", "lose", "los", "accuracy", "größe", "\uFEFFloss") },
    fc.string({ unit: "grapheme", maxLength: 30 }),
  );
  fc.assert(
    fc.property(fc.array(tag, { maxLength: 60 }), (tags) => {
      expect(readAll(tags)).toEqual(tags);
    }),
  );
});

it("gives tags their text also where they are too long or too many to be known again", () => {
  const long = ["a".repeat(3_000), "b".repeat(3_000)];
  const many = Array.from({ length: 10_500 }, (_, n) => `layer/${n}`);
  const tags = [...many, ...long, ...many.slice(-3), ...long, ...many.slice(0, 3)];
  expect(readAll(tags)).toEqual(tags);
});
