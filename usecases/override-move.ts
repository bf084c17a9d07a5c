import { type ErrorCode, PedigreeError } from "../core/errors.ts";
import type { CommitSha } from "../core/names.ts";
import { parseCheckKey } from "../core/registry/check-key.ts";
import type { Override } from "../core/registry/event.ts";
import type { LandingPlan } from "../core/registry/landing-plan.ts";
import { planMove } from "../core/registry/plan.ts";
import { decisionReport } from "../core/report/decision-report.ts";
import { MAX_LANDING_ATTEMPTS } from "./evaluate-pull.ts";
import { type Judged, judgePull } from "./judge.ts";
import { type JudgedPull, lookAgain } from "./look-again.ts";
import { whyNotOverride } from "./may-request.ts";
import type { CommandOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { projectLanding } from "./project.ts";
import { publishDecision } from "./publish.ts";
import { answer, refuseInstruction, type Said, whyNoReason } from "./refuse-instruction.ts";
import { settleAll } from "./settle.ts";

interface Refusal {
  readonly code: ErrorCode;
  readonly reason: string;
}

/**
 * Lands a move that the decision refuses. It holds for the one pull request on which it is said and for the head that
 * stood there; the decision is made again as ever and goes into the event as it is. What cannot be judged at all cannot
 * be overridden either.
 */
export async function overrideMove(
  ports: RegistryPorts,
  reason: string,
  said: Said,
): Promise<CommandOutcome> {
  const override: Override = { by: said.by, reason };
  for (let attempt = 1; attempt <= MAX_LANDING_ATTEMPTS; attempt++) {
    const judged = await judgePull(ports, said.pull.number);
    if (judged.kind !== "judged") {
      return refuseInstruction(ports, said, { code: "MOVE_REFUSED", reason: whyNotJudged(judged) });
    }
    const refusal = await whyNot(ports, judged, { said, reason });
    if (refusal !== undefined) return refuseInstruction(ports, said, refusal);
    const plan = planOverride(judged, override);
    const { tip, pull, decision } = judged;
    const commit = await ports.repository.commit(tip, [tip, pull.head], plan.changes, plan.message);
    const again = await lookAgain(ports, judged);
    if (again === undefined || (await whyNot(ports, again, { said, reason })) !== undefined) continue;
    if (!(await ports.repository.advance(commit))) continue;
    const troubles = [
      ...(await show(ports, judged, { said, override })),
      ...(await projectLanding(ports, pull.headBranch, plan)),
    ];
    return { kind: "overridden", pull: pull.number, decision, commit, troubles };
  }
  throw new PedigreeError("REMOTE_UNAVAILABLE", "other landings were always faster", {
    subject: `pull request #${said.pull.number}`,
    remedy: "say it again",
  });
}

async function whyNot(
  ports: RegistryPorts,
  judged: JudgedPull,
  { said, reason }: { readonly said: Said; readonly reason: string },
): Promise<Refusal | undefined> {
  return (await whyNotBy(ports, judged, said)) ?? whyNotNow(judged, said.pull.head, reason);
}

function planOverride({ stages, pull, decision, facts, card }: JudgedPull, override: Override): LandingPlan {
  const judgement = { pull: pull.number, decision, facts };
  return planMove({ stages, judgement, requester: facts.requester, card, override });
}

/** Whether whoever insists has the right to, read live. */
async function whyNotBy(
  ports: RegistryPorts,
  judged: JudgedPull,
  { by }: Said,
): Promise<Refusal | undefined> {
  const { policy, facts } = judged;
  const denied = await whyNotOverride(ports, policy, by);
  if (denied !== undefined) return { code: "ACCESS_DENIED", reason: denied };
  const isOwn = facts.requester === null || facts.requester.id === by.id;
  if (!isOwn || policy.access.overrideOwnRequest === true) return undefined;
  return { code: "ACCESS_DENIED", reason: "whoever asked for the move cannot override it alone" };
}

/** Requirements that no right lifts: what the pull request is, and that the registry can be trusted. */
const NEVER_LIFTED: readonly string[] = ["paths"];

function whyNotNow(judged: JudgedPull, head: CommitSha, reason: string): Refusal | undefined {
  const { branch, pull, reads, decision, stages } = judged;
  const refused = (why: string): Refusal => ({ code: "MOVE_REFUSED", reason: why });
  const poor = whyNoReason(reason);
  if (poor !== undefined) return refused(poor);
  if (branch.kind === "register") return refused("only a move can be overridden, not a registration");
  if (decision.allowed) return refused("there is nothing to override, all requirements are met");
  const own = reads.checks.known ? reads.checks.value.own : undefined;
  if (pull.head !== head || parseCheckKey(own?.key).verdict === null) {
    return refused("its head has not been judged yet; look at the check and say it again");
  }
  if (stages.ungoverned !== undefined) return refused("an ungoverned change has to be acknowledged first");
  const fixed = decision.requirements.find(
    ({ kind, status }) => NEVER_LIFTED.includes(kind) && status !== "passed",
  );
  return fixed === undefined ? undefined : refused(`“${fixed.title}” cannot be overridden`);
}

function whyNotJudged(judged: Exclude<Judged, { kind: "judged" }>): string {
  switch (judged.kind) {
    case "shut":
      return `what cannot be judged cannot be overridden: ${judged.error.message}`;
    case "finished":
      return "the pull request is closed";
    default:
      return judged.reason;
  }
}

/** As loud as it gets: the check's title, and a comment. The event says it for ever. */
function show(
  ports: RegistryPorts,
  judged: JudgedPull,
  { said, override }: { readonly said: Said; readonly override: Override },
): Promise<readonly string[]> {
  const decision = decisionReport(judged.decision);
  const open = decision.requirements.filter(({ status }) => status !== "passed");
  const report = {
    kind: "overridden",
    reason: override.reason,
    decision: { ...decision, requirements: open },
  } as const;
  const number = judged.pull.number;
  return settleAll([
    { what: `check of #${number}`, run: () => publishDecision(ports, { ...judged, override }) },
    { what: `comment on #${number}`, run: () => answer(ports, said, report) },
  ]);
}
