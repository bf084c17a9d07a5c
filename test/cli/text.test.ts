import { expect, it } from "vitest";
import { columns, csvLine, visible } from "../../cli/text.ts";

it("shows no character that could rewrite a terminal", () => {
  expect(visible("a\u001b[31mb\r\nc\u202ed\u200b")).toBe("a�[31mb��c�d�");
  expect(visible("naïve ☃")).toBe("naïve ☃");
});

it("pads columns to their widest cell", () => {
  expect(
    columns([
      ["a", "bb"],
      ["ccc", "d"],
    ]),
  ).toEqual(["a    bb", "ccc  d"]);
});

it("pads by what a terminal shows: wide signs take two columns, combining ones none", () => {
  const rows = [
    ["漢字", "a"],
    ["e\u0301te\u0301", "b"],
    ["한국", "c"],
    ["12345", "d"],
  ];
  expect(columns(rows)).toEqual(["漢字   a", "e\u0301te\u0301    b", "한국   c", "12345  d"]);
});

it.each([
  [["a", "b"], "a,b"],
  [['say "hi"', "a,b", "x\ny"], '"say ""hi""","a,b","x\ny"'],
  [["=cmd()", "+1", "-1", "@x"], "'=cmd(),'+1,'-1,'@x"],
])("writes %j so that no spreadsheet takes it for more", (cells, line) => {
  expect(csvLine(cells)).toBe(line);
});
