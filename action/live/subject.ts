import { type LiveMark, type LiveSubject, liveMark } from "../../core/live/live-mark.ts";
import type { RunRequest } from "../../core/run/assemble.ts";
import type { JobContext } from "../../core/run/job-context.ts";
import { legOf } from "../../core/run/leg.ts";
import type { PageSubject } from "../../usecases/live-page.ts";
import type { ActionInputs } from "../inputs.ts";

/** The training that is shown. Legs that repeat one another have one record each, and so a page each: no axis is left out. */
export function subjectOf(
  { matrix }: ActionInputs,
  request: RunRequest,
  { startedAt, page }: { readonly startedAt: string; readonly page: string | null },
): Omit<PageSubject, "stopWhen"> {
  const { experiment, name, redact, config } = request;
  const leg = legOf(matrix, []);
  return {
    experiment,
    leg: leg === undefined ? null : redact(leg),
    name: name === null ? null : redact(name),
    startedAt: Date.parse(startedAt),
    goals: config.metrics,
    page,
  };
}

/** Where its check run stands; null outside of a workflow run, or where no commit is known. */
export function markOf(
  { source, trigger }: JobContext,
  { experiment, leg, name }: Pick<PageSubject, "experiment" | "leg" | "name">,
  trains: LiveSubject["trains"],
): LiveMark | null {
  const commit = source.headCommit ?? source.commit;
  if (commit === null || trigger === null || source.repository === null) return null;
  const { runId, job } = trigger;
  return liveMark({ commit, experiment, leg, name, runId, job, trains });
}
