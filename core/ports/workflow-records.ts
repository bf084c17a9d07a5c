import type { ArtifactName } from "../run/artifact-name.ts";
import type { Curves } from "../run/metric.ts";
import type { Run } from "../run/run.ts";

/** A run artifact of a workflow run, by what GitHub's list tells of it. */
export interface ListedRecord {
  readonly id: number;
  readonly name: ArtifactName;
}

/** The records that one workflow run has uploaded so far: each leg of a matrix adds its own, and none is ever changed. */
export interface WorkflowRecords {
  list(workflowRun: number): Promise<readonly ListedRecord[]>;
  /** Raises ARTIFACT_INVALID, SCHEMA_MISMATCH and what remotes raise. */
  read(id: number): Promise<{ readonly run: Run; readonly curves: Curves }>;
}
