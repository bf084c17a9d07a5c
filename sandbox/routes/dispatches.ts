import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, type Reply, type Route } from "../http/route.ts";
import { WRITE_CONTENTS } from "./needs.ts";

export const dispatchRoutes: readonly Route[] = [
  { method: "POST", path: "/repos/{owner}/{repo}/dispatches", needs: WRITE_CONTENTS, handler: dispatch },
];

/** https://docs.github.com/rest/repos/repos: at most ten top-level properties, an event type of 100 characters. */
const MAX_PAYLOAD_PROPERTIES = 10;
const Dispatch = z.object({
  event_type: z.string().min(1).max(100),
  client_payload: z.record(z.string(), z.unknown()).default({}),
});

function dispatch(call: Call): Reply {
  const { event_type, client_payload } = fieldsOf(call, Dispatch);
  if (Object.keys(client_payload).length > MAX_PAYLOAD_PROPERTIES) {
    throw new ApiError(422, "No more than 10 properties are allowed; 'client_payload' has more.");
  }
  call.world.emit({
    event: "repository_dispatch",
    action: event_type,
    repositoryId: call.repository.id,
    senderId: call.actorId,
    payload: { branch: call.repository.defaultBranch, client_payload },
  });
  return { status: 204 };
}
