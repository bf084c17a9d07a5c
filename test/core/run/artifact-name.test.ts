import fc from "fast-check";
import { expect, test } from "vitest";
import { formatArtifactName, parseArtifactName } from "../../../core/run/artifact-name.ts";

const name = fc.record({
  experiment: fc.string({ minLength: 1, maxLength: 200, unit: "grapheme" }),
  ordinal: fc.integer({ min: 1, max: 9999 }),
});

test("every experiment has one name, which reads back", () => {
  fc.assert(
    fc.property(name, (written) => {
      expect(parseArtifactName(formatArtifactName(written))).toEqual(written);
    }),
  );
});

test("a name holds nothing that artifacts may not", () => {
  fc.assert(
    fc.property(name, (written) => {
      expect(formatArtifactName(written)).toMatch(/^[^":<>|*?\\/\r\n]+$/);
    }),
  );
});

test.each([
  "pedigree-run.",
  "pedigree-run.a~1",
  "pedigree-run.a~0",
  "pedigree-run.%zz",
  "pedigree-run.%61",
  "model",
  "pedigree-run.a~2~3",
])("%s is no run's artifact", (text) => {
  expect(parseArtifactName(text)).toBeUndefined();
});
