import { expect, it } from "vitest";
import { runIdSchema, stageNameSchema } from "../../core/names.ts";
import { formatVersionReference } from "../../core/registry/version-reference.ts";
import { findCompared } from "../../usecases/find-compared.ts";
import { buildRun } from "../support/build-run.ts";
import { MemoryRunStore } from "../support/memory-run-store.ts";
import { withCode } from "../support/with-code.ts";

const run = (digit: string, name: string) => buildRun({ id: runIdSchema.parse(digit.repeat(32)), name });

it("finds kept runs and versions in the order in which they were named", async () => {
  const store = new MemoryRunStore();
  const [kept, misleading, behind] = [run("1", "base"), run("2", "churn@3"), run("3", "of the version")];
  await store.add(kept, new Map());
  await store.add(misleading, new Map());
  const asked: string[] = [];
  const find = (texts: readonly string[]) =>
    findCompared(store, texts, async (reference) => {
      asked.push(formatVersionReference(reference));
      return { found: true, version: 3, stage: stageNameSchema.parse("production"), run: behind };
    });
  const names = async (...texts: string[]) => (await find(texts)).map((one) => one.run.name);
  expect(await names("churn@production", "base", "base", "churn@3")).toEqual([
    "of the version",
    "base",
    "base",
    "of the version",
  ]);
  expect(asked).toEqual(["churn@production", "churn@3"]);
  expect(await names(misleading.id)).toEqual(["churn@3"]);
  const [first, second] = await find(["churn@3", "base"]);
  expect([first?.version?.holder.version, second?.version]).toEqual([3, null]);
  await expect(find(["nothing"])).rejects.toThrow(withCode("RUN_UNKNOWN"));
  await expect(find(["base@Home"])).rejects.toThrow(withCode("INPUT_INVALID"));
});
