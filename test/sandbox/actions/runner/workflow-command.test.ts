import { expect, it } from "vitest";
import { parseCommand } from "../../../../sandbox/actions/runner/workflow-command.ts";

it("reads name, properties and message, unescaped", () => {
  expect(parseCommand("::error file=a%3Ab.py,line=3,title=x%2Cy::no%0Asuch 100%25: thing::")).toEqual({
    name: "error",
    properties: { file: "a:b.py", line: "3", title: "x,y" },
    message: "no\nsuch 100%: thing::",
  });
  expect(parseCommand("::endgroup::")).toEqual({ name: "endgroup", properties: {}, message: "" });
  expect(parseCommand("  ::ADD-mask::x")?.name).toBe("add-mask");
});

it.each(["plain", "a ::error::x", ":: error::x", "::1::x", "::error", "https://a::b"])(
  "leaves %j alone",
  (line) => {
    expect(parseCommand(line)).toBeNull();
  },
);
