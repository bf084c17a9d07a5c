import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, paged, type Reply, type Route } from "../http/route.ts";
import { createPull } from "../pulls/create.ts";
import { pullFacts } from "../pulls/facts.ts";
import { pullOf } from "../pulls/find.ts";
import { listPulls } from "../pulls/list.ts";
import { READ_PULLS, WRITE_PULLS } from "../pulls/needs.ts";
import { mayEdit } from "../pulls/rights.ts";
import { updatePull } from "../pulls/update.ts";
import { serializePull, serializePullSimple } from "../serialize/pull.ts";
import type { Pull } from "../state/entities.ts";

const PULLS = "/repos/{owner}/{repo}/pulls";
const PULL = `${PULLS}/{pull_number}`;

export const pullRoutes: readonly Route[] = [
  { method: "GET", path: PULLS, needs: READ_PULLS, handler: list },
  { method: "POST", path: PULLS, needs: WRITE_PULLS, handler: create },
  { method: "GET", path: PULL, needs: READ_PULLS, handler: async (call) => show(call, pullOf(call)) },
  { method: "PATCH", path: PULL, needs: WRITE_PULLS, handler: update },
];

const NewPullBody = z.object({
  title: z.string().min(1),
  body: z.string().nullish(),
  head: z.string().min(1),
  base: z.string().min(1),
  head_repo: z.string().optional(),
  draft: z.boolean().optional(),
  maintainer_can_modify: z.boolean().optional(),
});

const PullChanges = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  state: z.enum(["open", "closed"]).optional(),
  base: z.string().optional(),
  maintainer_can_modify: z.boolean().optional(),
});

function list(call: Call): Reply {
  return paged(call, listPulls(call.world, call.repository, call.query), (pull) =>
    serializePullSimple(call.world, call.repository, pull),
  );
}

async function create(call: Call): Promise<Reply> {
  const fields = fieldsOf(call, NewPullBody);
  const pull = await createPull(call.world, call.repository, {
    title: fields.title,
    body: fields.body ?? null,
    head: fields.head,
    base: fields.base,
    draft: fields.draft ?? false,
    maintainerCanModify: fields.maintainer_can_modify ?? false,
    headRepository: fields.head_repo ?? null,
    authorId: call.actorId,
  });
  return { ...(await show(call, pull)), status: 201, headers: { location: locationOf(call, pull) } };
}

async function update(call: Call): Promise<Reply> {
  const pull = pullOf(call);
  if (!mayEdit(call, pull.authorId)) throw new ApiError(403, "Must have write access to the repository.");
  await updatePull(call.world, pull, { ...fieldsOf(call, PullChanges), actorId: call.actorId });
  return show(call, pull);
}

async function show(call: Call, pull: Pull): Promise<Reply> {
  const { world, repository } = call;
  const facts = await pullFacts(world, repository, pull);
  return { status: 200, body: serializePull(world, pull, facts) };
}

function locationOf(call: Call, pull: Pull): string {
  return serializePullSimple(call.world, call.repository, pull).url;
}
