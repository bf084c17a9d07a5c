import fc from "fast-check";
import { stringify } from "smol-toml";
import { expect, test } from "vitest";
import { parseToml } from "../../../adapters/importers/toml.ts";

test("tables become objects", () => {
  expect(parseToml("lr = 1e-3\n[a.b]\nc = [1, 2]\n", "x.toml")).toEqual({
    lr: 1e-3,
    a: { b: { c: [1, 2] } },
  });
});

test("an error names line and column", () => {
  expect(() => parseToml("a = 1\nb = = 2\n", "x.toml")).toThrow(
    expect.objectContaining({
      code: "FILE_UNREADABLE",
      details: expect.objectContaining({
        subject: "x.toml",
        path: expect.stringMatching(/^line 2, column \d+$/),
      }),
    }),
  );
});

test("digits beyond a double stay as they were written, and an infinity that is spelled out is one", () => {
  const text = [
    "a = 1e400 # 1e400",
    "b = [-1.5E+4_00,1e400, { c = 1e999 }, 1e308]",
    "d = inf",
    "e = -inf",
    "1e400 = 1",
    "[t.1e400]",
  ].join("\n");
  expect(parseToml(text, "x.toml")).toEqual({
    a: "1e400",
    b: ["-1.5E+4_00", "1e400", { c: "1e999" }, 1e308],
    d: Number.POSITIVE_INFINITY,
    e: Number.NEGATIVE_INFINITY,
    "1e400": 1,
    t: { "1e400": {} },
  });
});

test("such digits within text and comments are text", () => {
  const text = [
    "# it's 1e400 \"1e400",
    'a = "1e400 \\" 1e400"',
    "b = ' 1e400 \\'",
    'c = """\n1e400 "" 1e400 \\""" 1e400"""',
    "d = '''1e400 '' 1e400'''",
    "x = 1e400",
  ].join("\n");
  expect(parseToml(text, "x.toml")).toEqual({
    a: '1e400 " 1e400',
    b: " 1e400 \\",
    c: '1e400 "" 1e400 """ 1e400',
    d: "1e400 '' 1e400",
    x: "1e400",
  });
});

test("what is no number stays refused where it stands", () => {
  expect(() => parseToml("x = 1e400\ny = 01e400\n", "x.toml")).toThrow(/line 2, column \d+/);
});

test("plain data comes back as it was written beside such digits", () => {
  const word = fc.constantFrom('"', "'", "\\", "#", "\n", "1e400", " ", "=", "[", "]", "a");
  const text = fc.string({ unit: word, maxLength: 12 });
  fc.assert(
    fc.property(fc.dictionary(text, text, { maxKeys: 5, noNullPrototype: true }), (table) => {
      expect(parseToml(`${stringify({ table })}\nmore = 1e400\n`, "x.toml")).toEqual({
        table: { ...table, more: "1e400" },
      });
    }),
  );
});

test("an integer beyond 2^53 is exact, and one of many digits is no reason to refuse the rest", () => {
  const seed = 13557489321930403201n;
  const digits = "9".repeat(400);
  expect(parseToml(`seed = ${seed}\nsmall = 7\nlong = ${digits}\n`, "x.toml")).toEqual({
    seed,
    small: 7,
    long: digits,
  });
});

test("however many escapes a text has, it is read; what is too large says the limit and what to do", () => {
  const [escapes, quotes] = ["\\n".repeat(900_000), '\\""'.repeat(300_000)];
  const text = `a = "${escapes}"\nb = """${quotes}"""\nc = 1e400\n`;
  expect(parseToml(text, "x.toml")).toMatchObject({ a: "\n".repeat(900_000), c: "1e400" });
  expect(() => parseToml(`${text}${text}`, "x.toml")).toThrow(
    expect.objectContaining({
      code: "FILE_TOO_LARGE",
      details: expect.objectContaining({
        subject: "x.toml",
        expected: "at most 4194304 bytes",
        remedy: expect.stringContaining("write JSON"),
      }),
    }),
  );
});
