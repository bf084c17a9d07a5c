import { digestOfText } from "../canonical.ts";
import type { RunSeries } from "../run/artifact-name.ts";
import type { Run } from "../run/run.ts";
import type { SectionOrigin } from "./section.ts";
import { encodeKey } from "./section-marker.ts";

/**
 * The section that a run has in the comment: its experiment's, or its leg's where legs of a matrix share an experiment.
 * `workflow` is told of a fork's: what it calls its experiment is its own word, which file recorded it is GitHub's.
 */
export function sectionKey({ experiment, leg }: RunSeries, workflow?: string): string {
  const series = leg === undefined ? experiment : `${experiment} (${leg})`;
  return bounded(workflow === undefined ? series : `${workflow}: ${series}`);
}

/** Which run a section speaks of, and how many that repeat it; null outside of Actions. */
export function sectionOrigin(
  { trigger, source }: Pick<Run, "trigger" | "source">,
  repeats: number,
): SectionOrigin | null {
  if (trigger === null) return null;
  const commit = source.headCommit ?? source.commit;
  return {
    workflowRun: trigger.runId,
    attempt: trigger.runAttempt,
    runs: 1 + repeats,
    workflow: bounded(trigger.workflow.path),
    ...(commit === null ? {} : { commit }),
  };
}

/**
 * How many sections the legs of a matrix will have. Of those that repeat one another the last one knows how many share
 * its section; before it more are expected than will come.
 */
export function expectedSections(jobs: number | undefined, repeats: number): number {
  return Math.ceil((jobs ?? 1) / (1 + repeats));
}

/** As long as a name may become in a hidden line, of which a matrix has one or two for each leg. */
const MAX_ENCODED = 200;

/** A longer name keeps its beginning and is told from others by its digest. */
export function bounded(name: string): string {
  if (encodeKey(name).length <= MAX_ENCODED) return name;
  const ending = `..${digestOfText(name).slice(0, 12)}`;
  let kept = "";
  for (const char of name) {
    if (encodeKey(`${kept}${char}${ending}`).length > MAX_ENCODED) break;
    kept += char;
  }
  return `${kept}${ending}`;
}
