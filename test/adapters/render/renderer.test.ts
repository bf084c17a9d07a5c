import { describe, expect, it } from "vitest";
import { createRenderer } from "../../../adapters/render/renderer.ts";
import { renderSource } from "../../support/render-source.ts";
import { withCode } from "../../support/with-code.ts";

describe("the renderer", () => {
  it("passes values through the helper that the template names", () => {
    expect(
      renderSource("{{code a max=4}} {{cell b}} {{number c}} {{percent d}} {{link 'run' e}}", {
        a: "abcdef",
        b: "x|y",
        c: 0.123456789,
        d: -0.1,
        e: "https://github.com/a",
      }),
    ).toBe("`abc…` `x\\|y` 0.12346 −10.0 % [run](https://github.com/a)");
  });

  it("renders a missing value as nothing, and never reaches a prototype", () => {
    expect(renderSource("[{{a}}][{{constructor}}][{{a.b.c}}][{{toString}}]", {})).toBe("[][][][]");
  });

  it("keeps templates of two renderers apart", () => {
    const local = createRenderer({ server: "http://127.0.0.1:1" });
    expect(local).not.toBe(createRenderer());
  });

  it("raises INTERNAL for a template that does not exist", () => {
    expect(() => createRenderer({ precompiled: {} }).render("check", {})).toThrow(withCode("INTERNAL"));
  });
});
