import type { PullRequest } from "../core/ports/pull-requests.ts";
import { editDigest, editReport, outcomeOf } from "../core/report/decision-report.ts";
import { type DecidedEdit, judgeEdit } from "./judge-edit.ts";
import { lookAgainAtEdit } from "./look-again.ts";
import type { EvaluationOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { publishShut, publishVerdict } from "./publish.ts";
import { rehearseEdit } from "./rehearse-edit.ts";

/**
 * Judges people's own pull request, shows the decision on its head, and lands it when it is allowed: one commit with the
 * parents (tip, head), whose tree is the tip's plus the head's version of each touched path and the event. Undefined when a
 * last look finds something else or another landing was faster; then everything is to be judged again.
 */
export async function evaluateEdit(
  ports: RegistryPorts,
  pull: PullRequest,
): Promise<EvaluationOutcome | undefined> {
  const { number } = pull;
  const judged = await judgeEdit(ports, pull);
  if (judged.kind === "foreign") return { kind: "ignored", pull: number, reason: judged.reason };
  if (judged.kind === "shut") {
    const { code, message } = judged.error;
    return { kind: "shut", pull: number, code, reason: message, published: await publishShut(ports, judged) };
  }
  const published = await publishEdit(ports, judged);
  const { decision, plan, tip } = judged;
  if (plan === undefined) return { kind: "edit-waiting", pull: number, decision, published };
  const commit = await ports.repository.commit(tip, [tip, pull.head], plan.changes, plan.message);
  if ((await lookAgainAtEdit(ports, judged)) === undefined) return undefined;
  if (!(await ports.repository.advance(commit))) return undefined;
  const paths = plan.event.paths.map(({ path }) => path);
  return { kind: "edit-landed", pull: number, decision, commit, paths };
}

/** Shows the decision; where the edit changes the policy, with what it would have decided otherwise. */
function publishEdit(ports: RegistryPorts, judged: DecidedEdit): Promise<boolean> {
  const { pull, decision, facts } = judged;
  const report = editReport(decision);
  return publishVerdict(ports, judged, {
    outcome: outcomeOf(decision),
    title: report.headline,
    view: async () => ({ report, shut: null, rehearsal: await rehearseEdit(ports, judged) }),
    verdict: editDigest(pull.head, decision),
    settings: facts.settings,
    isDecision: true,
    explained: undefined,
    origin: { kind: "edit" },
  });
}
