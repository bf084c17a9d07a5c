import { expect, test } from "vitest";
import { sha256Schema } from "../../core/names.ts";
import { MAX_ORDINAL, uploadRun } from "../../usecases/upload-run.ts";

function store(taken: number) {
  const names: string[] = [];
  const upload = (name: string) => {
    names.push(name);
    if (names.length <= taken) return Promise.resolve("taken" as const);
    return Promise.resolve({ id: 1, name, digest: sha256Schema.parse("0".repeat(64)), bytes: 1 });
  };
  return { names, upload };
}

test.each([
  [0, "pedigree-run.train%2Ffit"],
  [1, "pedigree-run.train%2Ffit~2"],
  [2, "pedigree-run.train%2Ffit~3"],
])("with %i runs before it, a run is uploaded as %s", async (taken, name) => {
  expect(
    await uploadRun(store(taken), { series: { experiment: "train/fit" }, folder: "/record" }),
  ).toMatchObject({
    name,
  });
});

test("there is an end to it", async () => {
  const full = store(Number.POSITIVE_INFINITY);
  await expect(uploadRun(full, { series: { experiment: "x" }, folder: "/record" })).rejects.toMatchObject({
    code: "REMOTE_REFUSED",
  });
  expect(full.names).toHaveLength(MAX_ORDINAL);
});
