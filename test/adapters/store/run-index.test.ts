import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { FolderRunStore } from "../../../adapters/store/run-folder-store.ts";
import { readIndex } from "../../../adapters/store/run-index.ts";
import { canonicalJson } from "../../../core/canonical.ts";
import { runIdSchema } from "../../../core/names.ts";
import { buildRun } from "../../support/build-run.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const idOf = (digit: string) => runIdSchema.parse(digit.repeat(32));

async function storeOf(...digits: readonly string[]) {
  const store = new FolderRunStore(join(tempFolder(), ".pedigree"));
  for (const digit of digits) await store.add(buildRun({ id: idOf(digit) }), new Map());
  const index = join(store.root, "index.json");
  const names = async () =>
    (await store.list()).runs.map(({ id, name }) => `${id[0]}${name ?? ""}`).join(" ");
  return { store, index, names };
}

it("remembers records, and is not written again as long as they are the same", async () => {
  const { store, index, names } = await storeOf("a", "b");
  expect(await names()).toBe("a b");
  const written = readFileSync(index, "utf8");
  expect([...(await readIndex(store.root)).keys()].sort()).toEqual([idOf("a"), idOf("b")]);
  utimesSync(index, 1, 1);
  expect(await names()).toBe("a b");
  expect(statSync(index).mtimeMs).toBe(1000);
  await store.add(buildRun({ id: idOf("c") }), new Map());
  expect(await names()).toBe("a b c");
  expect(readFileSync(index, "utf8")).not.toBe(written);
});

it("forgets what went away and reads again what changed", async () => {
  const { store, names } = await storeOf("a", "b");
  await names();
  rmSync(store.folderOf(idOf("a")), { recursive: true });
  const file = join(store.folderOf(idOf("b")), "run.json");
  writeFileSync(file, canonicalJson(buildRun({ id: idOf("b"), name: "other" })));
  expect(await names()).toBe("bother");
  writeFileSync(file, "{");
  const { runs, notes } = await store.list();
  expect({ runs, notes: notes.length }).toEqual({ runs: [], notes: 1 });
});

it.each([
  ["cut", (text: string) => text.slice(0, -20)],
  ["changed by hand", (text: string) => text.replace('"finished"', '"failed"')],
  ["of another release", (text: string) => `${"0".repeat(64)}\n${text.split("\n")[1]}`],
  ["no index", () => ""],
])("counts for nothing when it is %s", async (_what, damage) => {
  const { store, index, names } = await storeOf("a");
  await names();
  const whole = readFileSync(index, "utf8");
  writeFileSync(index, damage(whole));
  expect((await store.list()).runs).toMatchObject([{ status: "finished" }]);
  expect(readFileSync(index, "utf8")).toBe(whole);
});
