import { expect, test } from "vitest";
import type { DataVersion } from "../../../core/data/data-version.ts";
import { withFoldersTold } from "../../../core/data/folders-told.ts";

function version(name: string, role: DataVersion["role"], source: string): DataVersion {
  return { name, scheme: "dvc", id: `md5:${name}`, bytes: 1, files: 1, strength: "B", role, source };
}

const roles = (...data: readonly DataVersion[]) => withFoldersTold(data).map(({ role }) => role);

const folder = version("data", "training", "data.dvc");
const tested = version("data/test.csv", "evaluation", "dvc.lock");

test("a folder of which a pipeline says what was trained on is neither", () => {
  const part = version("data/split/train.csv", "training", "dvc.lock");
  expect(roles(folder, tested, part)).toEqual(["other", "evaluation", "training"]);
});

test("a folder of which nothing of the kind is said stays training data", () => {
  expect(roles(folder, tested)).toEqual(["training", "evaluation"]);
  expect(roles(folder, version("data2/train.csv", "training", "dvc.lock"))).toEqual(["training", "training"]);
  expect(roles(folder, version("data/train.csv", "training", "data/train.csv.dvc"))).toEqual([
    "training",
    "training",
  ]);
});

test("a folder that the pipeline itself reads stays what it is", () => {
  const read = version("data", "training", "dvc.lock");
  expect(roles(read, version("data/train.csv", "training", "dvc.lock"))).toEqual(["training", "training"]);
});
