import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderOfLive, keepLive, listLive } from "../../../adapters/store/live-runs.ts";
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
  workTree: { commit: null, dirty: false, patch: null },
  ...changes,
});

it("keeps word of runs that have begun, the newest first, for their owner alone", async () => {
  const root = join(tempFolder(), ".pedigree");
  expect(await listLive(root)).toEqual([]);
  const [first, second] = [live(1_000), live(2_000, { process: 7, command: "x", workTree: null })];
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
