import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, paged, type Reply, type Route } from "../http/route.ts";
import { createCheckRun, rerequestCheckRun, updateCheckRun } from "../pulls/check-runs.ts";
import { commitNamed } from "../pulls/commit-named.ts";
import { byId } from "../pulls/find.ts";
import { selectRuns } from "../pulls/list-checks.ts";
import { READ_CHECKS, WRITE_CHECKS } from "../pulls/needs.ts";
import { CONCLUSIONS, serializeCheckRun } from "../serialize/check.ts";
import { apiUrl } from "../serialize/links.ts";
import type { CheckRun } from "../state/entities.ts";

const RUNS = "/repos/{owner}/{repo}/check-runs";
const RUN = `${RUNS}/{check_run_id}`;

export const checkRoutes: readonly Route[] = [
  { method: "POST", path: RUNS, needs: WRITE_CHECKS, handler: create },
  { method: "GET", path: RUN, needs: READ_CHECKS, handler: (call) => show(call, runOf(call)) },
  { method: "PATCH", path: RUN, needs: WRITE_CHECKS, handler: update },
  { method: "GET", path: `${RUN}/annotations`, needs: READ_CHECKS, handler: annotations },
  { method: "POST", path: `${RUN}/rerequest`, needs: WRITE_CHECKS, handler: rerequest },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/commits/{ref}/check-runs",
    needs: READ_CHECKS,
    handler: listForRef,
  },
];

const annotation = z.object({
  path: z.string(),
  start_line: z.number().int(),
  end_line: z.number().int(),
  start_column: z.number().int().nullable().default(null),
  end_column: z.number().int().nullable().default(null),
  annotation_level: z.enum(["notice", "warning", "failure"]),
  message: z.string(),
  title: z.string().nullable().default(null),
  raw_details: z.string().nullable().default(null),
});

const changes = {
  details_url: z.string().optional(),
  external_id: z.string().optional(),
  status: z.enum(["queued", "in_progress", "completed", "waiting", "requested", "pending"]).optional(),
  started_at: z.string().optional(),
  conclusion: z.enum(CONCLUSIONS).optional(),
  completed_at: z.string().optional(),
  actions: z
    .array(
      z.object({
        label: z.string().max(20),
        description: z.string().max(40),
        identifier: z.string().max(20),
      }),
    )
    .optional(),
};
const texts = { text: z.string().optional(), annotations: z.array(annotation).optional() };
const NewRun = z.object({
  name: z.string().min(1),
  head_sha: z.string(),
  ...changes,
  output: z.object({ title: z.string(), summary: z.string(), ...texts }).optional(),
});
const RunChanges = z.object({
  name: z.string().min(1).optional(),
  ...changes,
  output: z.object({ title: z.string().optional(), summary: z.string(), ...texts }).optional(),
});

async function create(call: Call): Promise<Reply> {
  const appId = callingApp(call);
  const { name, head_sha, ...fields } = fieldsOf(call, NewRun);
  const headSha = await commitNamed(call, head_sha);
  const { world, repository, actorId } = call;
  const run = createCheckRun(world, repository, { appId, actorId, name, headSha, fields });
  return { ...show(call, run), status: 201 };
}

function update(call: Call): Reply {
  const run = ownRun(call);
  updateCheckRun(call.world, run, { fields: fieldsOf(call, RunChanges), actorId: call.actorId });
  return show(call, run);
}

function rerequest(call: Call): Reply {
  rerequestCheckRun(call.world, runOf(call), call.actorId);
  return { status: 201, body: {} };
}

function annotations(call: Call): Reply {
  const run = runOf(call);
  const blob = `${apiUrl(call.world, call.repository)}/git/blobs/${run.headSha}`;
  return paged(call, run.annotations ?? [], (each) => ({ ...each, blob_href: blob }));
}

async function listForRef(call: Call): Promise<Reply> {
  const sha = await commitNamed(call, call.params.ref ?? "");
  const runs = call.world.state.checkRuns.filter(
    (run) => run.repositoryId === call.repository.id && run.headSha === sha,
  );
  return paged(
    call,
    selectRuns(runs, call.query),
    (run) => serializeCheckRun(call.world, call.repository, run),
    (page, total) => ({ total_count: total, check_runs: page }),
  );
}

/** Only Apps may write checks: a person's token is refused whatever its role. */
function callingApp(call: Call): number {
  if (call.caller.kind === "installation") return call.caller.appId;
  throw new ApiError(403, "You must authenticate via a GitHub App.");
}

function ownRun(call: Call): CheckRun {
  const appId = callingApp(call);
  const run = runOf(call);
  if (run.appId === appId) return run;
  throw new ApiError(
    403,
    `Invalid app_id \`${run.appId}\` - check run can only be modified by the GitHub App that created it.`,
  );
}

function runOf(call: Call): CheckRun {
  const mine = call.world.state.checkRuns.filter((run) => run.repositoryId === call.repository.id);
  return byId(mine, call.params.check_run_id);
}

function show(call: Call, run: CheckRun): Reply {
  return { status: 200, body: serializeCheckRun(call.world, call.repository, run) };
}
