import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dataDifferences,
  environmentDifferences,
  findDifferences,
  sameData,
} from "../../../core/compare/differences.ts";
import type { DataVersion } from "../../../core/data/data-version.ts";
import { sha256Schema } from "../../../core/names.ts";
import { buildRun } from "../../support/build-run.ts";

const entries = fc.dictionary(fc.string({ maxLength: 3 }), fc.option(fc.nat(3)));

describe("findDifferences", () => {
  it("turns one side into the other", () => {
    fc.assert(
      fc.property(entries, entries, (a, b) => {
        const value = new Map(Object.entries(a));
        const patched = new Map(Object.entries(b));
        for (const difference of findDifferences(value, patched)) {
          if (value.has(difference.name)) patched.set(difference.name, difference.value);
          else patched.delete(difference.name);
        }
        expect(Object.fromEntries(patched)).toEqual(Object.fromEntries(value));
      }),
    );
  });

  it("finds nothing between equals", () => {
    fc.assert(
      fc.property(entries, (a) => {
        expect(findDifferences(new Map(Object.entries(a)), new Map(Object.entries(a)))).toEqual([]);
      }),
    );
  });
});

describe("differences of data", () => {
  const used = (role: DataVersion["role"], id: string, name = "dataset"): DataVersion => {
    return { name, scheme: "mlflow", id, bytes: 0, files: 1, strength: "C", role };
  };
  const told = (now: readonly DataVersion[], before: readonly DataVersion[]) =>
    dataDifferences(now, before).map(({ name, value, reference }) => [name, value?.id, reference?.id]);

  it("are told of each version, also where one name stands for many", () => {
    const before = [used("training", "t1"), used("evaluation", "e1")];
    expect(told([used("training", "t2"), used("evaluation", "e1")], before)).toEqual([
      ["dataset", "t2", "t1"],
    ]);
    expect(told(before.toReversed(), before)).toEqual([]);
    expect(told([used("evaluation", "e2"), used("training", "t2")], before)).toEqual([
      ["dataset", "e2", "e1"],
      ["dataset", "t2", "t1"],
    ]);
    expect(told([used("training", "t2")], before)).toEqual([
      ["dataset", "t2", "t1"],
      ["dataset", undefined, "e1"],
    ]);
    expect(told([...before, used("other", "x"), used("other", "y", "a")], before)).toEqual([
      ["a", "y", undefined],
      ["dataset", "x", undefined],
    ]);
  });

  it("leave nobody's counterpart to a version of another role", () => {
    const now = [used("other", "x"), used("training", "t2")];
    expect(told(now, [used("training", "t1")])).toEqual([
      ["dataset", "t2", "t1"],
      ["dataset", "x", undefined],
    ]);
    expect(told([used("other", "x")], [used("training", "t1")])).toEqual([["dataset", "x", "t1"]]);
  });
});

describe("differences of the environment", () => {
  it("begin with what is the likelier cause: runtimes, then the largest steps of packages, hardware last", () => {
    const { environment } = buildRun();
    const before = {
      ...environment,
      os: "Linux 6.8",
      runtimes: { python: "3.12.1" },
      packages: { certifi: "2024.1.1", numpy: "2.1.0", torch: "2.3.0", zlib: "1.0.0" },
    };
    const now = {
      ...environment,
      os: "Linux 6.9",
      cpu: { model: "ARM", cores: 4 },
      gpus: [{ name: "H100", memoryBytes: null }],
      runtimes: { python: "3.12.2" },
      packages: { certifi: "2024.1.2", numpy: "2.2.0", torch: "3.0.0", zlib: "1.0.0+local" },
    };
    expect(environmentDifferences(now, before).map(({ name }) => name)).toEqual([
      "runtime python",
      "package torch",
      "package numpy",
      "package certifi",
      "package zlib",
      "operating system",
      "GPU",
      "CPU",
    ]);
  });
});

describe("sameData", () => {
  const one = { name: "a", bytes: 1, files: 1, strength: "A", role: "other" } as const;
  const digest = sha256Schema.parse("a".repeat(64));
  it("goes by content where both sides know it, else by scheme and id", () => {
    expect(
      sameData({ ...one, scheme: "dvc", id: "1", digest }, { ...one, scheme: "sha256", id: "2", digest }),
    ).toBe(true);
    expect(sameData({ ...one, scheme: "dvc", id: "1", digest }, { ...one, scheme: "dvc", id: "1" })).toBe(
      true,
    );
    expect(sameData({ ...one, scheme: "dvc", id: "1" }, { ...one, scheme: "git", id: "1" })).toBe(false);
  });
});
