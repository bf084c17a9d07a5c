import type { CommitSha } from "../core/names.ts";
import type { Question } from "../core/registry/answer-mark.ts";
import { standingOf } from "../core/registry/fold.ts";
import { formatTitle } from "../core/registry/title.ts";
import { moveReport } from "../core/report/move-report.ts";
import { type ReplyReport, replyView } from "../core/report/reply-report.ts";
import { evaluateEdit } from "./evaluate-edit.ts";
import { followLanding } from "./follow-landing.ts";
import { type Judged, judgePull } from "./judge.ts";
import { type JudgedPull, lookAgain } from "./look-again.ts";
import type { EvaluationOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { projectLanding, restoreLabels } from "./project.ts";
import { publishDecision, publishShut } from "./publish.ts";
import { marked } from "./refuse-instruction.ts";
import { settleAll } from "./settle.ts";

/** A landing that lost this many races in a row leaves the field; the next event or the reconciler tries again. */
export const MAX_LANDING_ATTEMPTS = 5;

/**
 * Looks at one pull request, whatever the occasion was: recognises it, judges it, shows the decision, and lands it
 * when it is allowed, a last look finds the same, and the branch's tip is still the one that was judged. Whoever loses
 * that race starts over; nothing of the lost attempt is used again. Running it again changes nothing.
 */
export async function evaluatePull(ports: RegistryPorts, number: number): Promise<EvaluationOutcome> {
  for (let attempt = 1; attempt <= MAX_LANDING_ATTEMPTS; attempt++) {
    const judged = await judgePull(ports, number);
    if (judged.kind === "edit") {
      const outcome = await evaluateEdit(ports, judged.pull);
      if (outcome !== undefined) return outcome;
      continue;
    }
    // Shown before it lands: a merged pull request says for ever what was decided, and GitHub may ask for the check.
    const outcome = await conclude(ports, judged);
    if (judged.kind !== "judged" || judged.plan === undefined) return outcome;
    const commit = await commitPlan(ports, judged, judged.plan);
    const again = await lookAgain(ports, judged);
    if (again !== undefined && (await ports.repository.advance(commit))) {
      const troubles = [
        ...(await projectLanding(ports, judged.pull.headBranch, judged.plan)),
        ...(await followLanding(ports, { ...judged.plan, commit })),
      ];
      return { kind: "landed", pull: number, decision: judged.decision, commit, troubles };
    }
  }
  return { kind: "outrun", pull: number, attempts: MAX_LANDING_ATTEMPTS };
}

/** The tree is the tip's plus the plan; the head is a parent so that the pull request shows as merged, no more. */
async function commitPlan(
  ports: RegistryPorts,
  { tip, pull }: JudgedPull,
  plan: NonNullable<JudgedPull["plan"]>,
): Promise<CommitSha> {
  return ports.repository.commit(tip, [tip, pull.head], plan.changes, plan.message);
}

/** Shows what was found, in the check and in the body, and says what becomes of it unless it lands. */
async function conclude(
  ports: RegistryPorts,
  judged: Exclude<Judged, { kind: "edit" }>,
): Promise<EvaluationOutcome> {
  const pull = judged.pull.number;
  switch (judged.kind) {
    case "foreign":
    case "held":
      return { kind: "ignored", pull, reason: judged.reason };
    case "finished":
      return { kind: "projected", pull, troubles: await tidy(ports, judged) };
    case "moot":
      return { kind: "projected", pull, troubles: await closeMoot(ports, judged) };
    case "shut": {
      const { code, message } = judged.error;
      return { kind: "shut", pull, code, reason: message, published: await publishShut(ports, judged) };
    }
    case "judged": {
      const published = await publishDecision(ports, judged);
      await refreshText(ports, judged);
      return { kind: "waiting", pull, decision: judged.decision, published };
    }
  }
}

async function tidy(
  ports: RegistryPorts,
  { pull, branch }: Extract<Judged, { kind: "finished" }>,
): Promise<readonly string[]> {
  const labels = { what: `labels of #${pull.number}`, run: () => restoreLabels(ports, pull.number) };
  if (!pull.merged) return branch.kind === "register" ? settleAll([labels]) : [];
  return settleAll([
    labels,
    { what: `branch ${pull.headBranch}`, run: () => ports.repository.deleteBranch(pull.headBranch) },
  ]);
}

async function closeMoot(
  ports: RegistryPorts,
  { pull, reason }: Extract<Judged, { kind: "moot" }>,
): Promise<readonly string[]> {
  const reply: ReplyReport = {
    kind: "moot",
    requester: null,
    title: pull.title,
    pull: null,
    reason,
    allowed: [],
  };
  // An old copy of GitHub's shows as open what has landed, and then there is nothing to be said, or what was closed and told before.
  let hasLanded = false;
  const close = async () => {
    hasLanded = (await ports.pulls.close(pull.number)).merged;
  };
  const closing: Question = { kind: "closing", id: pull.number, at: pull.updatedAt };
  const comment = async () => {
    if (hasLanded || (await ports.pulls.isAnswered(pull.number, closing))) return;
    await ports.pulls.comment(pull.number, marked(ports.renderer.render("reply", replyView(reply)), closing));
  };
  return settleAll([
    { what: `close #${pull.number}`, run: close },
    { what: `branch ${pull.headBranch}`, run: () => ports.repository.deleteBranch(pull.headBranch) },
    { what: `comment on #${pull.number}`, run: comment },
  ]);
}

/**
 * A move's body shows the evidence as it is now: another holder or card since it was opened changes it. Its title is what
 * people approve by, and anybody who may write can have changed it.
 */
async function refreshText(ports: RegistryPorts, { pull, branch, facts, decision, stages }: JudgedPull) {
  if (branch.kind === "register") return;
  const home = standingOf(stages, branch.version)?.pull;
  if (home === undefined) return;
  const body = ports.renderer.render("move-pull", moveReport(facts, decision, home));
  // GitHub turns line ends into CRLF when somebody edits in the browser and drops blanks at the end.
  const title = formatTitle({ ...branch, ...(branch.kind === "rollback" ? { rollback: true } : {}) });
  if (title === pull.title && normalise(body) === normalise(pull.body)) return;
  await ports.pulls.updateText(pull.number, { title, body });
}

function normalise(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}
