import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Lexer, stringify } from "yaml";
import {
  parseYaml,
  parseYamlWithLines,
  WRITTEN_YAML_LIMITS,
  type YamlLimits,
} from "../../../adapters/importers/yaml.ts";
import { PedigreeError } from "../../../core/errors.ts";

function problem(text: string, limits?: YamlLimits): PedigreeError {
  try {
    parseYaml(text, "file.yml", limits);
  } catch (error) {
    if (error instanceof PedigreeError) return error;
    throw error;
  }
  throw new Error("was read without an error");
}

describe("parseYaml", () => {
  test("reads the core schema", () => {
    expect(parseYaml("a: 1\nb: [true, null, 0x10, 1.5, yes]\nc:\n  d: 'x'\n", "f")).toEqual({
      a: 1,
      b: [true, null, 16, 1.5, "yes"],
      c: { d: "x" },
    });
    expect(parseYaml("", "f")).toBeNull();
    expect(parseYaml("1: one\nnull: none\n", "f")).toEqual({ "1": "one", null: "none" });
    expect(parseYaml("!!str 1", "f")).toBe("1");
  });

  test("keeps digits beyond a double as they were written, and an infinity that is spelled out", () => {
    const text = `a: 1e400\nb: [-1.5e+400, !!float 1e400, 0x${"f".repeat(300)}, 1e308]\nc: .inf\nd: {x: -.INF}\n`;
    expect(parseYaml(text, "f")).toEqual({
      a: "1e400",
      b: ["-1.5e+400", "1e400", `0x${"f".repeat(300)}`, 1e308],
      c: Number.POSITIVE_INFINITY,
      d: { x: Number.NEGATIVE_INFINITY },
    });
    expect(parseYaml("9".repeat(400), "f")).toBe("9".repeat(400));
    // The beginning of a commit is no number either.
    expect(parseYamlWithLines("commit: 12e4567\n", "f").value).toEqual({ commit: "12e4567" });
  });

  test("keeps an integer as it was written of which a double holds another one", () => {
    const text =
      "seed: 13557489321930403201\nodd: -9007199254740993\neven: 9007199254740992\nhex: 0xFFFFFFFFFFFFFFFF\n";
    expect(parseYaml(text, "f")).toEqual({
      seed: "13557489321930403201",
      odd: "-9007199254740993",
      even: 9007199254740992,
      hex: "0xFFFFFFFFFFFFFFFF",
    });
  });

  test("reads a merge key and a timestamp as what they look like", () => {
    expect(parseYaml("<<: {a: 1}\nwhen: 2026-01-01\n", "f")).toEqual({ "<<": { a: 1 }, when: "2026-01-01" });
  });

  test.each([
    ["a: 1\n  b: 2\n", "FILE_UNREADABLE", "line 1, column 4"],
    ["a: &x 1\nb: *x\n", "FILE_UNREADABLE", "line 2, column 4"],
    ["a: &x 1\nb: [1, *x]\n", "FILE_UNREADABLE", "line 2, column 8"],
    ["a: &x &y 1\n", "FILE_UNREADABLE", "line 1, column 7"],
    ['a:\n  - "x" "y"\nb: &x &y 1\n', "FILE_UNREADABLE", "line 2, column 9"],
    ["*x : 1\n", "FILE_UNREADABLE", "line 1, column 1"],
    ["a: 1\nb: 2\na: 3\n", "FILE_UNREADABLE", "line 3, column 1"],
    ['a:\n  1: x\n  "1": y\n', "FILE_UNREADABLE", "line 3, column 3"],
    ["a:\n  __proto__: {x: 1}\n", "FILE_UNREADABLE", "line 2, column 3"],
    ["constructor: 1\n", "FILE_UNREADABLE", "line 1, column 1"],
    ["{prototype: 1}\n", "FILE_UNREADABLE", "line 1, column 2"],
    ["a: !!js/function 'x'\n", "FILE_UNREADABLE", "line 1, column 4"],
    ["a: !mine x\n", "FILE_UNREADABLE", "line 1, column 4"],
    ["a: !!binary eA==\n", "FILE_UNREADABLE", "line 1, column 4"],
    ["%YAML 1.1\n---\na: yes\n", "FILE_UNREADABLE", "line 1, column 1"],
    ["a: 1\n---\nb: 1\n", "FILE_UNREADABLE", "line 2, column 1"],
    ["? [a]\n: 1\n", "FILE_UNREADABLE", "line 1, column 3"],
  ])("refuses %j", (text, code, path) => {
    const error = problem(text);
    expect([error.code, error.details.path]).toEqual([code, path]);
    expect(error.message).toContain("file.yml");
    expect(error.message).not.toContain("\n");
  });

  test.each([
    ["flow", (depth: number) => "[".repeat(depth) + "]".repeat(depth)],
    ["compact", (depth: number) => `${"- ".repeat(depth)}x`],
    ["block", (depth: number) => Array.from({ length: depth }, (_, i) => `${" ".repeat(i)}a:\n`).join("")],
  ])("nests at most 32 deep in %s style", (_, nested) => {
    expect(() => parseYaml(nested(32), "f")).not.toThrow();
    expect(problem(nested(33)).details.expected).toContain("32");
    expect(problem(nested(200)).code).toBe("FILE_UNREADABLE");
  });

  test("brackets inside text are not nesting", () => {
    expect(parseYaml(`a: "${"[".repeat(500)}"\nb: |\n  ${"{".repeat(500)}\n`, "f")).toBeTypeOf("object");
  });

  test("judges size first and depth before anything recursive", () => {
    const megabytes = "[".repeat(10_000_000);
    expect(problem(megabytes).code).toBe("FILE_TOO_LARGE");
    expect(problem("é".repeat(40_000)).code).toBe("FILE_TOO_LARGE");
    for (const unit of ["[", "{", "- ", "? ", "a: ", "? - ", '"', "&a ", "!!str ", "[{", "]"]) {
      expect(problem(unit.repeat(65_000 / unit.length)).code).toBe("FILE_UNREADABLE");
    }
    const manyKeys = Array.from({ length: 7000 }, (_, i) => `k${i}: 1\n`).join("");
    expect(parseYaml(manyKeys, "f")).toHaveProperty("k6999", 1);
  });
});

