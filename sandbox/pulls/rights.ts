import type { Call } from "../http/route.ts";
import { roleAtLeast, roleOf } from "../state/access.ts";

/** Whether the caller is a person who can push. */
export function mayPush(call: Call): boolean {
  return (
    call.caller.kind === "user" &&
    roleAtLeast(roleOf(call.world.state, call.repository, call.actorId), "write")
  );
}

/** Whether the caller may change what others wrote: an App with the route's permission, or a person who can push. */
export function mayModerate(call: Call): boolean {
  return call.caller.kind === "installation" || mayPush(call);
}

/** Whether the caller may change something that the account wrote. */
export function mayEdit(call: Call, authorId: number): boolean {
  return call.actorId === authorId || mayModerate(call);
}
