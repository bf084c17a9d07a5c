import { type MetricGoal, type Run, runSchema } from "../../core/run/run.ts";

export type RunInput = Partial<Omit<Run, "metrics" | "goals">> & {
  /** Metric name → last value. */
  readonly metrics?: Readonly<Record<string, number | "NaN" | "Infinity" | "-Infinity">>;
  readonly goals?: Readonly<
    Record<string, Pick<MetricGoal, "goal" | "take"> & { readonly tolerance?: MetricGoal["tolerance"] }>
  >;
};

/** A valid run with everything filled in; a test names only what it is about. */
export function buildRun({ metrics = {}, goals = {}, ...rest }: RunInput = {}): Run {
  const pair = ([name, last]: [string, number | "NaN" | "Infinity" | "-Infinity"]) =>
    [name, { last, min: last, max: last, count: 1, step: null }] as const;
  return runSchema.parse({
    schemaVersion: 1,
    kind: "run",
    id: "0".repeat(32),
    experiment: "train",
    name: null,
    notes: null,
    tags: [],
    status: "finished",
    startedAt: "2026-01-31T12:00:00Z",
    finishedAt: "2026-01-31T12:01:00Z",
    source: {
      repository: { id: 1, fullName: "acme/churn" },
      commit: "a".repeat(40),
      ref: "refs/heads/main",
      branch: "main",
      headCommit: null,
      dirty: false,
    },
    trigger: null,
    command: null,
    resources: { wallSeconds: 1, cpuSeconds: 1, peakMemoryBytes: 1 },
    params: {},
    data: [],
    environment: {
      os: "Linux 6.8",
      architecture: "x64",
      cpu: { model: "EPYC", cores: 4 },
      memoryBytes: 2 ** 34,
      gpus: [],
      container: null,
      runtimes: {},
      packages: {},
      lockfiles: {},
      variables: {},
    },
    files: [],
    registration: null,
    warnings: [],
    ...rest,
    metrics: Object.fromEntries(Object.entries(metrics).map(pair)),
    goals: Object.fromEntries(Object.entries(goals).map(([n, g]) => [n, { tolerance: 0, ...g }])),
  });
}
