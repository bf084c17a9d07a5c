import type { Gate } from "../core/compare/gate.ts";
import type { RunStore } from "../core/ports/run-store.ts";
import type { ReportInput } from "../core/report/comparison-report.ts";
import { DEFAULT_RUN_CONFIG, type RunConfig } from "../core/run/config.ts";
import type { Run } from "../core/run/run.ts";
import { prepareReport } from "./compare-run.ts";
import { keptBaselines } from "./kept-baseline.ts";

export interface KeptComparison {
  readonly run: Run;
  /** What it is compared with; null for the newest finished run of its experiment on the baseline branch. */
  readonly reference: Run | null;
  /** The branch of the checkout that others start from; null where it is not known. */
  readonly defaultBranch: string | null;
  readonly config?: RunConfig;
  readonly gate?: Gate;
}

/** Compares runs that are kept on a machine, as the Action compares a run with its baseline. */
export async function compareKept(store: RunStore, comparison: KeptComparison): Promise<ReportInput> {
  const { run, reference, defaultBranch, config = DEFAULT_RUN_CONFIG, gate = false } = comparison;
  const notes: string[] = [];
  const curves = await store.curves(run.id).catch((error: unknown) => {
    notes.push(`curves of ${run.id}: ${error instanceof Error ? error.message : "unreadable"}`);
    return new Map();
  });
  const { report } = await prepareReport(
    { baseline: keptBaselines(store), holder: null },
    {
      run,
      curves,
      pullRequest: null,
      // A run outside of git is on no branch, and is compared with its like.
      baselineBranch: run.source.branch === null ? "" : (config.baseline?.branch ?? defaultBranch ?? "main"),
      compareTo: reference === null ? null : { kind: "run", id: reference.id },
      compare: config.compare,
      gate,
      registration: null,
      links: { server: "https://github.com", run: null, artifact: null },
    },
  );
  return { ...report, notes: [...notes, ...report.notes] };
}