test("text that begins with a star is no alias", () => {
  const text = "a: '*x'\nb: \"*x\"\nc: |\n  *x\nd: x\n  *x\n# *x\ne: 1*2\n";
  expect(parseYaml(text, "f")).toEqual({ a: "*x", b: "*x", c: "*x\n", d: "x *x", e: "1*2" });
});

test("what is written into a registry has as many tokens as no real policy, and not one more", () => {
  // An item is five: the sign, the gap, a mark before the text, the text and the line break. One more begins the document.
  const items = (count: number) => "- a\n".repeat(count);
  const tokens = (text: string) => Array.from(new Lexer().lex(text)).length;
  const most = `${items(3_999)}- a`;
  expect(tokens(most)).toBe(20_000);
  expect(parseYaml(most, "f", WRITTEN_YAML_LIMITS)).toHaveLength(4_000);
  const { code, details, message } = problem(`${most}\n`, WRITTEN_YAML_LIMITS);
  expect([code, details.path]).toEqual(["FILE_TOO_LARGE", "line 4000, column 4"]);
  expect(message).toMatch(/at most 20000 tokens .*, found more; shorten the file/);
  expect(parseYaml(`${most}\n`, "f")).toHaveLength(4_000);
});

describe("properties", () => {
  const awkward = fc.array(
    fc.oneof(
      fc.constantFrom(
        "- ",
        "? ",
        ": ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a",
        "*a",
        "!t",
        "|\n",
        ">-\n",
        "'",
        '"',
        "#",
      ),
      fc.constantFrom(
        "\n",
        "  ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "<<: ",
        "\t",
        "a",
        "1",
        "\u0000",
        "\ufeff",
      ),
      fc.string({ unit: "binary", maxLength: 5 }),
    ),
    { maxLength: 60 },
  );

  test("any text is read or refused with a coded error", () => {
    fc.assert(
      fc.property(awkward, (parts) => {
        try {
          parseYaml(parts.join(""), "f");
        } catch (error) {
          expect(error).toBeInstanceOf(PedigreeError);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("plain data comes back as it was written", () => {
    const data = fc
      .jsonValue({ maxDepth: 5 })
      .filter((value) => !/__proto__|constructor|prototype/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(data, (value) => {
        const text = stringify(value, { aliasDuplicateObjects: false });
        const read = parseYaml(text, "f", { maxBytes: 1_000_000, maxDepth: 32 });
        expect(JSON.stringify(read)).toBe(JSON.stringify(value));
      }),
    );
  });
});

describe("lines", () => {
  test("are those of keys and of list items, by path", () => {
    const text = "a: 1\nb:\n  - x\n  - c: 2\n    d: { e: [1,\n      2] }\n";
    const { value, lines } = parseYamlWithLines(text, "x");
    expect(value).toEqual(parseYaml(text, "x"));
    expect(Object.fromEntries(lines)).toEqual({
      "": 1,
      a: 1,
      b: 2,
      "b[0]": 3,
      "b[1]": 4,
      "b[1].c": 4,
      "b[1].d": 5,
      "b[1].d.e": 5,
      "b[1].d.e[0]": 5,
      "b[1].d.e[1]": 6,
    });
  });

  test("come with the same refusals", () => {
    expect(() => parseYamlWithLines("a: 1\na: 2\n", "x")).toThrow(/line 2/);
  });
});
