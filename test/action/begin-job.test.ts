import { expect, test } from "vitest";
import { type BeginPorts, beginJob } from "../../action/begin-job.ts";
import { readInputs } from "../../action/inputs.ts";
import type { LiveOrder } from "../../core/live/live-order.ts";
import { commitShaSchema } from "../../core/names.ts";
import { DEFAULT_RUN_CONFIG } from "../../core/run/default-config.ts";
import { liveOrder } from "../support/live-order.ts";
import { memoryOfCheck, memoryOfJob, memoryRecorder, TOKEN } from "../support/memory-recorder.ts";
import { realPorts } from "../support/recording.ts";

const SECRET = "a-secret-of-the-job";
const ORDER = liveOrder();
const CONTEXT = {
  source: { repository: null, ref: null, branch: null, headCommit: null, commit: null },
  experiment: "train/fit",
  defaultBranch: "main",
  fromFork: false,
};
const WORK_TREE = { commit: commitShaSchema.parse("a".repeat(40)), dirty: false, patch: null };

async function begin(changes: Partial<BeginPorts> = {}, inputs: Readonly<Record<string, string>> = {}) {
  const { ids, clock } = realPorts("/nowhere");
  const variables = new Map<string, string>();
  const warnings: string[] = [];
  const outputs = new Map<string, string>();
  const memory = memoryOfJob();
  const orders: (LiveOrder | null)[] = [];
  const marks = memoryOfCheck();
  const context = { ...CONTEXT, trigger: null };
  const ports: BeginPorts = {
    ids,
    clock,
    memory,
    listener: (order) => {
      orders.push(order);
      return memoryRecorder;
    },
    context,
    server: "https://github.com",
    secrets: [SECRET],
    config: async () => DEFAULT_RUN_CONFIG,
    live: {
      open: () => Promise.reject(new Error("there is no command")),
      order: (start) => ({ ...ORDER, experiment: start.request.experiment, leg: start.subject.leg }),
      end: { memory: marks, word: () => null, open: async () => null },
    },
    workTree: { read: () => Promise.resolve({ value: WORK_TREE, warnings: [] }) },
    job: { setVariable: (name, value) => variables.set(name, value), hide: () => {} },
    host: {
      info: () => {},
      notice: () => {},
      warning: (text) => warnings.push(text),
      fail: (text) => warnings.push(`failed: ${text}`),
      setOutput: (name, value) => outputs.set(name, value),
      addSummary: () => Promise.resolve(),
      setExitCode: () => {},
    },
    ...changes,
  };
  await beginJob(
    readInputs((name) => inputs[name] ?? ""),
    ports,
  );
  return {
    orders,
    mark: marks.recall(),
    variables: Object.fromEntries(variables),
    warnings,
    outputs,
    kept: memory.kept,
  };
}

test("later steps are told how to reach the recorder, and the last part what was begun", async () => {
  const { variables, warnings, outputs, kept } = await begin();
  expect(variables).toEqual({ MLFLOW_TRACKING_URI: "http://127.0.0.1:1", MLFLOW_TRACKING_TOKEN: TOKEN });
  expect(warnings).toEqual([]);
  expect(kept).toEqual([
    {
      id: outputs.get("run-id"),
      startedAt: "2026-01-31T12:00:00.000Z",
      session: "/session",
      workTree: WORK_TREE,
    },
  ]);
});

test("MLflow's fluent client is not told to take up a run of ours", async () => {
  expect(Object.keys((await begin()).variables)).not.toContain("MLFLOW_RUN_ID");
});

test("a recorder that does not start fails nothing: the job's end is recorded without it", async () => {
  const { variables, warnings, kept, mark } = await begin({
    listener: () => ({ open: () => Promise.reject(new Error("no memory")) }),
  });
  expect(variables).toEqual({});
  expect(warnings).toEqual(["recorder: no memory"]);
  expect(kept).toMatchObject([{ session: null }]);
  expect(mark).toBeNull();
});

test("what is missing of the work tree is told when the run is recorded", async () => {
  const value = { ...WORK_TREE, patch: null };
  const read = () => Promise.resolve({ value, warnings: ["git: the patch is too large"] });
  const { kept } = await begin({ workTree: { read } });
  expect(kept).toMatchObject([{ workTree: value, workTreeWarnings: ["git: the patch is too large"] }]);
});

test("before a checkout there is no work tree to remember", async () => {
  const none = { commit: null, dirty: false, patch: null };
  const read = () => Promise.resolve({ value: none, warnings: ["git: no commit is known"] });
  const { kept, warnings } = await begin({ workTree: { read } });
  expect(kept).toMatchObject([{ workTree: null }]);
  expect(warnings).toEqual([]);
});

test("the recorder is asked to show the job, and the last part is told which check that is", async () => {
  const { orders, mark } = await begin(
    {},
    { experiment: `with ${SECRET}`, matrix: `{"lr": 0.1, "k": "${SECRET}"}` },
  );
  expect(orders).toMatchObject([{ experiment: "with [redacted]", leg: "k=[redacted] lr=0.1" }]);
  expect(mark).toEqual(ORDER.board.mark);
});

test("with live: false nothing is shown, and nothing has to be ended", async () => {
  expect(await begin({}, { live: "false" })).toMatchObject({ orders: [null], mark: null });
});
