import type { GovernedBranch } from "../core/registry/branch-name.ts";
import { standingOf } from "../core/registry/fold.ts";
import { refusalOf } from "../core/registry/refusal.ts";
import { reachableStages } from "../core/registry/resolve-ask.ts";
import { decisionReport } from "../core/report/decision-report.ts";
import type { ReplyReport } from "../core/report/reply-report.ts";
import { type Judged, judgePull } from "./judge.ts";
import type { CommandOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { readModel, readRegistry } from "./read-registry.ts";
import { answer, type Said } from "./refuse-instruction.ts";

/** Says in plain words what is decided here, what is missing, and who can provide it. Changes nothing. */
export async function explainPull(ports: RegistryPorts, said: Said): Promise<CommandOutcome> {
  await explainJudged(ports, await judgePull(ports, said.pull.number), said);
  return { kind: "explained", pull: said.pull.number };
}

/** The same of what has been judged already. */
export async function explainJudged(
  ports: RegistryPorts,
  judged: Judged,
  said: Pick<Said, "pull" | "by">,
): Promise<void> {
  await answer(ports, said, { kind: "explained", ...(await explanation(ports, judged)) });
}

async function explanation(
  ports: RegistryPorts,
  judged: Judged,
): Promise<Partial<Pick<ReplyReport, "decision" | "reason" | "who" | "next" | "allowed">>> {
  switch (judged.kind) {
    case "judged":
      return { decision: decisionReport(judged.decision) };
    case "shut":
      return {
        ...refusalOf(judged.error),
        reason: `it cannot be judged, so it stays shut: ${judged.error.message}`,
      };
    case "finished":
      return whereItStands(ports, judged.branch);
    case "edit":
      return {
        reason: "it is an edit by people",
        who: "the App, when it looks at it again",
        next: "say /explain again",
      };
    case "held":
      return {
        reason: judged.reason,
        who: "whoever may write to the registry",
        next: "mark the pull request as ready for review; then it is judged",
      };
    case "moot":
      return { reason: judged.reason, who: "nobody: there is nothing left to do", next: "the App closes it" };
    case "foreign":
      return { reason: judged.reason };
  }
}

/** Nothing is judged on a finished pull request, but it is the version's home. */
async function whereItStands(ports: RegistryPorts, branch: GovernedBranch): Promise<Partial<ReplyReport>> {
  const state = await readRegistry(ports);
  const { stages } = await readModel(ports, state.tree, branch.model);
  const stage = standingOf(stages, branch.version)?.stage;
  if (stage === undefined) return { reason: "it is closed, and the version is not registered" };
  const allowed = reachableStages(state.policy, stage);
  return { reason: `nothing is open here; the version stands in ${stage}`, allowed };
}
