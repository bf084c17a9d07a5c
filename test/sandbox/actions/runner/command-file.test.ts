import fc from "fast-check";
import { expect, it } from "vitest";
import { parseCommandFile } from "../../../../sandbox/actions/runner/command-file.ts";

const parse = (text: string) => Object.fromEntries(parseCommandFile(text, "GITHUB_OUTPUT"));

it("reads plain values and values of several lines", () => {
  expect(parse("a=1\nb=x=y<<z\n\nc<<END\none\n\ntwo=2\nEND\r\nd=\n")).toEqual({
    a: "1",
    b: "x=y<<z",
    c: "one\n\ntwo=2",
    d: "",
  });
});

it("reads back every value that is written with a delimiter of its own", () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z]\w*$/),
      fc.array(fc.stringMatching(/^[^\r\n]*$/), { minLength: 1 }),
      (name, lines) => {
        const value = lines.join("\n");
        const delimiter = "ghadelimiter_0";
        fc.pre(!lines.includes(delimiter));
        expect(parse(`${name}<<${delimiter}\n${value}\n${delimiter}\n`)).toEqual({ [name]: value });
      },
    ),
  );
});

it.each(["words", "=value", "a<<END\nno end", "a<<\nx\n"])("refuses %j", (text) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: "FILE_UNREADABLE" }));
});
