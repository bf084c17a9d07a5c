import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderOfLive, keepLive } from "../../../adapters/store/live-runs.ts";
import { meetOthers, readOverlap } from "../../../adapters/store/overlaps.ts";
import type { LiveRun } from "../../../core/run/live-run.ts";
import { formatRunId } from "../../../core/run/run-id.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const live = (second: number, changes: Partial<LiveRun> = {}): LiveRun => ({
  id: formatRunId(second * 1_000, new Uint8Array(10)),
  startedAt: new Date(second * 1_000).toISOString(),
  session: "/somewhere",
  folder: "/project",
  process: 1,
  command: `train ${second}`,
  asked: { values: { name: `run ${second}` }, lists: { metrics: ["m.jsonl"], params: ["p.yaml"] } },
  ...changes,
});

function store(isAtWork: (other: LiveRun) => boolean = () => true) {
  const root = join(tempFolder(), ".pedigree");
  return {
    root,
    begin: async (run: LiveRun) => {
      await keepLive(root, run);
      await meetOthers(root, run, async (other) => isAtWork(other));
    },
    seenBy: async ({ id }: LiveRun) =>
      (await readOverlap(root, id))?.others.map(({ name }) => name).sort() ?? "nothing",
  };
}

it("tells runs that go on at the same time of each other, also when one is over", async () => {
  const { root, begin, seenBy } = store();
  const [first, second, third] = [live(1), live(2), live(3)];
  await begin(first);
  expect(await seenBy(first)).toBe("nothing");
  await begin(second);
  rmSync(folderOfLive(root, second.id), { recursive: true });
  await begin(third);
  expect(await seenBy(first)).toEqual(["run 2", "run 3"]);
  expect(await seenBy(third)).toEqual(["run 1"]);
  expect((await readOverlap(root, third.id))?.own).toMatchObject({
    folder: "/project",
    command: "train 3",
    named: ["m.jsonl", "p.yaml"],
  });
  expect(existsSync(folderOfLive(root, second.id))).toBe(false);
});

it("tells what was left of a run of later ones, and these nothing of it", async () => {
  const [left, later] = [live(1), live(2)];
  const { begin, seenBy } = store(({ id }) => id !== left.id);
  await begin(left);
  await begin(later);
  expect(await seenBy(left)).toEqual(["run 2"]);
  expect(await seenBy(later)).toBe("nothing");
});

it("takes a run that another one's command began for a part of it", async () => {
  const { begin, seenBy } = store();
  const outer = live(1);
  const inner = live(2, { within: outer.id });
  const innermost = live(3, { within: inner.id });
  const sibling = live(4, { within: outer.id });
  for (const run of [outer, inner, innermost, sibling]) await begin(run);
  expect(await seenBy(outer)).toBe("nothing");
  expect(await seenBy(inner)).toEqual(["run 4"]);
  expect(await seenBy(innermost)).toEqual(["run 4"]);
  expect(await seenBy(sibling)).toEqual(["run 2", "run 3"]);
});

it("passes over what no run has written", async () => {
  const { root, begin, seenBy } = store();
  await begin(live(1));
  writeFileSync(join(folderOfLive(root, live(1).id), "beside", "x.json"), "{");
  expect(await seenBy(live(1))).toBe("nothing");
});
