import { expect, test } from "vitest";
import { type BeginPorts, beginJob } from "../../action/begin-job.ts";
import { commitShaSchema } from "../../core/names.ts";
import { memoryOfJob, memoryRecorder, TOKEN } from "../support/memory-recorder.ts";
import { realPorts } from "../support/recording.ts";

const WORK_TREE = { commit: commitShaSchema.parse("a".repeat(40)), dirty: false, patch: null };

async function begin(changes: Partial<BeginPorts> = {}) {
  const { ids, clock } = realPorts("/nowhere");
  const variables = new Map<string, string>();
  const warnings: string[] = [];
  const outputs = new Map<string, string>();
  const memory = memoryOfJob();
  await beginJob({
    ids,
    clock,
    memory,
    recorder: memoryRecorder,
    workTree: { read: () => Promise.resolve({ value: WORK_TREE, warnings: [] }) },
    job: { setVariable: (name, value) => variables.set(name, value), hide: () => {} },
    host: {
      info: () => {},
      warning: (text) => warnings.push(text),
      fail: (text) => warnings.push(`failed: ${text}`),
      setOutput: (name, value) => outputs.set(name, value),
      addSummary: () => Promise.resolve(),
      setExitCode: () => {},
    },
    ...changes,
  });
  return { variables: Object.fromEntries(variables), warnings, outputs, kept: memory.kept };
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
  const { variables, warnings, kept } = await begin({
    recorder: { open: () => Promise.reject(new Error("no memory")) },
  });
  expect(variables).toEqual({});
  expect(warnings).toEqual(["recorder: no memory"]);
  expect(kept).toMatchObject([{ session: null }]);
});

test("before a checkout there is no work tree to remember", async () => {
  const none = { commit: null, dirty: false, patch: null };
  const read = () => Promise.resolve({ value: none, warnings: ["git: no commit is known"] });
  const { kept, warnings } = await begin({ workTree: { read } });
  expect(kept).toMatchObject([{ workTree: null }]);
  expect(warnings).toEqual([]);
});
