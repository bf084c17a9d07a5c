import type { CommitSha } from "../names.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { CommentSections } from "../report/section.ts";
import type { RunConfig } from "../run/config.ts";
import type { Curves } from "../run/metric.ts";
import type { NamedPlot } from "../run/plot.ts";
import type { RecordedFile, Repository } from "../run/run.ts";
import type { BaselineSource } from "./baseline.ts";
import type { StickyComments } from "./comments.ts";
import type { HolderSource } from "./holder.ts";
import type { Noted } from "./recording.ts";

/** The branch and commit that a workflow run is of, in whatever repository. */
export interface RunHead {
  readonly repository: Repository;
  readonly branch: string;
  readonly commit: CommitSha;
}

/** A training repository as the App sees it, in order to comment there in the Action's place. */
export interface TrainingDesk {
  readonly repository: Repository;
  readonly defaultBranch: string;
  readonly serverUrl: string;
  /** Open pull requests of this repository that have this very head now. */
  pullsWithHead(head: RunHead): Promise<readonly number[]>;
  /** The configuration on the default branch, never a pull request's. Raises what reading one raises. */
  config(): Promise<RunConfig>;
  readonly baseline: BaselineSource;
  /**
   * The registry that the configuration names. Null where the App may not tell this repository's readers of it: another
   * owner's, or a private one where the repository is public.
   */
  holder(registry: string): Promise<HolderSource | null>;
  /** Curves that a stranger wrote; raises ARTIFACT_INVALID within 5 s when they cannot be read. */
  curves(bytes: Uint8Array): Promise<Curves>;
  /** The code of a notebook in an artifact; undefined where none is kept. Raises as reading a record does. */
  notebook(artifact: number, path: string): Promise<Notebook | undefined>;
  plots(artifact: number, files: readonly RecordedFile[]): Promise<Noted<readonly NamedPlot[]>>;
  /** The App's own comment. */
  readonly comments: StickyComments;
  /** Sections that others wrote in comments of ours: an Action does. `bots`: people's do not count. */
  othersSections(pullRequest: number, from: "bots" | "anybody"): Promise<CommentSections>;
}

/** Finds the repositories that the App is installed on. */
export interface TrainingDesks {
  open(fullName: string): Promise<TrainingDesk | undefined>;
}
