import type { Account } from "../core/people.ts";
import type { ExcludedRole } from "../core/policy/approvals-rule.ts";
import type { Facts, Known } from "../core/policy/facts.ts";
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
  return askForPushes(ports, { pull, roles, isFirst: ({ created }) => created, isTheirs: true });
}

interface PushQuestion {
  readonly pull: Pick<PullRequest, "head" | "headBranch">;
  readonly roles: Roles;
  /** A branch of this name may have been there before: only what came since this push matters. */
  readonly isFirst: (push: Push) => boolean;
  /** Whether the first push is people's as well. */
  readonly isTheirs?: boolean;
}

async function askForPushes(
  { pulls, registry }: PushPorts,
  { pull, roles, isFirst, isTheirs = false }: PushQuestion,
): Promise<PushedBy> {
  const [committer, pusher] = [roles.has("committer"), roles.has("pusher")];
  if (!committer && !pusher) return { people: [], pusher: undefined };
  const pushes = since(await pulls.pushes(pull.headBranch), isFirst, isTheirs);
  const people = pushes.known
    ? pushes.value.map(({ by }) => by).filter((by) => by?.id !== registry.app.id)
    : [null];
  return { people: committer ? people : [], pusher: pusher ? headPusher(pushes, pull.head) : undefined };
}

function since(
  pushes: Known<readonly Push[]>,
  isFirst: PushQuestion["isFirst"],
  isTheirs: boolean,
): Known<readonly Push[]> {
  if (!pushes.known) return pushes;
  const first = pushes.value.findIndex(isFirst);
  return first < 0
    ? { known: false, reason: "GitHub does not tell who made the branch" }
    : { known: true, value: pushes.value.slice(0, isTheirs ? first + 1 : first) };
}

function headPusher(pushes: Known<readonly Push[]>, head: Push["after"]): Facts["pusher"] {
  if (!pushes.known) return pushes;
  const push = pushes.value.find(({ after }) => after === head);
  if (push === undefined) return { known: false, reason: "no push ends at the head" };
  return { known: true, value: push.by };
}
