import fc from "fast-check";
import { expect, it } from "vitest";
import { parseYaml } from "../../../adapters/importers/yaml.ts";
import { type Plain, yamlText } from "../../../core/export/yaml-text.ts";
import { law } from "../../support/law.ts";

it("is read back as what was written", () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "yes",
      "No",
      "null",
      "1e3",
      "0x1",
      "a: b",
      "- a",
      "#",
      "a #b",
      "",
      " ",
      "é",
      "2026-01-01",
      "~",
    ),
  );
  const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
  const keys = text.filter((key) => !["__proto__", "constructor", "prototype"].includes(key));
  const { value } = fc.letrec<{ value: Plain }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof(text, number, fc.boolean(), fc.constant(null)),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(keys, tie("value"), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  law(value, (plain) => {
    const again = parseYaml(yamlText(plain), "x");
    expect(JSON.stringify(again)).toBe(JSON.stringify(plain));
  });
});

it.each([
  [{ a: [1, { b: "x y" }], c: {}, d: [] }, 'a:\n  - 1\n  - b: "x y"\nc: {}\nd: []\n'],
  [1e-7, "1.0e-7\n"],
  [-1.5e21, "-1.5e+21\n"],
  ["apache-2.0", "apache-2.0\n"],
  ["on", '"on"\n'],
  [[[1], [2]], "- - 1\n- - 2\n"],
  // PyYAML refuses a file with the first two, and reads the others as line breaks.
  ["\u007f\u0080 \u0085\u2028\u2029", '"\\u007f\\u0080 \\u0085\\u2028\\u2029"\n'],
])("%j", (value, text) => {
  expect(yamlText(value)).toBe(text);
});
