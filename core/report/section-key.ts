import type { RunSeries } from "../run/artifact-name.ts";
import type { Run } from "../run/run.ts";
import type { SectionOrigin } from "./comment-sections.ts";

/** The section that a run has in the comment: its experiment's, or its leg's where legs of a matrix share an experiment. */
export function sectionKey({ experiment, leg }: RunSeries): string {
  return leg === undefined ? experiment : `${experiment} (${leg})`;
}

/** Which run a section speaks of, and how many that repeat it; null outside of Actions. */
export function sectionOrigin({ trigger }: Pick<Run, "trigger">, repeats: number): SectionOrigin | null {
  if (trigger === null) return null;
  return { workflowRun: trigger.runId, attempt: trigger.runAttempt, runs: 1 + repeats };
}
