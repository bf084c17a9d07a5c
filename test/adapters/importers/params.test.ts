import { expect, test } from "vitest";
import { importParams } from "../../../adapters/importers/params.ts";

const read = (text: string, file: string) => Object.fromEntries(importParams(text, file));

test.each([
  ["params.yaml", "lr: 0.1\noptimizer:\n  name: adam\n"],
  ["params.yml", "{lr: 0.1, optimizer: {name: adam}}"],
  ["params.json", '{"lr": 0.1, "optimizer": {"name": "adam"}}'],
  ["params.toml", 'lr = 0.1\n[optimizer]\nname = "adam"\n'],
])("%s", (file, text) => {
  expect(read(text, file)).toEqual({ lr: 0.1, "optimizer.name": "adam" });
});

test.each([
  ["params.yaml", "lr: 1e400\nmax: .inf\nlist: [1, -1e400]\n"],
  ["params.json", '{"lr": 1e400, "max": Infinity, "list": [1, -1e400]}'],
  ["params.toml", "lr = 1e400\nmax = inf\nlist = [1, -1e400]\n"],
])("digits beyond a double stay in %s as they were written", (file, text) => {
  expect(read(text, file)).toEqual({ lr: "1e400", max: "Infinity", list: '[1,"-1e400"]' });
});

test.each([
  ["params.yaml", "lr: [0.1", "FILE_UNREADABLE"],
  ["params.yaml", "a: &x [*x]\n", "FILE_UNREADABLE"],
  ["params.json", "{", "FILE_UNREADABLE"],
  ["params.toml", "lr = ", "FILE_UNREADABLE"],
  ["params.toml", "__proto__.x = 1", "FILE_UNREADABLE"],
  ["params.ini", "lr = 1", "FILE_UNREADABLE"],
  ["params.yaml", "- 1\n- 2\n", "SCHEMA_MISMATCH"],
  ["params.json", "3", "SCHEMA_MISMATCH"],
])("%s with %j is refused with file and finding", (file, text, code) => {
  expect(() => read(text, file)).toThrow(
    expect.objectContaining({
      code,
      details: expect.objectContaining({
        subject: file,
        found: expect.any(String),
        expected: expect.any(String),
      }),
    }),
  );
});
