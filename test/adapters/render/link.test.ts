import { describe, expect, it } from "vitest";
import { codeLink, link } from "../../../adapters/render/link.ts";

const SERVER = "https://github.com";

describe("links", () => {
  it("lead to the known server", () => {
    expect(link("run 12", "https://github.com/acme/churn/actions/runs/12", SERVER)).toBe(
      "[run 12](https://github.com/acme/churn/actions/runs/12)",
    );
    expect(codeLink("abc1234", "https://github.com/acme/churn/commit/abc", SERVER)).toBe(
      "[`abc1234`](https://github.com/acme/churn/commit/abc)",
    );
  });

  it.each([
    "https://evil.example/acme",
    "http://github.com/acme",
    "https://github.com.evil.example/",
    "https://user:secret@github.com/",
    "javascript:alert(1)",
    "not a url",
    undefined,
    null,
  ])("to %s are shown as text", (url) => {
    expect(link("x](y", url, SERVER)).toBe("`x](y`");
  });

  it("cannot be ended from inside", () => {
    expect(link("a](b)", "https://github.com/a)b [c]|d", SERVER)).toBe(
      "[a&#93;(b)](https://github.com/a%29b%20%5Bc%5D%7Cd)",
    );
  });

  it("may lead to a server on loopback when that is the one", () => {
    expect(link("a", "http://127.0.0.1:4000/x", "http://127.0.0.1:4000")).toBe(
      "[a](http://127.0.0.1:4000/x)",
    );
  });
});
