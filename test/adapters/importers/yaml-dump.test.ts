import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { parseYaml } from "../../../adapters/importers/yaml.ts";
import { parseYamlDump } from "../../../adapters/importers/yaml-dump.ts";
import { law } from "../../support/law.ts";

const failing = (code: string, details: object) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

test("aliases and merge keys stand for what they name, and what is written beside them counts first", () => {
  const text = [
    "base: &base { lr: 0.1, layers: &id001 [64, 32] }",
    "more: &more { lr: 0.3, seed: 13557489321930403201 }",
    "train: { epochs: 5, <<: *base, lr: 0.2 }",
    "both: { <<: [*base, *more] }",
    "same: *id001",
    "word: { <<: text }",
  ].join("\n");
  const base = { lr: 0.1, layers: [64, 32] };
  const seed = "13557489321930403201";
  expect(parseYamlDump(text, "params.yaml")).toEqual({
    base,
    more: { lr: 0.3, seed },
    train: { ...base, epochs: 5, lr: 0.2 },
    both: { ...base, seed },
    same: [64, 32],
    word: { "<<": "text" },
  });
});

test("tags of Python are passed over, and a name that is all there is, is kept", () => {
  const text = [
    "betas: !!python/tuple",
    "- 0.9",
    "- 0.999",
    "optimizer: !!python/name:torch.optim.Adam ''",
    "paths: !!python/object/apply:pathlib.PosixPath [data, train]",
    "model: !!python/object:m.Model {}",
    "options: !!python/object:argparse.Namespace",
    "  lr: 0.1",
  ].join("\n");
  expect(parseYamlDump(text, "hparams.yaml")).toEqual({
    betas: [0.9, 0.999],
    optimizer: "torch.optim.Adam",
    model: "m.Model",
    paths: ["data", "train"],
    options: { lr: 0.1 },
  });
});

test.each([
  ["a: &a [1, *a]\n", "a value that is no part of itself", "line 1, column 11"],
  ["a: *b\nb: &b 1\n", "the name of a value that stands before", "line 1, column 4"],
  ["a: &a 1\n? *a\n: 2\n", "YAML", "line 2, column 3"],
])("%j is refused where it stands", (text, wanted, path) => {
  expect(() => parseYamlDump(text, "p")).toThrow(failing("FILE_UNREADABLE", { expected: wanted, path }));
});

test("what multiplies itself is refused, and says what to do", () => {
  const levels = Array.from({ length: 12 }, (_, at) => {
    const above = at === 0 ? "x" : `*l${at - 1}`;
    return `l${at}: &l${at} [${Array.from({ length: 10 }, () => above).join(",")}]`;
  });
  expect(() => parseYamlDump(levels.join("\n"), "p")).toThrow(
    failing("FILE_TOO_LARGE", { remedy: expect.stringContaining("write the values out") }),
  );
});

function outcome(read: (text: string, subject: string) => unknown, text: string): unknown {
  try {
    return { value: read(text, "p") };
  } catch (error) {
    return String(error);
  }
}

test("plain data is what the strict reader reads, who goes on to refuse the rest", () => {
  law(fc.jsonValue(), (value) => {
    const text = stringify({ value }, { aliasDuplicateObjects: false });
    expect(outcome(parseYamlDump, text)).toEqual(outcome(parseYaml, text));
  });
  expect(() => parseYaml("a: &a 1\nb: *a\n", "p")).toThrow(
    failing("FILE_UNREADABLE", { found: "the alias *a" }),
  );
  expect(() => parseYaml("a: !!python/tuple [1]\n", "p")).toThrow(failing("FILE_UNREADABLE", {}));
});
