import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderOfLive, keepLive, listLive, readBegunTree } from "../../../adapters/store/live-runs.ts";
import type { LiveRun } from "../../../core/run/live-run.ts";
import { formatRunId } from "../../../core/run/run-id.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const live = (milliseconds: number, changes: Partial<LiveRun> = {}): LiveRun => ({
  id: formatRunId(milliseconds, new Uint8Array(10)),
  startedAt: new Date(milliseconds).toISOString(),
  session: "/somewhere",
  folder: "/project",
  process: null,
  command: null,
  asked: { values: { experiment: "a" }, lists: { tag: ["x"] } },
  ...changes,
});

it("keeps word of runs that have begun, the newest first, for their owner alone", async () => {
  const root = join(tempFolder(), ".pedigree");
  expect(await listLive(root)).toEqual([]);
  const [first, second] = [live(1_000), live(2_000, { process: 7, command: "x" })];
  await keepLive(root, first);
  await keepLive(root, second);
  expect(await listLive(root)).toEqual([second, first]);
  expect(statSync(join(folderOfLive(root, first.id), "begun.json")).mode & 0o077).toBe(0);
});

it("passes over what is none, or not written to its end", async () => {
  const root = join(tempFolder(), ".pedigree");
  await keepLive(root, live(1_000));
  mkdirSync(join(root, "live", "other"));
  const cut = live(2_000);
  mkdirSync(folderOfLive(root, cut.id));
  writeFileSync(join(folderOfLive(root, cut.id), "begun.json"), JSON.stringify(cut).slice(0, 40));
  expect(await listLive(root)).toEqual([live(1_000)]);
});

it("keeps the work tree beside it, and knows what an older version kept within", async () => {
  const root = join(tempFolder(), ".pedigree");
  const tree = { commit: null, dirty: true, patch: "diff" };
  const [kept, older, none] = [live(1_000), live(2_000, { workTree: tree }), live(3_000, { workTree: null })];
  await keepLive(root, kept, tree);
  await keepLive(root, older);
  await keepLive(root, none);
  expect(await listLive(root)).toEqual([none, older, kept]);
  expect(statSync(join(folderOfLive(root, kept.id), "work-tree.json")).mode & 0o077).toBe(0);
  const trees = await Promise.all([kept, older, none].map((run) => readBegunTree(root, run)));
  expect(trees).toEqual([tree, tree, null]);
});
