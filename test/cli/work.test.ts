import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli } from "../../cli/run.ts";
import { createCliPorts } from "../../cli/wire.ts";
import { createWorkTeller, toldHistory, workLine } from "../../cli/work.ts";
import { commitShaSchema } from "../../core/names.ts";
import type { HistoryCommit, RegistryHistory } from "../../core/ports/registry-history.ts";
import type { RegistryObjects } from "../../core/ports/registry-objects.ts";
import type { WorkTold } from "../../core/ports/work.ts";
import { cloneOf, playedRegistry } from "../support/clone-story.ts";
import { FIXTURES } from "../support/import-file.ts";
import { tempFolder } from "../support/temp-folder.ts";

function watch() {
  const shown: string[] = [];
  let time = 0;
  const tell = createWorkTeller({ progress: (line) => shown.push(line), now: () => time });
  return {
    shown,
    at: (milliseconds: number, told: Partial<WorkTold>) => {
      time = milliseconds;
      tell({ what: "hashing data", done: 0, unit: "bytes", ...told });
    },
  };
}

describe("work that takes long", () => {
  it("is not told where it is over at once, and not more often than an eye follows", () => {
    const { shown, at } = watch();
    for (const time of [0, 100, 399]) at(time, { done: time });
    expect(shown).toEqual([]);
    for (const time of [400, 410, 499, 500]) at(time, { done: time });
    expect(shown).toEqual(["pedigree: hashing data: 400 B", "pedigree: hashing data: 500 B"]);
  });

  it("has a share, and the time that is left by its own pace", () => {
    const { shown, at } = watch();
    at(0, { done: 0, total: 4e9 });
    at(1_000, { done: 5e8, total: 4e9 });
    at(2_000, { done: 1e9, total: 4e9 });
    at(60_000, { done: 4e9, total: 4e9 });
    expect(shown).toEqual([
      "pedigree: hashing data: 12 % of 4.0 GB",
      "pedigree: hashing data: 25 % of 4.0 GB, about 6 s left",
      "pedigree: hashing data: 100 % of 4.0 GB",
    ]);
  });

  it("begins anew with other work, whose pace is its own", () => {
    const { shown, at } = watch();
    at(0, { done: 0, total: 100 });
    at(10_000, { what: "copying models", done: 50, total: 100 });
    at(12_000, { what: "copying models", done: 60, total: 100 });
    expect(shown).toEqual(["pedigree: copying models: 60 % of 100 B, about 8 s left"]);
  });

  it("shows what came of it on one line that no name can leave", () => {
    const told = { what: "reading models/\u001b[2J\nx", done: 3, unit: "commits", beside: "2 runs" } as const;
    expect(workLine(told, null)).toBe("pedigree: reading models/�[2J�x: 3 commits, 2 runs");
    expect(workLine({ what: "importing", done: 0, total: 0, unit: "bytes" }, null)).toBe(
      "pedigree: importing: 0 B",
    );
  });
});

it("a history tells its commits as they are done with, and a total only for all of them", async () => {
  const commit = { id: commitShaSchema.parse("a".repeat(40)) } as HistoryCommit;
  const told: WorkTold[] = [];
  const history = {
    commits: async function* () {
      yield* [commit, commit];
    },
  } as unknown as RegistryHistory & RegistryObjects;
  const watched = toldHistory(history, 2, (one) => told.push(one));
  for await (const one of watched.commits()) expect(one).toBe(commit);
  for await (const one of watched.commits("models")) expect(one).toBe(commit);
  const shown = told.map((one) => [one.what, one.done, one.total]);
  expect(shown).toEqual([
    ["reading the history", 1, 2],
    ["reading the history", 2, 2],
    ["reading models", 1, undefined],
    ["reading models", 2, undefined],
  ]);
});

describe("a command that takes long", () => {
  async function watched(...argv: readonly string[]) {
    const shown: string[] = [];
    let time = 0;
    const ports = createCliPorts({}, tempFolder());
    const terminal = {
      ...ports.terminal,
      isWatched: true,
      progress: (line: string) => shown.push(line),
      now: () => (time += 1_000),
    };
    const outcome = await runCli(argv, { ports: { ...ports, terminal }, version: "1" });
    return { ...outcome, shown };
  }

  it("tells how far it has read a registry, and takes that away at its end", async () => {
    const clone = cloneOf(await playedRegistry());
    const { shown, status } = await watched("verify", clone);
    expect(status).toBe(0);
    const last = shown.filter((line) => line.includes("the history")).at(-1);
    expect(last).toMatch(/^pedigree: reading the history: 100 % of \d+ commits$/);
    expect(shown.at(-1)).toBe("");
    const quiet = await watched("verify", clone, "--json");
    expect(quiet.shown.filter((line) => line !== "")).toEqual([]);
    expect(JSON.parse(quiet.stdout)).toMatchObject({ inOrder: true });
  });

  it("tells how much of a history it has imported", async () => {
    const store = join(tempFolder(), "store");
    const { shown } = await watched("import", "auto", FIXTURES, "--store", store);
    expect(shown.at(-2)).toMatch(
      /^pedigree: importing: \d+ % of \d+(\.\d+)? [kM]B, \d+ runs?(, about .* left)?$/,
    );
    expect(shown.at(-1)).toBe("");
  });
});
