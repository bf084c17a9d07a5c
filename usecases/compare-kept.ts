import type { CompareTo } from "../core/compare/compare-to.ts";
import type { Gate } from "../core/compare/gate.ts";
import type { HolderSource } from "../core/ports/holder.ts";
import type { RunStore } from "../core/ports/run-store.ts";
import type { ReportInput } from "../core/report/comparison-report.ts";
import type { RunConfig } from "../core/run/config.ts";
import { DEFAULT_RUN_CONFIG } from "../core/run/default-config.ts";
import type { Curves } from "../core/run/metric.ts";
import type { NamedPlot } from "../core/run/plot.ts";
import type { ComparedRun } from "./find-compared.ts";
import { keptBaselines, keptCurves } from "./kept-baseline.ts";
import { readComparison } from "./read-comparison.ts";

export interface KeptComparison {
  readonly run: ComparedRun;
  /** What it is compared with; null for the newest finished run of its experiment on the baseline branch. */
  readonly reference: ComparedRun | null;
  /** The branch of the checkout that others start from; null where it is not known. */
  readonly defaultBranch: string | null;
  readonly config?: RunConfig;
  readonly gate?: Gate;
  /** What the run left to look at. */
  readonly plots?: readonly NamedPlot[];
}

/** Compares runs that are kept on a machine, and versions, as the Action compares a run with its baseline. */
export async function compareKept(store: RunStore, comparison: KeptComparison): Promise<ReportInput> {
  const { reference, defaultBranch, config = DEFAULT_RUN_CONFIG, gate = false, plots = [] } = comparison;
  const { run } = comparison.run;
  const notes: string[] = [];
  const curves = await curvesOf(store, comparison.run, notes);
  const { report } = await readComparison(
    { baseline: keptBaselines(store, { run, varying: config.compare.repeats }), holder: holderOf(reference) },
    {
      run,
      curves,
      thinned: comparison.run.version !== null,
      ...(comparison.run.version === null
        ? { notebook: async (path: string) => await store.notebook(run.id, path) }
        : {}),
      // A run outside of git is on no branch, and is compared with its like.
      baselineBranch: run.source.branch === null ? "" : (config.baseline?.branch ?? defaultBranch ?? "main"),
      compareTo: reference === null ? null : compareToOf(reference),
      compare: config.compare,
      gate,
      plots,
      registration: null,
      links: { server: "https://github.com", run: null, artifact: null },
    },
    notes,
  );
  return report();
}

/** Of a version those that the registry keeps, which may be thinned. */
export async function curvesOf(
  store: Pick<RunStore, "curves">,
  { run, version }: ComparedRun,
  notes: string[],
): Promise<Curves> {
  if (version !== null) return version.holder.curves ?? new Map();
  return await keptCurves(store, run, notes);
}

/** The version was found already, so that one which is not there could be told as such. */
function holderOf(reference: ComparedRun | null): HolderSource | null {
  const held = reference?.version?.holder;
  return held === undefined ? null : { find: async () => held };
}

function compareToOf({ run, version }: ComparedRun): CompareTo {
  return version === null ? { kind: "run", id: run.id } : { kind: "version", reference: version.reference };
}
