import { expect, test } from "vitest";
import { MemoryTrackingStore } from "../../adapters/store/tracking-memory.ts";
import { canonicalJson } from "../../core/canonical.ts";
import type { Gathered, Recorder } from "../../core/ports/recorder.ts";
import type { TrackingStore } from "../../core/ports/tracking-store.ts";
import { nameRun } from "../../core/tracking/run-name.ts";
import { recordRun } from "../../usecases/record-run.ts";
import { realPorts } from "../support/recording.ts";
import { runRequest } from "../support/run-request.ts";
import { tempFolder, writeFiles } from "../support/temp-folder.ts";

const TOKEN = "0123456789abcdef0123456789abcdef";

interface Scene {
  readonly recorder: Recorder;
  readonly copied: string[];
  isReleased: boolean;
}

function scene(store: TrackingStore | null, changes: Partial<Gathered> = {}): Scene {
  const all: Scene = {
    copied: [],
    isReleased: false,
    recorder: {
      open: () =>
        Promise.resolve({
          value: {
            folder: "/session",
            variables: { MLFLOW_TRACKING_URI: "http://127.0.0.1:1", MLFLOW_TRACKING_TOKEN: TOKEN },
            close: () => Promise.resolve({ value: gathered, warnings: ["recorder: it ended early"] }),
          },
          warnings: [],
        }),
    },
  };
  const gathered: Gathered = {
    store,
    hardware: [{ time: 1, values: { cpu_utilization_percentage: 50 } }],
    copy: async (from, { to, role }) => {
      all.copied.push(`${from} → ${to} (${role})`);
      return { value: [], warnings: [] };
    },
    release: async () => {
      all.isReleased = true;
    },
    ...changes,
  };
  return all;
}

async function storeWith(statuses: readonly ("FINISHED" | "FAILED" | "RUNNING")[]) {
  const store = new MemoryTrackingStore();
  for (const [started, status] of statuses.entries()) {
    const id = `r${started}`;
    await store.createRun({ id, experimentId: "0", name: id, user: "", started, tags: [] });
    const points = [{ key: "loss", step: 0, time: 1, value: started }];
    await store.logBatch(id, { points, params: [{ key: "lr", value: "0.1" }], tags: [] });
    if (status !== "RUNNING") await store.updateRun(id, { status, ended: 9 });
  }
  return store;
}

async function record(
  { recorder }: Scene,
  request: Partial<ReturnType<typeof runRequest>>,
  files: Readonly<Record<string, string>> = {},
) {
  const folder = tempFolder();
  await writeFiles(folder, files);
  const clean = { value: { commit: null, dirty: false, patch: null }, warnings: [] };
  const ports = { ...realPorts(folder), recorder, workTree: { read: () => Promise.resolve(clean) } };
  return (await recordRun(ports, { ...runRequest(), ...request })).run;
}

test("a command reaches the recorder, and what was tracked becomes the record", async () => {
  const all = scene(await storeWith(["FINISHED"]));
  const run = await record(all, { command: `test "$MLFLOW_TRACKING_URI" = http://127.0.0.1:1` });
  expect(run).toMatchObject({
    status: "finished",
    params: { lr: 0.1 },
    metrics: { loss: { last: 0 }, "system/cpu_utilization_percentage": { last: 50 } },
    warnings: ["recorder: it ended early"],
  });
  expect(all.copied).toEqual(["0/r0/artifacts → mlflow (artifact)"]);
  expect(all.isReleased).toBe(true);
});

test("a run's name and description are the record's, unless whoever began it gave others; a made-up name is none", async () => {
  const noted = async (id: string, name: string) => {
    const store = new MemoryTrackingStore();
    const tags = [{ key: "mlflow.note.content", value: "# Why\nA try." }];
    await store.createRun({ id, experimentId: "0", name, user: "", started: 1, tags });
    return scene(store);
  };
  const [id, word] = ["01a22bc169ba71029e4378d919c5dff2", "baseline"];
  expect(await record(await noted(id, word), {})).toMatchObject({ name: word, notes: "# Why\nA try." });
  expect(await record(await noted(id, nameRun(id)), {})).toMatchObject({
    name: null,
    notes: "# Why\nA try.",
  });
  const asked = { name: "mine", notes: "ours" };
  expect(await record(await noted(id, word), asked)).toMatchObject(asked);
});

