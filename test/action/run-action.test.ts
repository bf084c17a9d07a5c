import { join } from "node:path";
import { expect, test } from "vitest";
import type { ActionPorts } from "../../action/run-action.ts";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { PedigreeError } from "../../core/errors.ts";
import { runConfigSchema } from "../../core/run/config.ts";
import { runSchema } from "../../core/run/run.ts";
import { type ComparePorts, compareRun } from "../../usecases/compare-run.ts";
import { act } from "../support/acting.ts";
import { exampleRun } from "../support/example-run.ts";
import { memoryOfJob, memoryRecorder } from "../support/memory-recorder.ts";
import { realPorts } from "../support/recording.ts";
import { tempFolder } from "../support/temp-folder.ts";

const TRAIN = { run: `echo '{"auc": 0.9}' > m.json`, metrics: "m.json" };
const fail = () => Promise.reject(new PedigreeError("REMOTE_UNAVAILABLE", "GitHub did not answer"));

test("a good run sets every output and fails nothing", async () => {
  const said = await act(TRAIN);
  expect(said).toMatchObject({ warnings: [], failures: [], exitCode: undefined });
  expect(Object.fromEntries(said.outputs)).toMatchObject({
    "run-id": expect.stringMatching(/^[0-9a-f]{32}$/),
    "artifact-id": "77",
    "artifact-digest": `sha256:${"c".repeat(64)}`,
    "comment-url": "",
    verdict: "none",
    metrics: '{"auc":0.9}',
  });
  expect(said.summaries[0]).toContain("auc");
});

test.each([
  ["exit 3", 3],
  ["kill -KILL $$", 137],
  ["kill -TERM $$", 143],
])("the step ends as the command did: %s", async (run, code) => {
  const said = await act({ ...TRAIN, run: `${TRAIN.run}; ${run}` });
  expect(said.exitCode).toBe(code);
  expect((await said.record()).status).toBe("failed");
  expect(said.outputs.get("artifact-id")).toBe("77");
  expect(said.outputs.get("verdict")).toBe("failed");
});

test.each<[string, Partial<ActionPorts>, string]>([
  ["the upload", { artifacts: { upload: fail } }, "upload"],
  ["the comparison", { compare: fail }, "comparison"],
])("trouble with %s is a warning, and the record is on disk", async (_, changes, part) => {
  const said = await act(TRAIN, changes);
  expect(said).toMatchObject({ failures: [], exitCode: undefined });
  expect(said.warnings).toEqual([expect.stringContaining(part)]);
  expect((await said.record()).metrics.auc?.last).toBe(0.9);
  expect(said.info.join()).toContain("pedigree");
  expect(said.outputs.get("run-id")).toBeDefined();
});

test.each<[string, Partial<ActionPorts>]>([
  ["the upload", { artifacts: { upload: fail } }],
  ["a file", {}],
])("with strict, trouble with %s fails the step after the record was written", async (_, changes) => {
  const said = await act({ ...TRAIN, strict: "true", data: "nothing.csv" }, changes);
  expect(said.failures).toHaveLength(1);
  expect((await said.record()).warnings).toEqual([expect.stringContaining("nothing.csv")]);
});

test("a run is closed once: also where its upload failed, nothing is left to the step's last part", async () => {
  const memory = memoryOfJob();
  const said = await act(TRAIN, { memory, recorder: memoryRecorder, artifacts: { upload: fail } });
  const { id } = await said.record();
  expect(memory.kept).toMatchObject([{ id, session: "/session" }, expect.stringContaining(id), null]);
});

test.each([
  ["30", 30],
  ["", undefined],
])("how many jobs the matrix has goes to the comment: %j", async (total, jobs) => {
  const asked: unknown[] = [];
  const compare: ActionPorts["compare"] = (request) => {
    asked.push(request.jobs);
    return fail();
  };
  await act({ ...TRAIN, "job-total": total }, { compare });
  expect(asked).toEqual([jobs]);
});

test("with strict, a command's own exit code still counts", async () => {
  const said = await act({ ...TRAIN, run: "exit 9", strict: "true" });
  expect(said.exitCode).toBe(9);
});

test("a record that cannot be written costs neither the command nor its exit code", async () => {
  const ports = realPorts(tempFolder());
  const folders = {
    create: async (...id: Parameters<typeof ports.folders.create>) => ({
      ...(await ports.folders.create(...id)),
      write: () => Promise.reject(new Error("no space left on device")),
    }),
  };
  const said = await act({ run: "exit 5" }, { folders });
  expect(said.exitCode).toBe(5);
  expect(said.warnings).toEqual([expect.stringContaining("no space left on device")]);
});

test("a model's name that is not allowed is told, and the run is recorded without it", async () => {
  const said = await act({ ...TRAIN, register: "../../etc", registry: "acme/models" });
  expect(said.warnings).toEqual([expect.stringMatching(/registration: .*input register.*"\.\.\/\.\.\/etc"/)]);
  expect((await said.record()).registration).toBeNull();
});

test("an earlier training step is recorded without a command", async () => {
  const said = await act({ metrics: "m.json", "job-status": "failure" }, {}, { "m.json": '{"auc": 0.8}' });
  expect(await said.record()).toMatchObject({
    command: null,
    status: "failed",
    metrics: { auc: { last: 0.8 } },
  });
  expect(said.exitCode).toBeUndefined();
});

test("a secret in a reason is not said", async () => {
  const said = await act(TRAIN, {
    compare: () => Promise.reject(new Error("token a-secret-of-the-job refused")),
  });
  expect(said.warnings.join()).not.toContain("a-secret-of-the-job");
});

