import { describe, expect, it } from "vitest";
import { commandDifference, sameCommand } from "../../../core/compare/command-words.ts";
import type { ParamValue, Run } from "../../../core/run/run.ts";

type Params = Readonly<Record<string, ParamValue>>;

const run = (line: string | null, params: Params = {}): Pick<Run, "command" | "params"> => ({
  command: line === null ? null : { line, exitCode: 0, signal: null },
  params,
});
const isSame = (one: [string, Params], other: [string, Params], free: readonly string[] = ["seed"]) =>
  sameCommand(run(...one), run(...other), new Set(free));

describe("the same command", () => {
  it.each<[string, [string, Params], [string, Params]]>([
    ["word by word", ["python t.py", {}], ["python t.py", {}]],
    [
      "options that are parameters",
      ["t --seed 1 --lr 0.1", { seed: 1, lr: 0.1 }],
      ["t --lr=0.2", { lr: 0.2 }],
    ],
    ["a short option with the value of what may vary", ["t -s 1", { seed: 1 }], ["t -s 2", { seed: 2 }]],
    ["an override of Hydra", ["t seed=1", { seed: 1 }], ["t seed=2", { seed: 2 }]],
    ["a variable", ["SEED=1 python t.py", { seed: 1 }], ["SEED=2 python t.py", { seed: 2 }]],
    ["a path with the value", ["t out/s1/m.pkl", { seed: 1 }], ["t out/s2/m.pkl", { seed: 2 }]],
  ])("%s", (_, one, other) => {
    expect(isSame(one, other)).toBe(true);
    expect(isSame(other, one)).toBe(true);
  });

  it.each<[string, [string, Params], [string, Params]]>([
    ["a short option", ["t -b 16 --seed 1", { seed: 1 }], ["t -b 32 --seed 2", { seed: 2 }]],
    [
      "a second value of an option",
      ["t --layers 64 32", { layers: 64 }],
      ["t --layers 64 16", { layers: 64 }],
    ],
    ["an override that no parameter tells", ["t depth=3", {}], ["t depth=9", {}]],
    ["a word more", ["t", {}], ["t fast", {}]],
    ["a later value of an option", ["t --lr 1 --lr 2", { lr: 1 }], ["t --lr 1 --lr 3", { lr: 1 }]],
    ["two words, of which one holds the value", ["t 1 a", { seed: 1 }], ["t 2 b", { seed: 2 }]],
    ["a number around the value", ["t -d 11", { seed: 1 }], ["t -d 12", { seed: 2 }]],
  ])("not with another one: %s", (_, one, other) => {
    expect(isSame(one, other)).toBe(false);
    expect(isSame(other, one)).toBe(false);
  });

  it("a parameter explains nothing that may not vary", () => {
    expect(isSame(["t -s 1", { seed: 1 }], ["t -s 2", { seed: 2 }], [])).toBe(false);
  });

  it("none at all is the same as none only", () => {
    expect(sameCommand(run(null), run(null), new Set())).toBe(true);
    expect(sameCommand(run(null), run("t"), new Set())).toBe(false);
  });
});

describe("what differs", () => {
  it("is the words that no parameter tells", () => {
    expect(
      commandDifference(
        run("t -b 32 --lr 0.1 --seed 2", { lr: 0.1, seed: 2 }),
        run("t -b 16 --lr 0.2", { lr: 0.2 }),
      ),
    ).toEqual({ name: "command", value: "t -b 32", reference: "t -b 16" });
  });

  it("is nothing where a parameter explains it, and unknown without a command", () => {
    expect(commandDifference(run("t lr=0.1", { lr: 0.1 }), run("t lr=0.2", { lr: 0.2 }))).toBeUndefined();
    expect(commandDifference(run(null), run("t"))).toBeUndefined();
  });
});
