import fc from "fast-check";
import { expect, test } from "vitest";
import { digestOfText } from "../../../core/canonical.ts";
import { digestFolder } from "../../../core/data/folder-digest.ts";

const entry = fc
  .record({ path: fc.string({ minLength: 1, maxLength: 20 }), content: fc.string({ maxLength: 20 }) })
  .map(({ path, content }) => ({ path, digest: digestOfText(content), bytes: content.length }));
const entries = fc.uniqueArray(entry, { selector: ({ path }) => path, maxLength: 8 });

test("the order of the files does not matter", () => {
  fc.assert(
    fc.property(entries, (files) => {
      expect(digestFolder(files.toReversed())).toBe(digestFolder(files));
    }),
  );
});

test("a renamed, changed or missing file does", () => {
  fc.assert(
    fc.property(entries, entry, (files, other) => {
      fc.pre(!files.some(({ path }) => path === other.path));
      expect(digestFolder([...files, other])).not.toBe(digestFolder(files));
      const renamed = { ...other, path: `${other.path}x` };
      expect(digestFolder([renamed])).not.toBe(digestFolder([other]));
      const changed = { ...other, digest: digestOfText(`${other.digest}`) };
      expect(digestFolder([changed])).not.toBe(digestFolder([other]));
    }),
  );
});