test("tags that the record cannot hold whole are in the table, and it says so", async () => {
  const store = await storeWith(["FINISHED"]);
  const long = "why ".repeat(100);
  await store.logBatch("r0", { points: [], params: [], tags: [{ key: "note", value: long }] });
  const run = await record(scene(store), {});
  expect(run.tags).toEqual([`note=${long}`.slice(0, 100)]);
  expect(run.warnings).toContainEqual(
    expect.stringMatching(/^mlflow: 1 tags .*files\/mlflow-runs\.csv has them whole$/),
  );
  expect(run.files.map(({ path }) => path)).toContain("files/mlflow-runs.csv");
});

test("the recorder's token is hidden where the command shows it", async () => {
  const all = scene(null);
  const run = await record(all, { command: `: $MLFLOW_TRACKING_TOKEN ${TOKEN}` });
  expect(JSON.stringify(run)).not.toContain(TOKEN);
  expect(run.command?.line).toBe(": $MLFLOW_TRACKING_TOKEN [redacted]");
});

test("metrics that a file was named for come from there, also where they were tracked", async () => {
  const all = scene(await storeWith(["FINISHED"]));
  const run = await record(all, { metrics: ["m.json"] }, { "m.json": '{"loss": 7}' });
  expect(run.metrics.loss).toMatchObject({ last: 7, count: 1 });
  expect(run.sources).toMatchObject([
    { format: "mlflow", metrics: [], params: ["lr"] },
    { format: "hardware" },
  ]);
});

test.each([
  [["FAILED"], "finished", "failed"],
  [["FAILED", "FINISHED"], "finished", "finished"],
  [["RUNNING"], "finished", "finished"],
  [["FINISHED"], "cancelled", "cancelled"],
  [["FINISHED"], null, "failed"],
] as const)(
  "runs that are %j in a job that is %j make a record that is %j",
  async (statuses, jobStatus, expected) => {
    const run = await record(scene(await storeWith(statuses)), { command: null, jobStatus });
    expect(run.status).toBe(expected);
  },
);

test("a sweep leaves a record that the App still reads, and a table of all trials", async () => {
  const store = await storeWith(["FINISHED"]);
  for (let trial = 0; trial < 300; trial += 1) {
    const id = `t${trial}`;
    const labels = Array.from({ length: 20 }, (_, at) => ({ key: `label-${at}`, value: "x".repeat(200) }));
    const tags = [{ key: "mlflow.parentRunId", value: "r0" }, ...labels];
    await store.createRun({
      id,
      experimentId: "0",
      name: `trial-${trial}`,
      user: "",
      started: trial + 1,
      tags,
    });
    const points = Array.from({ length: 20 }, (_, at) => ({
      key: `metric_${at}`,
      step: 0,
      time: 1,
      value: 0.123456789,
    }));
    await store.logBatch(id, { points, params: [{ key: "lr", value: "0.1" }], tags: [] });
    await store.updateRun(id, { status: "FINISHED", ended: 9 });
  }
  const run = await record(scene(store), { command: null });
  expect(canonicalJson(run).length).toBeLessThan(1024 * 1024);
  expect(run.warnings).toContainEqual(
    "mlflow: 229 nested runs are in files/mlflow-runs.csv alone: there are too many of them",
  );
  expect(run.warnings).toContainEqual(
    "mlflow: the tags of 21 nested runs are in files/mlflow-runs.csv alone: there are too many of them",
  );
  expect(run.sources?.[1]?.tags).toHaveLength(20);
  expect(run.files).toContainEqual(
    expect.objectContaining({ path: "files/mlflow-runs.csv", role: "artifact" }),
  );
});

test("a store that cannot be read costs neither the machine's metrics nor the record", async () => {
  const store = await storeWith(["FINISHED"]);
  const all = scene(
    Object.assign(store, { searchExperiments: () => Promise.reject(new Error("database is malformed")) }),
  );
  const run = await record(all, { command: null });
  expect(run.metrics).toHaveProperty(["system/cpu_utilization_percentage"]);
  expect(run.warnings).toContainEqual(expect.stringContaining("database is malformed"));
  expect(all.isReleased).toBe(true);
});

test("a recorder that cannot be opened or closed is a warning", async () => {
  const all = scene(null);
  const closed: Recorder = { open: () => Promise.reject(new Error("no port is free")) };
  expect((await record({ ...all, recorder: closed }, {})).warnings).toEqual(["recorder: no port is free"]);
});
