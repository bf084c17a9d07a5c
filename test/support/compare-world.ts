import { createRenderer } from "../../adapters/render/renderer.ts";
import { commitShaSchema, modelNameSchema, runIdSchema } from "../../core/names.ts";
import type { Baseline } from "../../core/ports/baseline.ts";
import type { Holder } from "../../core/ports/holder.ts";
import type { CurvePoint } from "../../core/run/metric.ts";
import type { Run } from "../../core/run/run.ts";
import type { ComparePorts, CompareRequest } from "../../usecases/compare-run.ts";
import { buildRun, type RunInput } from "./build-run.ts";

const goals = {
  auc: { goal: "maximize", tolerance: 0.002 },
  loss: { goal: "minimize" },
} as const;
export const runOf = (input: RunInput) => buildRun({ goals, ...input });
export const before = runOf({
  id: runIdSchema.parse("1".repeat(32)),
  metrics: { auc: 0.912, loss: 0.25, epochs: 20 },
  params: { lr: 0.1, depth: 3 },
  source: { ...buildRun().source, commit: commitShaSchema.parse("b".repeat(40)) },
});
export const now = runOf({ metrics: { auc: 0.934, loss: 0.26, epochs: 30 }, params: { lr: 0.05, depth: 3 } });
export const curve = (factor: number): CurvePoint[] =>
  [0, 1, 2, 3].map((step) => ({ step, time: null, value: factor / (step + 1) }));

export function request(run: Run, more: Partial<CompareRequest> = {}): CompareRequest {
  return {
    run,
    curves: new Map([["loss", curve(1)]]),
    pullRequest: 7,
    baselineBranch: "main",
    registration: null,
    links: {
      server: "https://github.com",
      run: "https://github.com/acme/churn/actions/runs/1",
      artifact: null,
    },
    ...more,
  };
}

interface World {
  readonly baseline?: Baseline | Error;
  readonly holder?: Holder | Error;
  readonly budget?: number;
}

/** Ports in memory, and the section that was written. */
export function world({ baseline, holder, budget = 60_000 }: World) {
  const written: { section?: string; text?: string } = {};
  const answer = <T>(value: T | Error): Promise<T> =>
    value instanceof Error ? Promise.reject(value) : Promise.resolve(value);
  const ports: ComparePorts = {
    baseline: {
      newest: () => answer(baseline ?? { found: false, reason: "no-run", notes: [] }),
      named: () => answer(baseline ?? { found: false, reason: "not-found", notes: [] }),
      repeats: () => Promise.resolve({ runs: [], notes: [] }),
    },
    holder: { find: () => answer(holder ?? { found: false, reason: "no-model" }) },
    comments: {
      update: async ({ section, render }) => {
        Object.assign(written, { section, text: render(budget) });
        return { url: "https://github.com/c", characters: written.text?.length ?? 0, written: true };
      },
    },
    renderer: createRenderer(),
  };
  return { ports, written };
}

export const found = (run: Run, history: readonly Run[] = []): Baseline => ({
  found: true,
  run,
  curves: new Map([["loss", curve(1.5)]]),
  artifact: { id: 1, name: "a" },
  history,
  notes: [],
});
export const registration = { registry: "acme/models", model: modelNameSchema.parse("churn") };
