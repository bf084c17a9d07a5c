import { createHash } from "node:crypto";
import type { components } from "@octokit/openapi-types";
import type { Commit } from "../git/repository.ts";
import type { Repository, WorkflowRun } from "../state/entities.ts";
import { repositoryById, userById } from "../state/find.ts";
import type { World } from "../world.ts";
import { serializeUser } from "./account.ts";
import { openPullsAt } from "./check.ts";
import { apiUrl, pageUrl } from "./links.ts";
import { serializeRepositoryBrief } from "./repository.ts";

type Schemas = components["schemas"];

/** A run as GitHub's REST API answers it; its webhooks carry the same with more of it required. */
export async function serializeWorkflowRun(world: World, run: WorkflowRun) {
  const repository = repositoryById(world.state, run.repositoryId);
  const head = repositoryById(world.state, run.headRepositoryId);
  const commit = await world.git(head).commit(run.headSha);
  const actor = serializeUser(world.baseUrl, userById(world.state, run.actorId));
  return {
    id: run.id,
    name: run.name,
    node_id: `WFR_${run.id}`,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    display_title: run.title ?? commit?.message.split("\n")[0] ?? run.name,
    run_number: run.runNumber,
    run_attempt: run.runAttempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: workflowId(run),
    check_suite_id: suiteOf(world, run),
    check_suite_node_id: `CS_${suiteOf(world, run)}`,
    pull_requests: openPullsAt(world, repository, run.headSha),
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    run_started_at: run.createdAt,
    actor,
    triggering_actor: actor,
    referenced_workflows: [],
    previous_attempt_url: null,
    head_commit: headCommit(run, commit),
    repository: serializeRepositoryBrief(world, repository),
    head_repository: serializeRepositoryBrief(world, head),
    ...urlsOf(world, repository, run),
  } satisfies Schemas["workflow-run"];
}

/** The file behind a run, as webhooks carry it. */
export function serializeWorkflow(world: World, run: WorkflowRun): Schemas["workflow"] {
  const repository = repositoryById(world.state, run.repositoryId);
  const id = workflowId(run);
  const page = pageUrl(world, repository);
  return {
    id,
    node_id: `W_${id}`,
    name: run.name,
    path: run.path,
    state: "active",
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    url: `${apiUrl(world, repository)}/actions/workflows/${id}`,
    html_url: `${page}/blob/${repository.defaultBranch}/${run.path}`,
    badge_url: `${page}/workflows/${encodeURIComponent(run.name)}/badge.svg`,
  };
}

/** A workflow file's number: the same for all runs of the file, without a table of files. */
export function workflowId(run: Pick<WorkflowRun, "repositoryId" | "path">): number {
  const digest = createHash("sha256").update(`${run.repositoryId} ${run.path}`).digest();
  return digest.readUInt32BE() >>> 1;
}

/** A suite is known by its first check run, so that a run without jobs yet has none but its own number. */
function suiteOf(world: World, run: WorkflowRun): number {
  const job = world.state.workflowJobs.find((candidate) => candidate.runId === run.id);
  const check = world.state.checkRuns.find((candidate) => candidate.id === job?.id);
  const suite = world.state.checkRuns.find(
    (candidate) =>
      candidate.repositoryId === run.repositoryId &&
      candidate.appId === check?.appId &&
      candidate.headSha === run.headSha,
  );
  return suite?.id ?? run.id;
}

function headCommit(run: WorkflowRun, commit: Commit | null): NonNullable<Schemas["nullable-simple-commit"]> {
  const person = { name: commit?.author.name ?? "ghost", email: commit?.author.email ?? "ghost@github.com" };
  const committer = commit?.committer ?? person;
  return {
    id: run.headSha,
    tree_id: commit?.tree ?? "",
    message: commit?.message ?? "",
    timestamp: commit?.committer.date ?? run.createdAt,
    author: person,
    committer: { name: committer.name, email: committer.email },
  };
}

function urlsOf(world: World, repository: Repository, run: WorkflowRun) {
  const api = apiUrl(world, repository);
  const url = `${api}/actions/runs/${run.id}`;
  return {
    url,
    html_url: `${pageUrl(world, repository)}/actions/runs/${run.id}`,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    check_suite_url: `${api}/check-suites/${suiteOf(world, run)}`,
    workflow_url: `${api}/actions/workflows/${workflowId(run)}`,
  };
}
