import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { birthOf } from "../../../adapters/process/process-birth.ts";
import { presenceOf } from "../../../adapters/recorder/presence.ts";
import { folderOfLive, keepLive, listLive } from "../../../adapters/store/live-runs.ts";
import type { LiveRun } from "../../../core/run/live-run.ts";
import { formatRunId } from "../../../core/run/run-id.ts";
import { localProject } from "../../support/local-project.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const GONE = 4_194_305;
const ID = formatRunId(1_000, new Uint8Array(10));

/** A run that has begun, with a recorder that wrote this many seconds ago. */
async function begun(root: string, changes: Partial<LiveRun>, secondsAgo = 0): Promise<LiveRun> {
  const session = join(folderOfLive(root, ID), "session");
  const live: LiveRun = {
    id: ID,
    startedAt: new Date(1_000).toISOString(),
    session,
    folder: root,
    process: null,
    command: null,
    asked: { values: {}, lists: {} },
    host: hostname(),
    ...changes,
  };
  await keepLive(root, live);
  mkdirSync(session);
  writeFileSync(join(session, "hardware.jsonl"), "");
  const then = Date.now() / 1000 - secondsAgo;
  for (const path of [join(session, "hardware.jsonl"), session]) utimesSync(path, then, then);
  return live;
}

const own = async () => ({ process: process.pid, birth: (await birthOf(process.pid)) ?? "unknown" });
const there = { host: "node-7.cluster", process: GONE };

describe("the presence of who records a run", () => {
  it.each([
    ["here", "its process is there", async () => await own()],
    ["here", "the machine is called otherwise by now", async () => ({ ...(await own()), host: "laptop" })],
    ["here", "an older version kept no birth", async () => ({ process: process.pid })],
    ["gone", "its process has ended", async () => ({ process: GONE, birth: "x 1" })],
    ["gone", "another process has its number", async () => ({ ...(await own()), birth: "x 1" })],
    ["gone", "its recorder is gone", async () => ({})],
    ["elsewhere", "another machine writes", async () => there],
    ["elsewhere", "a process here has that number", async () => ({ ...there, process: process.pid })],
  ] as const)("is %s where %s", async (presence, _, changes) => {
    const root = tempFolder();
    expect(await presenceOf(root, await begun(root, await changes()))).toBe(presence);
  });

  it("is gone after nothing was heard of another machine for ten minutes", async () => {
    const root = tempFolder();
    expect(await presenceOf(root, await begun(root, there, 590))).toBe("elsewhere");
    const other = tempFolder();
    expect(await presenceOf(other, await begun(other, there, 610))).toBe("gone");
  });
});

describe("pedigree record --stop", { timeout: 60_000 }, () => {
  it("leaves a run alone that another machine records in the same store", async () => {
    const { folder, pedigree } = await localProject();
    const root = join(folder, ".pedigree");
    await begun(root, { ...there, command: "python train.py" });
    const listed = await pedigree("runs");
    expect([listed.stderr, listed.stdout]).toEqual(["", expect.stringContaining("running")]);
    expect(await pedigree("record", "--stop", ID)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`found one that goes on on node-7.cluster; end process ${GONE} there`),
    });
    expect((await listLive(root)).map(({ id }) => id)).toEqual([ID]);
  });

  it("does not take a recorder of another machine for the newest one here", async () => {
    const { folder, pedigree } = await localProject();
    const root = join(folder, ".pedigree");
    await begun(root, { host: "node-7.cluster" });
    expect((await pedigree("record", "--stop")).stderr).toContain(`found only ${ID} on node-7.cluster`);
    expect((await pedigree("record", "--stop", ID)).stderr).toContain(`call pedigree record --stop ${ID}`);
  });

  it("keeps what is left of a run whose process number another process has by now", async () => {
    const { folder, pedigree } = await localProject();
    const root = join(folder, ".pedigree");
    await begun(root, { process: process.pid, birth: "x 1", command: "python train.py", experiment: "e" });
    expect((await pedigree("runs")).stderr).toContain("whoever recorded it was killed");
    expect((await pedigree("record", "--stop", ID)).stderr).toContain(`run ${ID} failed`);
  });
});
