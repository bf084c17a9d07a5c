import { canonicalJson } from "../core/canonical.ts";
import { PedigreeError } from "../core/errors.ts";
import type { CommitSha, StageName } from "../core/names.ts";
import type { Account } from "../core/people.ts";
import { decide } from "../core/policy/decide.ts";
import type { PullRequest } from "../core/ports/pull-requests.ts";
import { formatBranchName, type MoveBranch } from "../core/registry/branch-name.ts";
import { displacedBy } from "../core/registry/displaced.ts";
import { formatPath } from "../core/registry/layout.ts";
import { previewMove } from "../core/registry/plan.ts";
import { recognisePull } from "../core/registry/pull-subject.ts";
import { formatTitle } from "../core/registry/title.ts";
import { moveReport } from "../core/report/move-report.ts";
import { factsBeforeReview } from "./facts-before-review.ts";
import { kindOf } from "./find-rollback.ts";
import { findOrigin } from "./origin.ts";
import type { RegistryPorts } from "./ports.ts";
import { publishOrigin } from "./publish.ts";
import { type ModelState, type RegistryState, requireStanding, type VersionPlace } from "./read-registry.ts";

export interface OpenMove {
  readonly kind: MoveBranch["kind"];
  readonly place: VersionPlace;
  readonly to: StageName;
  readonly requester: Account;
  readonly state: RegistryState;
  readonly model: ModelState;
}

/**
 * Finds the open pull request of this move, or opens it. One whose requester can no longer be proven is closed and
 * opened anew: nobody may inherit somebody else's request, since approvals depend on who asked.
 */
export async function openMovePull(
  ports: RegistryPorts,
  move: OpenMove,
): Promise<{ readonly created: boolean; readonly pull: PullRequest }> {
  const { requester, place } = move;
  const branch = formatBranchName({ kind: move.kind, ...place, to: move.to });
  const from = requireStanding(move.model.stages, place.version).stage;
  const prior = await ports.pulls.findByBranch(branch);
  if (prior?.state === "open") {
    if (await isProven(ports, prior, from)) return { created: false, pull: prior };
    await ports.pulls.close(prior.number);
  }
  // A branch that is left of a finished request would be mistaken for this one's.
  if (prior !== undefined) await ports.repository.deleteBranch(branch);
  const head = await commitPreview(ports, move);
  await requireNewBranch(ports, branch, head);
  const title = titleOf(move);
  const pull = await ports.pulls.create({ title, body: await renderBody(ports, move, head), head: branch });
  const origin = { kind: "move", pull: pull.number, requester, from } as const;
  // Made anew within a second, the commit is the very one of the request before, with its check.
  const left = prior?.head === head ? await ownCheck(ports, head) : undefined;
  // Never on what the pull request shows: somebody may have pushed already, and would have had no part in it.
  await publishOrigin(ports, head, origin, left);
  return { created: true, pull };
}

/**
 * One that is there without a pull request is left of a crash, or somebody else's, who would have had no part in it. GitHub may
 * just have shown an old copy in which the request was not open yet: it is looked for again before anything is deleted, for
 * with its branch a request goes, and with it what was approved.
 */
async function requireNewBranch(ports: RegistryPorts, branch: string, head: CommitSha): Promise<void> {
  const { repository, pulls } = ports;
  if (await repository.createBranch(branch, head)) return;
  const seen = await pulls.findByBranch(branch);
  if (seen?.state === "open") throw notYet(branch, "GitHub had not shown the request that is open already");
  await repository.deleteBranch(branch);
  if (await repository.createBranch(branch, head)) return;
  throw notYet(branch, "the branch of the request is made by somebody else again and again");
}

function notYet(branch: string, what: string): PedigreeError {
  return new PedigreeError("REMOTE_UNAVAILABLE", what, { subject: branch, remedy: "ask again in a moment" });
}

async function ownCheck({ checks }: RegistryPorts, commit: CommitSha): Promise<number | undefined> {
  const listed = await checks.list(commit);
  return listed.known ? listed.value.own?.id : undefined;
}

/** Whether it tells who asked, out of the stage in which the version stands. */
async function isProven(ports: RegistryPorts, pull: PullRequest, stage: StageName): Promise<boolean> {
  if (recognisePull(pull, ports.registry).kind === "foreign") return false;
  const [checks, commits] = await Promise.all([
    ports.checks.list(pull.head),
    ports.pulls.commits(pull.number),
  ]);
  // A list that GitHub cuts never comes whole, so waiting for it would keep everybody from asking; what it hides is not proven.
  const isCut = !commits.known && (await ports.pulls.hasUnlistedCommits(pull.number));
  if (!checks.known || (!commits.known && !isCut)) {
    throw new PedigreeError("REMOTE_INCOMPLETE", "cannot tell who asked for the open move", {
      subject: `pull request #${pull.number}`,
      remedy: "ask again in a moment",
    });
  }
  const found = await findOrigin(ports, pull, { checks, commits });
  if (found?.origin.kind !== "move" || found.origin.pull !== pull.number) return false;
  return found.origin.from === undefined || found.origin.from === stage;
}

/** One commit on the tip that shows in the pull request's diff what would change. */
async function commitPreview(ports: RegistryPorts, move: OpenMove): Promise<CommitSha> {
  const { place, to, state, model } = move;
  const displaced = displacedBy(state.policy, model.stages, { version: place.version, to });
  const from = requireStanding(model.stages, place.version).stage;
  const decision = { move: { ...place, from, to }, displaced: [...displaced] };
  const stages = previewMove(model.stages, decision, ports.clock.now());
  const changes = new Map([[formatPath({ kind: "stages", model: place.model }), canonicalJson(stages)]]);
  const message = `Ask for ${titleOf(move)}\n`;
  return ports.repository.commit(state.tip, [state.tip], changes, message);
}

/** The body before anybody has reviewed: the evidence, and everything that is still missing. */
async function renderBody(ports: RegistryPorts, move: OpenMove, head: CommitSha): Promise<string> {
  const { place, to, requester, state, model } = move;
  const { stage, pull: home } = requireStanding(model.stages, place.version);
  const facts = await factsBeforeReview(ports, {
    head,
    headBranch: formatBranchName({ kind: move.kind, ...place, to }),
    move: { ...place, from: stage, to, ...kindOf(move) },
    requester,
    state,
    model,
  });
  return ports.renderer.render("move-pull", moveReport(facts, decide(state.policy, facts), home));
}

function titleOf({ kind, place, to }: OpenMove): string {
  return formatTitle({ ...place, to, ...(kind === "rollback" ? { rollback: true } : {}) });
}
