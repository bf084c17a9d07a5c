import { parseWith } from "../../core/parse.ts";
import { UNKNOWN_ENVIRONMENT } from "../../core/run/environment.ts";
import { type Run, runSchema } from "../../core/run/run.ts";

/** A small valid record, changed where a test needs it. */
export function exampleRun(changes: Partial<Run> = {}): Run {
  const run = {
    schemaVersion: 1,
    kind: "run",
    id: "0190a1b2c3d47e5f8a9b0c1d2e3f4a5b",
    experiment: "train/fit",
    name: null,
    notes: null,
    tags: [],
    status: "finished",
    startedAt: "2026-01-31T12:00:00.000Z",
    finishedAt: "2026-01-31T12:01:00.000Z",
    source: { repository: null, commit: null, ref: null, branch: null, headCommit: null, dirty: false },
    trigger: null,
    command: null,
    resources: { wallSeconds: null, cpuSeconds: null, peakMemoryBytes: null },
    params: {},
    metrics: {},
    goals: {},
    data: [],
    environment: UNKNOWN_ENVIRONMENT,
    files: [],
    registration: null,
    warnings: [],
    ...changes,
  };
  return parseWith(runSchema, run, "example run");
}
