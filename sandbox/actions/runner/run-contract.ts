import type { Permissions, Repository, WorkflowRun } from "../../state/entities.ts";
import type { World } from "../../world.ts";
import type { StepResult } from "./run-job.ts";
import type { Conclusion } from "./run-state.ts";
import type { Trigger } from "./trigger.ts";
import type { Workflow } from "./workflow.ts";

/** What the runner needs of a sandbox; a `Sandbox` is one. */
export interface RunnerHost {
  readonly world: World;
  createActionsToken(repository: Repository, permissions: Permissions): string;
}

export interface RunOptions {
  /** Folders of actions that workflows use by `owner/repo@ref`; the key may leave the ref out. */
  readonly actions?: ReadonlyMap<string, string> | undefined;
  /** Each line of output as it comes, secrets hidden. */
  readonly onLine?: ((line: WorkflowLine) => void) | undefined;
  /** Cancels, as a person would. */
  readonly signal?: AbortSignal | undefined;
  /** Leaves the jobs' folders on disk, for whoever wants to look into them. */
  readonly keepFolders?: boolean | undefined;
}

export interface WorkflowLine {
  readonly job: string;
  readonly step: string;
  readonly text: string;
}

export interface JobResult {
  readonly id: number;
  /** The job's key in the file; jobs of one matrix share it. */
  readonly key: string;
  readonly name: string;
  readonly conclusion: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
  readonly steps: readonly StepResult[];
  readonly log: readonly string[];
}

export interface WorkflowResult {
  readonly run: WorkflowRun;
  readonly conclusion: "success" | "failure" | "cancelled";
  readonly jobs: readonly JobResult[];
}

/** All that belongs to one attempt of one run. */
export interface Attempt {
  readonly host: RunnerHost;
  readonly workflow: Workflow;
  readonly trigger: Trigger;
  readonly run: WorkflowRun;
  readonly options: RunOptions;
  readonly signal: AbortSignal;
}
