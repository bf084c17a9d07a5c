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
