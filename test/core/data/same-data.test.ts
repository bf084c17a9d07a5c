import { describe, expect, it } from "vitest";
import type { DataVersion } from "../../../core/data/data-version.ts";
import { identitiesOf, liesIn } from "../../../core/data/same-data.ts";
import { dataVersion } from "../../support/card-subject.ts";

const DIGEST = "ab".repeat(32);

function named(scheme: DataVersion["scheme"], id: string, name = "data/a.csv"): DataVersion {
  const { digest: _, ...rest } = dataVersion(name, "training");
  return { ...rest, scheme, id };
}

const read = { ...named("sha256", DIGEST), digest: dataVersion("x", "training").digest };
const isSame = (one: DataVersion, other: DataVersion) =>
  identitiesOf(one).some((identity) => identitiesOf(other).includes(identity));

describe("two inputs are the same data", () => {
  it("by a name within their scheme, whatever they are called", () => {
    expect(isSame(named("dvc", "md5:1", "a"), named("dvc", "md5:1", "b"))).toBe(true);
    expect(isSame(named("dvc", "md5:1"), named("dvc", "md5:2"))).toBe(false);
    expect(isSame(named("dvc", "md5:1"), named("git", "md5:1"))).toBe(false);
  });

  it("by the digest of the content that one has and a pointer of Git LFS names", () => {
    const content = dataVersion("data/a.csv", "training", "same");
    expect(isSame(content, named("git-lfs", `sha256:${content.digest}`, "b"))).toBe(true);
    expect(isSame(content, named("git-lfs", `sha256:${DIGEST}`, "b"))).toBe(false);
    expect(isSame(read, named("git-lfs", DIGEST))).toBe(false);
  });

  it("by the md5 of a content beside which a DVC pointer stands", () => {
    const md5 = "0".repeat(32);
    expect(isSame({ ...read, md5 }, named("dvc", `md5:${md5}`, "b"))).toBe(true);
    expect(isSame({ ...read, md5 }, named("dvc", `md5:${md5}.dir`, "b"))).toBe(false);
  });

  it("by MLflow's digest, or by a version that somebody chose and the data set's name", () => {
    expect(isSame(named("mlflow", "9f2c01ab", "a"), named("mlflow", "9f2c01ab", "b"))).toBe(true);
    expect(isSame(named("mlflow", "v1", "a"), named("mlflow", "v1", "a"))).toBe(true);
    expect(isSame(named("mlflow", "v1", "train"), named("mlflow", "v1", "test"))).toBe(false);
  });
});

describe("a file lies in a folder", () => {
  it.each([
    ["data/test.csv", "data", true],
    ["data/test.csv", ".", true],
    ["data/deep/test.csv", "data", true],
    ["data/test.csv", "dat", false],
    ["data", "data", false],
    [".", ".", false],
  ])("%s in %s: %s", (inner, outer, expected) => {
    expect(liesIn(dataVersion(inner, "evaluation"), dataVersion(outer, "training"))).toBe(expected);
  });

  it("of which MLflow's names say nothing", () => {
    expect(liesIn(named("mlflow", "1", "data/a"), dataVersion("data", "training"))).toBe(false);
    expect(liesIn(dataVersion("data/a", "training"), named("mlflow", "1", "data"))).toBe(false);
  });
});
