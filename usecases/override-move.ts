import { PedigreeError } from "../core/errors.ts";
import type { CommitSha } from "../core/names.ts";
import { openOf } from "../core/policy/decision.ts";
import { parseCheckKey } from "../core/registry/check-key.ts";
import type { Override } from "../core/registry/event.ts";
import type { LandingPlan } from "../core/registry/landing-plan.ts";
import { planMove } from "../core/registry/plan.ts";
import { type Refusal, refusalOf } from "../core/registry/refusal.ts";
import { whyTooLate } from "../core/registry/spoken.ts";
import { decisionReport } from "../core/report/decision-report.ts";
import { requirementLines } from "../core/report/requirement-lines.ts";
import { MAX_LANDING_ATTEMPTS } from "./evaluate-pull.ts";
import { followLanding } from "./follow-landing.ts";
import { type Judged, judgePull } from "./judge.ts";
import { type JudgedPull, lookAgain } from "./look-again.ts";
import { namesOf, whyNotOverride } from "./may-request.ts";
import type { CommandOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { projectLanding } from "./project.ts";
import { publishDecision } from "./publish.ts";
import { answer, refuseInstruction, type Said, spokenIn, whyNoReason } from "./refuse-instruction.ts";
import { settleAll } from "./settle.ts";

/**
 * Lands a move that the decision refuses. It holds for the one pull request on which it is said and for the head that
 * stood there; the decision is made again as ever and goes into the event as it is. It lands at once or never: none is kept for
 * later, so that whoever said it knows what it did. What cannot be judged at all cannot be overridden either.
 */
export async function overrideMove(
  ports: RegistryPorts,
  reason: string,
  said: Said,
): Promise<CommandOutcome> {
  const override: Override = { by: said.by, reason, said: spokenIn(said) };
  for (let attempt = 1; attempt <= MAX_LANDING_ATTEMPTS; attempt++) {
    const judged = await judgePull(ports, said.pull.number);
    if (judged.kind !== "judged") {
      return refuseInstruction(ports, said, whyNotJudged(judged));
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
      ...(await followLanding(ports, { ...plan, commit })),
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
  return (
    (await whyNotBy(ports, judged, said)) ??
    whyTooLate(spokenIn(said), ports.clock.now()) ??
    whyNotNow(ports, judged, { head: said.pull.head, reason })
  );
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
  const { policy, facts, branch } = judged;
  const denied = await whyNotOverride(ports, policy, by);
  if (denied !== undefined) return denied;
  // Nobody asked for a registration, so the question of whose wish it is does not arise.
  if (branch.kind === "register") return WHY_NOT.registration;
  const isOwn = facts.requester === null || facts.requester.id === by.id;
  if (!isOwn || policy.access.overrideOwnRequest === true) return undefined;
  return {
    code: "ACCESS_DENIED",
    reason: "whoever asked for the move cannot override it alone",
    who: `another one of ${namesOf(policy.access.override ?? [])}`,
    next: "let one of them say it",
  };
}

/** Requirements that no right lifts: what the pull request is, and that the registry can be trusted. */
const NEVER_LIFTED: readonly string[] = ["paths"];

function whyNotNow(
  { registry }: RegistryPorts,
  judged: JudgedPull,
  { head, reason }: { readonly head: CommitSha; readonly reason: string },
): Refusal | undefined {
  const { pull, reads, decision, stages } = judged;
  const poor = whyNoReason(reason);
  if (poor !== undefined) return poor;
  if (decision.allowed) return registry.buttons ? WHY_NOT.nothing : { ...WHY_NOT.nothing, next: LOOK_AGAIN };
  const own = reads.checks.known ? reads.checks.value.own : undefined;
  if (pull.head !== head || parseCheckKey(own?.key).verdict === null) return WHY_NOT.unjudged;
  if (stages.ungoverned !== undefined) return WHY_NOT.ungoverned;
  const fixed = decision.requirements.find(
    ({ kind, status }) => NEVER_LIFTED.includes(kind) && status !== "passed",
  );
  return fixed && { ...WHY_NOT.never, reason: `“${fixed.title}” cannot be overridden` };
}

/** Where the check has no buttons, since a workflow keeps the registry. */
const LOOK_AGAIN = "start the workflow that keeps the registry, if it does not land within the hour";

const WHY_NOT = {
  registration: {
    code: "MOVE_REFUSED",
    reason: "only a move can be overridden, not a registration",
    who: "those whom the check pedigree names",
    next: "say /explain to see what is missing, or train a version that meets it",
  },
  nothing: {
    code: "MOVE_REFUSED",
    reason: "there is nothing to override, all requirements are met",
    who: "nobody: the App lands it by itself",
    next: "press Re-evaluate on the check pedigree, if it does not land within minutes",
  },
  unjudged: {
    code: "MOVE_REFUSED",
    reason: "its head has not been judged yet",
    who: "the App, within moments",
    next: "look at the check pedigree when it is there, and say it again",
  },
  ungoverned: {
    code: "MOVE_REFUSED",
    reason: "an ungoverned change has to be acknowledged first",
    who: "those whom access.override names",
    next: "look into it, then say /acknowledge REASON",
  },
  never: {
    code: "MOVE_REFUSED",
    reason: "it cannot be overridden",
    who: "whoever may push to the branch of this pull request",
    next: "take out what does not belong to the move, or close this pull request and ask anew",
  },
} as const satisfies Record<string, Refusal>;

function whyNotJudged(judged: Exclude<Judged, { kind: "judged" }>): Refusal {
  switch (judged.kind) {
    case "shut": {
      const refusal = refusalOf(judged.error);
      return {
        ...refusal,
        code: "MOVE_REFUSED",
        reason: `what cannot be judged cannot be overridden: ${refusal.reason}`,
      };
    }
    case "finished":
      return {
        code: "MOVE_REFUSED",
        reason: "the pull request is closed",
        who: "whoever may ask for moves",
        next: "ask for the move again on the version's pull request",
      };
    case "edit":
      return {
        code: "MOVE_REFUSED",
        reason: "an edit is approved, never overridden",
        who: "those whom access.edit names",
        next: "let them approve it",
      };
    default:
      return {
        code: "MOVE_REFUSED",
        reason: judged.reason,
        who: "whoever may write to the registry",
        next: "say /explain to see where it stands",
      };
  }
}

/** As loud as it gets: the check's title, and a comment. The event says it for ever. */
function show(
  ports: RegistryPorts,
  judged: JudgedPull,
  { said, override }: { readonly said: Said; readonly override: Override },
): Promise<readonly string[]> {
  const open = openOf(judged.decision);
  const report = {
    kind: "overridden",
    reason: override.reason,
    decision: { ...decisionReport(judged.decision), requirements: requirementLines(open) },
  } as const;
  const number = judged.pull.number;
  return settleAll([
    { what: `check of #${number}`, run: () => publishDecision(ports, { ...judged, override }) },
    { what: `comment on #${number}`, run: () => answer(ports, said, report) },
  ]);
}
