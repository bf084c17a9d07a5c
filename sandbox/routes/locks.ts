import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import type { Call, Reply, Route } from "../http/route.ts";
import { emitPull } from "../pulls/events.ts";
import { pullOf } from "../pulls/find.ts";
import { WRITE_LABELS } from "../pulls/needs.ts";

const LOCK = "/repos/{owner}/{repo}/issues/{issue_number}/lock";

/** A locked conversation takes comments from those alone who can push. */
export const lockRoutes: readonly Route[] = [
  { method: "PUT", path: LOCK, needs: WRITE_LABELS, handler: lock },
  { method: "DELETE", path: LOCK, needs: WRITE_LABELS, handler: unlock },
];

const LockBody = z.object({
  lock_reason: z.enum(["off-topic", "too heated", "resolved", "spam"]).nullish(),
});

function lock(call: Call): Promise<Reply> {
  fieldsOf(call, LockBody);
  return setLocked(call, { locked: true });
}

function unlock(call: Call): Promise<Reply> {
  return setLocked(call, { locked: false });
}

async function setLocked(call: Call, { locked }: { locked: boolean }): Promise<Reply> {
  const pull = pullOf(call);
  if (pull.locked !== locked) {
    pull.locked = locked;
    call.world.save();
    await emitPull(call.world, pull, { action: locked ? "locked" : "unlocked", senderId: call.actorId });
  }
  return { status: 204 };
}
