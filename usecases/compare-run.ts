import type { Verdict } from "../core/compare/comparison.ts";
import type { ModelName } from "../core/names.ts";
import type { BaselineSource } from "../core/ports/baseline.ts";
import type { StickyComments, WrittenComment } from "../core/ports/comments.ts";
import type { HolderSource } from "../core/ports/holder.ts";
import type { Renderer } from "../core/ports/renderer.ts";
import type { Curves } from "../core/run/metric.ts";
import type { Run } from "../core/run/run.ts";

/** A port that is null switches its part off: no comparison with a baseline, no holder, no comment. */
export interface ComparePorts {
  readonly baseline: BaselineSource | null;
  readonly holder: HolderSource | null;
  readonly comments: StickyComments | null;
  readonly renderer: Renderer;
}

export interface CompareRequest {
  readonly run: Run;
  readonly curves: Curves;
  /** The pull request to comment on, null for a run without one. */
  readonly pullRequest: number | null;
  readonly baselineBranch: string;
  /** The model whose holder of production is compared, null for none. */
  readonly registration: { readonly registry: string; readonly model: ModelName } | null;
  readonly links: CompareLinks;
}

export interface CompareLinks {
  /** `https://github.com`, or the server of an enterprise. */
  readonly server: string;
  /** The page of the workflow run, null outside of Actions. */
  readonly run: string | null;
  /** The page of the run's artifact, null when it was not uploaded. */
  readonly artifact: string | null;
}

export interface CompareResult {
  readonly verdict: Verdict;
  readonly comment: WrittenComment | null;
  /** Markdown for the job summary, at most 1 MiB. */
  readonly summary: string;
  /** What could not be done and why, one line each; also said in the comment. */
  readonly notes: readonly string[];
}