test("an output of hostile text stays one value", async () => {
  const name = 'zzz";echo $(id) "hello";#\n::set-output name=verdict::better\nEOF';
  const said = await act({ metrics: "m.json" }, {}, { "m.json": JSON.stringify({ [name]: 1 }) });
  expect(JSON.parse(said.outputs.get("metrics") ?? "")).toEqual({ [name]: 1 });
  expect(said.outputs.get("metrics")).not.toContain("\n");
});

const REFERENCE = runSchema.parse({
  ...exampleRun({ experiment: "train/fit" }),
  metrics: { auc: { last: 0.95, min: 0.95, max: 0.95, count: 1, step: null } },
});
const GATED = { metrics: { auc: { goal: "maximize", tolerance: 0.01 } } };

/** Compares with a run whose AUC is 0.95. */
function against(config: unknown, baseline: Partial<ComparePorts> = {}): Partial<ActionPorts> {
  const found = {
    found: true,
    run: REFERENCE,
    curves: new Map(),
    artifact: { id: 1, name: "a" },
    history: [],
    notes: [],
  } as const;
  const source = {
    newest: () => Promise.resolve(found),
    named: () => Promise.resolve(found),
    repeats: () => Promise.resolve({ runs: [], notes: [] }),
  };
  const ports = { baseline: source, holder: null, comments: null, renderer: createRenderer(), ...baseline };
  return {
    config: () => Promise.resolve(runConfigSchema.parse(config)),
    compare: (request) => compareRun(ports, request),
  };
}

test.each([
  ["input", { gate: "true" }, GATED],
  ["configuration", {}, { ...GATED, gate: ["auc"] }],
])("a gate by %s fails the step after record and summary, and names the metric", async (_, more, config) => {
  const said = await act({ ...TRAIN, ...more }, against(config));
  expect(said.failures).toEqual(["gate: auc regressed: 0.95 → 0.9 (maximize), tolerance 0.01"]);
  expect(said.outputs.get("gate")).toBe("failed");
  expect(said.summaries[0]).toMatch(/⛔ Gate\*\* failed for 1 metric/);
  expect((await said.record()).metrics.auc?.last).toBe(0.9);
});

test("the input decides against the configuration, and a gate that passes fails nothing", async () => {
  const off = await act({ ...TRAIN, gate: "false" }, against({ ...GATED, gate: true }));
  expect([off.failures, off.outputs.get("gate")]).toEqual([[], "off"]);
  const wide = { metrics: { auc: { goal: "maximize", tolerance: 0.1 } } };
  const passed = await act({ ...TRAIN, gate: "auc" }, against(wide));
  expect([passed.failures, passed.outputs.get("gate")]).toEqual([[], "passed"]);
});

test.each<[string, Record<string, string>, string, number]>([
  ["shuts the gate that it may ask for", {}, "shut", 1],
  ["shuts no gate that the input turns off", { gate: "false" }, "off", 0],
])("a configuration that cannot be read %s, and the record is on disk", async (_, inputs, gate, failures) => {
  const said = await act({ ...TRAIN, ...inputs }, { ...against(GATED), config: fail });
  expect(said.warnings).toEqual([expect.stringContaining("configuration")]);
  expect(said.outputs.get("gate")).toBe(gate);
  expect(said.failures).toHaveLength(failures);
  expect((await said.record()).metrics.auc?.last).toBe(0.9);
});

test.each<[string, Partial<ActionPorts>]>([
  ["the comparison failed", { compare: fail }],
  ["nobody could be asked", against(GATED, { baseline: null })],
])("a gate is shut when %s", async (_, changes) => {
  const said = await act({ ...TRAIN, gate: "true" }, changes);
  expect(said.failures).toEqual([expect.stringMatching(/^gate: could not be evaluated/)]);
  expect(said.outputs.get("gate")).toBe("shut");
});

test("a command's own exit code counts before the gate's", async () => {
  const said = await act({ ...TRAIN, run: "exit 9", gate: "true" }, against(GATED));
  expect(said.exitCode).toBe(9);
});

test("what training code wrote by itself is recorded without being named, and says where it came from", async () => {
  const fixtures = join(import.meta.dirname, "../fixtures/importers");
  const old = "lightning_logs/version_0/metrics.csv";
  const said = await act(
    {
      run: `touch -d '2026-01-31T11:00:00Z' ${old}; cp -r '${fixtures}/tensorboard' logs; cat '${fixtures}/xgboost/output.txt'`,
    },
    {},
    { [old]: "step,train_loss\n0,9\n" },
  );
  const record = await said.record();
  expect(record.metrics["validation/epoch_loss"]).toMatchObject({ count: 5, step: 4, max: 2 });
  expect(record.metrics["val-auc"]).toMatchObject({ last: 0.92262, step: 3 });
  expect(record.metrics).not.toHaveProperty("train_loss");
  expect(record.sources?.map(({ format, metrics }) => [format, metrics])).toEqual([
    ["tensorboard", ["train/epoch_loss"]],
    ["tensorboard", ["validation/epoch_loss"]],
    ["boosting-log", ["train-logloss", "train-auc", "val-logloss", "val-auc"]],
  ]);
  expect(said.warnings).toEqual([]);
  expect(JSON.parse(said.outputs.get("metrics") ?? "")).toMatchObject({ "val-auc": 0.92262 });
});

test.each([
  ["track is off", { track: "off" }],
  ["metrics are named", { metrics: "m.json" }],
])("nothing is added when %s", async (_, inputs) => {
  const run = `printf '[0]\\ttrain-rmse:0.5\\n'; echo '{"auc": 0.9}' > m.json`;
  const { metrics } = await (await act({ run, ...inputs })).record();
  expect(metrics).not.toHaveProperty("train-rmse");
});
