import type { Account } from "../core/people.ts";
import type { ExcludedRole } from "../core/policy/approvals-rule.ts";
import { type Facts, type Known, mapKnown } from "../core/policy/facts.ts";
import { partsForMove } from "../core/policy/stage-for-move.ts";
import type { PullRequest, Push } from "../core/ports/pull-requests.ts";
import type { FactsQuestion } from "./facts-question.ts";
import type { RegistryPorts } from "./ports.ts";

/** Who put onto the branch what the App did not commit, and who pushed its head. */
export interface PushedBy {
  /** Null stands for somebody whom GitHub does not tell. */
  readonly people: readonly (Account | null)[];
  /** Only where the policy leaves that person out. */
  readonly pusher: Facts["pusher"];
}

type PushPorts = Pick<RegistryPorts, "pulls" | "registry">;
type Roles = ReadonlySet<ExcludedRole>;

/**
 * Author and committer of a commit are whatever whoever made it wrote there, so whoever pushed a commit counts as one who
 * committed it. What the App committed, the App pushed; only where people pushed on top, GitHub is asked.
 */
export async function readPushes(ports: PushPorts, question: FactsQuestion): Promise<PushedBy> {
  const { app } = ports.registry;
  const { pull, originCommit, state, move } = question;
  const parts = partsForMove(state.policy, move);
  const roles: Roles = new Set(parts.flatMap(({ approvals }) => approvals?.not ?? []));
  if (pull.head === originCommit) {
    return { people: [], pusher: roles.has("pusher") ? { known: true, value: app } : undefined };
  }
  return askForPushes(ports, { pull, roles, isFirst: ({ created, by }) => created && by?.id === app.id });
}

/** The same for a branch of people's own, on which everything is theirs. */
export function readEditPushes(ports: PushPorts, pull: PullRequest, roles: Roles): Promise<PushedBy> {
  return askForPushes(ports, { pull, roles, isFirst: isNewBranch, isTheirs: true });
}

/** Whoever restores a branch that was deleted makes it anew, of what others had pushed to it. */
function isNewBranch({ created, after }: Push, older: readonly Push[]): boolean {
  return created && older.every((push) => push.after !== after);
}

interface PushQuestion {
  readonly pull: Pick<PullRequest, "head" | "headBranch">;
  readonly roles: Roles;
  /** A branch of this name may have been there before: only what came since this push matters. */
  readonly isFirst: (push: Push, older: readonly Push[]) => boolean;
  /** Whether the first push is people's as well. */
  readonly isTheirs?: boolean;
}

async function askForPushes(
  { pulls, registry: { app } }: PushPorts,
  { pull, roles, isFirst, isTheirs = false }: PushQuestion,
): Promise<PushedBy> {
  const [committer, pusher] = [roles.has("committer"), roles.has("pusher")];
  if (!committer && !pusher) return { people: [], pusher: undefined };
  const pushes = endingAt(pull.head, await pulls.pushes(pull.headBranch));
  const theirs = since(pushes, isFirst, isTheirs);
  const people = theirs.known ? theirs.value.filter(({ by }) => by?.id !== app.id).map(behind) : [null];
  return { people: committer ? people : [], pusher: pusher ? headPusher(theirs, pushes, app) : undefined };
}

function headPusher(
  theirs: Known<readonly Push[]>,
  pushes: Known<readonly Push[]>,
  app: Account,
): Facts["pusher"] {
  if (!theirs.known) return theirs;
  return mapKnown(pushes, ([newest]) => {
    if (newest === undefined) return null;
    return newest.by?.id === app.id ? app : behind(newest);
  });
}

/** GitHub writes its log a little later than it moves the branch: one that lacks the newest push lacks who made it. */
function endingAt(head: Push["after"], pushes: Known<readonly Push[]>): Known<readonly Push[]> {
  if (!pushes.known || pushes.value[0]?.after === head) return pushes;
  return { known: false, reason: "the newest push that GitHub tells does not end at the head" };
}

function since(
  pushes: Known<readonly Push[]>,
  isFirst: PushQuestion["isFirst"],
  isTheirs: boolean,
): Known<readonly Push[]> {
  if (!pushes.known) return pushes;
  const first = pushes.value.findIndex((push, at) => isFirst(push, pushes.value.slice(at + 1)));
  return first < 0
    ? { known: false, reason: "GitHub does not tell who made the branch" }
    : { known: true, value: pushes.value.slice(0, isTheirs ? first + 1 : first) };
}

/**
 * Who stands behind a push. A bot pushes what somebody told it to, with a workflow's token for example, and GitHub does
 * not tell who that was: it could be anybody.
 */
function behind({ by }: Push): Account | null {
  return by?.bot === true ? null : by;
}
