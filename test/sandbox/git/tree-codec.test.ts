import fc from "fast-check";
import { expect, test } from "vitest";
import {
  formatTree,
  isTreePath,
  type NamedEntry,
  parseTree,
  TREE_MODES,
} from "../../../sandbox/git/tree-codec.ts";

const entries = fc.uniqueArray(
  fc
    .record({
      name: fc.stringMatching(/^[a-zé.-][a-z0-9é.-]{0,8}$/),
      mode: fc.constantFrom(...Object.keys(TREE_MODES)),
      sha: fc.stringMatching(/^[0-9a-f]{40}$/),
    })
    .map((entry): NamedEntry => ({ ...entry, type: TREE_MODES[entry.mode] ?? "blob" })),
  { selector: ({ name }) => name, maxLength: 12 },
);

test("a tree is read as it was written, and its bytes do not depend on the order of entries", () => {
  fc.assert(
    fc.property(entries, (list) => {
      const parsed = parseTree(formatTree(list));
      expect(parsed.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
        list.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      );
      expect(formatTree([...list].reverse())).toEqual(formatTree(list));
    }),
  );
});

test.each(["a", "a/b.txt", "über", ".github/x", "a..b", "-"])("%s may stand in a tree", (path) => {
  expect(isTreePath(path)).toBe(true);
});

test.each(["", "/a", "a/", "a//b", "..", "a/../b", ".", ".git", "a/.Git/b", "a\0b"])(
  "%j may not stand in a tree",
  (path) => {
    expect(isTreePath(path)).toBe(false);
  },
);
