import { describe, expect, test } from "vitest";
import { countWords, readHeadings, splitCard, stripComments } from "../../../core/card/card-body.ts";

describe("splitCard", () => {
  test("takes front matter only from the very start and only when it is closed", () => {
    expect(splitCard("---\na: 1\n---\nbody\n")).toEqual({ frontMatter: "a: 1", body: "body\n", bodyLine: 4 });
    expect(splitCard("\ufeff---\r\na: 1\r\n---\r\nbody")).toEqual({
      frontMatter: "a: 1",
      body: "body",
      bodyLine: 4,
    });
    expect(splitCard("---\n---\n").frontMatter).toBe("");
    for (const text of ["\n---\na: 1\n---\n", "---\na: 1\n", " ---\na: 1\n---\n", ""]) {
      expect(splitCard(text)).toMatchObject({ frontMatter: undefined, bodyLine: 1 });
    }
  });
});

describe("readHeadings", () => {
  test("gives title, line, key and all below, deeper headings included", () => {
    const body = "# One ##\n<!-- section: one -->\na\n## *Deep*\nb\n# Two\nc";
    expect(readHeadings(body, 10)).toEqual([
      { title: "One", line: 10, key: "one", body: "<!-- section: one -->\na\n## *Deep*\nb" },
      { title: "Deep", line: 13, key: undefined, body: "b" },
      { title: "Two", line: 15, key: undefined, body: "c" },
    ]);
  });

  test("a deeper heading's key is not the key of the one above", () => {
    expect(readHeadings("# One\n## Two\n<!-- section: two -->", 1).map(({ key }) => key)).toEqual([
      undefined,
      "two",
    ]);
  });

  test.each(["    # code", "#hash", "####### seven", "text # no", "~~~\n# fenced\n~~~", "<!-- a\n# b\n-->"])(
    "%j is none",
    (body) => {
      expect(readHeadings(body, 1)).toEqual([]);
    },
  );
});

test("words are what a reader sees", () => {
  expect(countWords("## Title here\n- one\n| two | --: |\n<!-- three four --> five-six 7.5 %\n")).toBe(4);
  expect(countWords("模型 naïve Ёлка")).toBe(3);
});

test("an unclosed comment hides all that follows", () => {
  expect(stripComments("a<!-- b -->c<!-- d")).toBe("ac");
});
