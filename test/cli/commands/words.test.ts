import { join } from "node:path";
import { expect, test } from "vitest";
import { keepLive } from "../../../adapters/store/live-runs.ts";
import { FolderRunStore } from "../../../adapters/store/run-folder-store.ts";
import { runCli } from "../../../cli/run.ts";
import { createCliPorts } from "../../../cli/wire.ts";
import { runIdSchema } from "../../../core/names.ts";
import { buildRun } from "../../support/build-run.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const idOf = (digit: string) => runIdSchema.parse(digit.repeat(32));

async function wordsOf(kind: string, folder = tempFolder()) {
  const store = new FolderRunStore(join(folder, ".pedigree"));
  const runs = [
    buildRun({
      id: idOf("a"),
      name: "big-batch",
      experiment: "churn/train",
      startedAt: "2026-01-03T00:00:00Z",
    }),
    buildRun({ id: idOf("b"), name: "twice", experiment: "churn/train", startedAt: "2026-01-02T00:00:00Z" }),
    buildRun({
      id: idOf("c"),
      name: "twice",
      experiment: "other\u001b[2J",
      startedAt: "2026-01-01T00:00:00Z",
    }),
    buildRun({
      id: idOf("d"),
      name: "$(reboot)",
      experiment: "spaced name",
      startedAt: "2025-01-01T00:00:00Z",
    }),
    buildRun({ id: idOf("e"), name: "--json", experiment: "spaced name", startedAt: "2024-01-01T00:00:00Z" }),
  ];
  for (const run of runs) await store.add(run, new Map());
  return await runCli(["words", kind], { ports: createCliPorts({}, folder), version: "1" });
}

async function beginLive(folder: string, name: string) {
  const id = idOf("f");
  const startedAt = "2026-01-04T00:00:00Z";
  const asked = { values: { name }, lists: {} };
  const live = { id, startedAt, session: folder, folder, process: null, command: null, asked };
  await keepLive(join(folder, ".pedigree"), { ...live, experiment: "churn/live" });
  return id;
}

test("runs are offered by the names that mean one of them and no shell has to quote, and by their ids", async () => {
  const { stdout, status } = await wordsOf("runs");
  const lines = stdout.trim().split("\n");
  const words = lines.map((line) => line.split("\t")[0]);
  expect(words).toEqual(["big-batch", "aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd", "eeeeeeee"]);
  expect(lines[1]).toMatch(/^aaaaaaaa\tbig-batch, churn\/train, finished, \d+ \w+$/);
  expect(stdout).not.toContain("\u001b");
  expect(status).toBe(0);
});

test("of those that are going on, no kept run is offered", async () => {
  expect((await wordsOf("running")).stdout.trim()).toBe("");
  const folder = tempFolder();
  const live = await beginLive(folder, "nightly");
  expect((await wordsOf("running", folder)).stdout.trim().split("\n")).toEqual([
    expect.stringMatching(/^nightly\tchurn\/live, running, /),
    expect.stringMatching(new RegExp(`^${live.slice(0, 8)}\tnightly, churn/live, running, `)),
  ]);
});

test("experiments are offered once each", async () => {
  expect((await wordsOf("experiments")).stdout).toBe("churn/train\t2 runs\n");
});

test("other words are refused, and no help names the command", async () => {
  expect((await wordsOf("models")).stderr).toContain("expected runs, running, experiments");
  const { stdout } = await runCli(["--help"], { ports: createCliPorts({}, tempFolder()), version: "1" });
  expect(stdout).toContain("completion");
  expect(stdout).not.toMatch(/^ *words/m);
});
