import { expect, test } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import type { AboutRun, ImportedRun } from "../../core/ports/importer.ts";
import type { FoundRun, RunHistories, UnreadHistory } from "../../core/ports/run-histories.ts";
import { importRuns } from "../../usecases/import-runs.ts";
import { rehearsalStore } from "../../usecases/rehearsal-store.ts";
import { MemoryRunStore } from "../support/memory-run-store.ts";

function runOf(id: string, about: AboutRun = {}, run: Partial<ImportedRun> = {}): FoundRun {
  const whole = { group: id, params: new Map(), measurements: [], tags: [], data: [], partial: false };
  const told = { id, status: "finished", startedAt: 1_700_000_000_000, ...about } as const;
  return {
    path: id,
    modified: 0,
    sources: [{ path: id, format: "wandb", run: { ...whole, problems: [], about: told, ...run } }],
  };
}

function historiesOf(found: readonly (FoundRun | UnreadHistory)[]): RunHistories {
  return {
    name: "history",
    lookedFor: () => ["mlflow-files"],
    find: async function* find() {
      for (const one of found) yield await Promise.resolve(one);
    },
  };
}

const REQUEST = {
  format: "auto",
  machine: false,
  experiment: null,
  unfinished: false,
  redact: (text: string) => text,
} as const;

function importInto(store: MemoryRunStore, found: readonly (FoundRun | UnreadHistory)[], request = {}) {
  const ports = { histories: historiesOf(found), store };
  return importRuns(ports, { ...REQUEST, ...request });
}

test("every run is imported once, and to import again changes nothing", async () => {
  const store = new MemoryRunStore();
  const runs = Array.from({ length: 30 }, (_, at) => runOf(`r${at}`));
  expect((await importInto(store, runs)).counts).toMatchObject({ imported: 30, refused: 0 });
  const before = await store.list();
  expect(before.runs).toHaveLength(30);
  const again = await importInto(store, runs);
  expect(again.counts).toMatchObject({ imported: 0, "already there": 30 });
  expect(again.rows.map(({ path }) => path)).toEqual(runs.map(({ path }) => path));
  expect(await store.list()).toEqual(before);
});

test("a run is the same by whichever path it is found", async () => {
  const store = new MemoryRunStore();
  const measurements = [{ metric: "loss", step: 0, time: null, value: 0.5 }];
  const found = runOf("a", { name: "fit", experiment: "churn" }, { measurements });
  const elsewhere = (changes: Partial<ImportedRun> = {}): FoundRun => ({
    ...found,
    path: "mlruns/1/a",
    sources: found.sources.map((one) => ({ ...one, path: "mlruns/1/a", run: { ...one.run, ...changes } })),
  });
  await importInto(store, [found]);
  expect((await importInto(store, [elsewhere()])).rows).toMatchObject([{ outcome: "already there" }]);
  const cut = elsewhere({ measurements: [] });
  expect((await importInto(store, [cut])).rows).toMatchObject([{ outcome: "refused" }]);
});

test("one that cannot be read, or has changed since, is told and costs no other", async () => {
  const store = new MemoryRunStore();
  await importInto(store, [runOf("a")]);
  const error = new PedigreeError("FILE_UNREADABLE", "damaged");
  const { rows, counts } = await importInto(store, [
    { path: "bad", error },
    runOf("a", { name: "changed" }),
    runOf("b"),
  ]);
  expect(rows.map(({ outcome }) => outcome)).toEqual(["refused", "refused", "imported"]);
  expect(rows[0]?.reason).toContain("damaged");
  expect(rows[1]?.reason).toContain("another run has this id");
  expect(counts).toMatchObject({ imported: 1, refused: 2 });
});

test("a run that goes on is left out, unless it is asked for", async () => {
  const store = new MemoryRunStore();
  const running = [runOf("a", { status: "running" })];
  expect((await importInto(store, running)).rows).toMatchObject([
    { outcome: "left out", id: expect.any(String) },
  ]);
  expect((await store.list()).runs).toEqual([]);
  expect((await importInto(store, running, { unfinished: true })).counts.imported).toBe(1);
  expect((await store.list()).runs).toMatchObject([{ status: "failed" }]);
});

test("a run that is not whole says what is missing", async () => {
  const problems = [new PedigreeError("FILE_UNREADABLE", "cut at byte 7")];
  const { rows, counts } = await importInto(new MemoryRunStore(), [
    runOf("a", {}, { partial: true, problems }),
  ]);
  expect(rows).toMatchObject([{ outcome: "imported", partial: true, reason: "cut at byte 7" }]);
  expect(counts.partial).toBe(1);
});

test("a rehearsal keeps nothing and refuses what would be refused", async () => {
  const store = new MemoryRunStore();
  await importInto(store, [runOf("a")]);
  const rehearsed = await importRuns(
    {
      histories: historiesOf([runOf("a"), runOf("b"), runOf("a", { name: "changed" })]),
      store: rehearsalStore(store),
    },
    REQUEST,
  );
  expect(rehearsed.rows.map(({ outcome }) => outcome)).toEqual(["already there", "imported", "refused"]);
  expect((await store.list()).runs).toHaveLength(1);
});
