import { z } from "zod";
import { characters, fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, paged, type Reply, type Route } from "../http/route.ts";
import { commitNamed } from "../pulls/commit-named.ts";
import { READ_STATUSES, WRITE_STATUSES } from "../pulls/needs.ts";
import { latestStatuses } from "../pulls/standing.ts";
import { emitStatus } from "../pulls/status-event.ts";
import { serializeCombined, serializeStatus } from "../serialize/status.ts";
import type { CommitStatus } from "../state/entities.ts";

const COMMIT = "/repos/{owner}/{repo}/commits/{ref}";

export const statusRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/repos/{owner}/{repo}/statuses/{sha}",
    needs: WRITE_STATUSES,
    handler: create,
  },
  { method: "GET", path: `${COMMIT}/statuses`, needs: READ_STATUSES, handler: list },
  { method: "GET", path: `${COMMIT}/status`, needs: READ_STATUSES, handler: combined },
];

/** https://docs.github.com/rest/commits/statuses: statuses of one commit and context. */
const MAX_STATUSES = 1000;
const MAX_DESCRIPTION = 140;

const StatusBody = z.object({
  state: z.enum(["error", "failure", "pending", "success"]),
  target_url: z.string().nullish(),
  description: z.string().nullish(),
  context: z.string().default("default"),
});

async function create(call: Call): Promise<Reply> {
  const { world, repository } = call;
  const fields = fieldsOf(call, StatusBody);
  const sha = await commitNamed(call, call.params.sha ?? "");
  if (characters(fields.description ?? "") > MAX_DESCRIPTION)
    throw refused("description", `description is too long (maximum is ${MAX_DESCRIPTION} characters)`);
  const before = world.state.statuses.filter(
    (status) =>
      status.repositoryId === repository.id && status.sha === sha && status.context === fields.context,
  );
  if (before.length >= MAX_STATUSES)
    throw refused("context", "This SHA and context has reached the maximum number of statuses.");
  const status: CommitStatus = {
    id: world.nextId(),
    repositoryId: repository.id,
    sha,
    context: fields.context,
    state: fields.state,
    description: fields.description ?? null,
    targetUrl: fields.target_url ?? null,
    creatorId: call.actorId,
    createdAt: world.now(),
  };
  world.state.statuses.push(status);
  world.save();
  await emitStatus(world, repository, status);
  return { status: 201, body: serializeStatus(world, repository, status) };
}

async function list(call: Call): Promise<Reply> {
  const { world, repository } = call;
  const sha = await commitNamed(call, call.params.ref ?? "");
  const found = world.state.statuses.filter(
    (status) => status.repositoryId === repository.id && status.sha === sha,
  );
  return paged(call, found.reverse(), (status) => serializeStatus(world, repository, status));
}

async function combined(call: Call): Promise<Reply> {
  const { world, repository } = call;
  const sha = await commitNamed(call, call.params.ref ?? "");
  const statuses = latestStatuses(world.state, repository.id, sha);
  return paged(
    call,
    statuses,
    (status) => status,
    (page) => serializeCombined(world, repository, { sha, statuses, page }),
  );
}

function refused(field: string, message: string): ApiError {
  return new ApiError(422, "Validation Failed", [{ resource: "Status", code: "custom", field, message }]);
}
