import type { Account } from "../core/people.ts";
import type { Facts, Known } from "../core/policy/facts.ts";
import { partsForMove } from "../core/policy/stage-for-move.ts";
import type { Push } from "../core/ports/pull-requests.ts";
import type { FactsQuestion } from "./gather-facts.ts";
import type { RegistryPorts } from "./ports.ts";

/** Who put onto the branch what the App did not commit, and who pushed its head. */
export interface PushedBy {
  /** Null stands for somebody whom GitHub does not tell. */
  readonly people: readonly (Account | null)[];
  /** Only where the policy leaves that person out. */
  readonly pusher: Facts["pusher"];
}

/**
 * Author and committer of a commit are whatever whoever made it wrote there, so whoever pushed a commit counts as one who
 * committed it. What the App committed, the App pushed; only where people pushed on top, GitHub is asked.
 */
export async function readPushes(
  ports: Pick<RegistryPorts, "pulls" | "registry">,
  question: FactsQuestion,
): Promise<PushedBy> {
  const { app } = ports.registry;
  const { pull, originCommit, state, move } = question;
  const parts = partsForMove(state.policy, move);
  const roles = new Set(parts.flatMap(({ approvals }) => approvals?.not ?? []));
  const [committer, pusher] = [roles.has("committer"), roles.has("pusher")];
  if (pull.head === originCommit) {
    return { people: [], pusher: pusher ? { known: true, value: app } : undefined };
  }
  if (!committer && !pusher) return { people: [], pusher: undefined };
  const pushes = sinceOwn(await ports.pulls.pushes(pull.headBranch), app);
  const people = pushes.known ? pushes.value.map(({ by }) => by).filter((by) => by?.id !== app.id) : [null];
  return { people: committer ? people : [], pusher: pusher ? headPusher(pushes, pull.head) : undefined };
}

/** A branch of this name may have been there before: only what came after the App created this one matters. */
function sinceOwn(pushes: Known<readonly Push[]>, app: Account): Known<readonly Push[]> {
  if (!pushes.known) return pushes;
  const first = pushes.value.findIndex(({ created, by }) => created && by?.id === app.id);
  return first < 0
    ? { known: false, reason: "GitHub does not tell of the App's own push" }
    : { known: true, value: pushes.value.slice(0, first) };
}

function headPusher(pushes: Known<readonly Push[]>, head: Push["after"]): Facts["pusher"] {
  if (!pushes.known) return pushes;
  const push = pushes.value.find(({ after }) => after === head);
  if (push === undefined) return { known: false, reason: "no push ends at the head" };
  return { known: true, value: push.by };
}
