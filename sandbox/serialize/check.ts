import type { components } from "@octokit/openapi-types";
import { latestRuns } from "../pulls/standing.ts";
import type { CheckRun, Repository } from "../state/entities.ts";
import type { World } from "../world.ts";
import { integration } from "./actor.ts";
import { apiUrl, pageUrl } from "./links.ts";
import { serializePullMinimal } from "./pull.ts";
import { serializeRepositoryBrief } from "./repository.ts";

type Schemas = components["schemas"];
type CheckRunBody = Schemas["check-run"];

export const CONCLUSIONS = [
  "action_required",
  "cancelled",
  "failure",
  "neutral",
  "success",
  "skipped",
  "timed_out",
] as const satisfies readonly CheckRunBody["conclusion"][];

export function serializeCheckRun(world: World, repository: Repository, run: CheckRun): CheckRunBody {
  const api = `${apiUrl(world, repository)}/check-runs/${run.id}`;
  const page = `${pageUrl(world, repository)}/runs/${run.id}`;
  return {
    id: run.id,
    node_id: `CR_${run.id}`,
    head_sha: run.headSha,
    external_id: run.externalId,
    url: api,
    html_url: page,
    details_url: run.detailsUrl ?? page,
    status: run.status,
    conclusion: CONCLUSIONS.find((conclusion) => conclusion === run.conclusion) ?? null,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      ...run.output,
      annotations_count: run.annotations?.length ?? 0,
      annotations_url: `${api}/annotations`,
    },
    name: run.name,
    check_suite: { id: suiteIdOf(world, run) },
    app: integration(world, run.appId),
    pull_requests: openPullsAt(world, repository, run.headSha),
  };
}

/** A suite is all the check runs of one App on one commit, and is known by its first run. */
export function suiteIdOf(world: World, run: CheckRun): number {
  return suiteRuns(world, run)[0]?.id ?? run.id;
}

export function suiteRuns(world: World, run: CheckRun): readonly CheckRun[] {
  return world.state.checkRuns.filter(
    (each) =>
      each.repositoryId === run.repositoryId && each.appId === run.appId && each.headSha === run.headSha,
  );
}

/** Open pull requests of this repository whose head is the commit; those from forks are left out, as GitHub does. */
export function openPullsAt(world: World, repository: Repository, sha: string) {
  return world.state.pulls
    .filter(
      (pull) =>
        pull.repositoryId === repository.id &&
        pull.headRepositoryId === repository.id &&
        pull.state === "open" &&
        pull.headSha === sha,
    )
    .map((pull) => serializePullMinimal(world, repository, pull));
}

/** A check run as webhooks carry it, with its suite and texts that are never null. */
export function serializeCheckRunForWebhook(world: World, repository: Repository, run: CheckRun) {
  const body = serializeCheckRun(world, repository, run);
  return {
    ...body,
    external_id: run.externalId,
    details_url: body.details_url ?? "",
    html_url: body.html_url ?? "",
    started_at: run.startedAt ?? "",
    check_suite: {
      ...suiteCore(world, repository, run),
      app: body.app,
      pull_requests: body.pull_requests,
    },
  };
}

/** The suite of a check run, as `GET /check-suites/{id}` answers it. */
export async function serializeSuite(
  world: World,
  repository: Repository,
  run: CheckRun,
): Promise<Schemas["check-suite"]> {
  const commit = await world.git(repository).commit(run.headSha);
  return {
    ...suiteCore(world, repository, run),
    pull_requests: openPullsAt(world, repository, run.headSha),
    app: integration(world, run.appId),
    repository: serializeRepositoryBrief(world, repository),
    latest_check_runs_count: latestRuns(suiteRuns(world, run)).length,
    check_runs_url: `${apiUrl(world, repository)}/check-suites/${suiteIdOf(world, run)}/check-runs`,
    head_commit: {
      id: run.headSha,
      tree_id: commit?.tree ?? "",
      message: commit?.message ?? "",
      timestamp: commit?.committer.date ?? "",
      author: { name: commit?.author.name ?? "", email: commit?.author.email ?? "" },
      committer: { name: commit?.committer.name ?? "", email: commit?.committer.email ?? "" },
    },
  };
}

function suiteCore(world: World, repository: Repository, run: CheckRun) {
  const runs = suiteRuns(world, run);
  const id = suiteIdOf(world, run);
  const { status, conclusion } = suiteState(latestRuns(runs));
  const pull = world.state.pulls.find(
    (each) => each.repositoryId === repository.id && each.headSha === run.headSha,
  );
  return {
    id,
    node_id: `CS_${id}`,
    head_branch: pull?.headBranch ?? repository.defaultBranch,
    head_sha: run.headSha,
    status,
    conclusion,
    url: `${apiUrl(world, repository)}/check-suites/${id}`,
    before: pull?.baseSha ?? run.headSha,
    after: run.headSha,
    created_at: runs[0]?.startedAt ?? run.startedAt,
    updated_at: runs.at(-1)?.completedAt ?? run.completedAt ?? run.startedAt,
  };
}

type Conclusion = (typeof CONCLUSIONS)[number];

/** The worst outcome first: a suite concludes as its worst run does. */
const WORST_FIRST: readonly Conclusion[] = [
  "action_required",
  "timed_out",
  "cancelled",
  "failure",
  "success",
  "neutral",
  "skipped",
];

function suiteState(runs: readonly CheckRun[]): {
  status: "queued" | "in_progress" | "completed";
  conclusion: Conclusion | null;
} {
  if (runs.every((run) => run.status === "completed")) {
    const conclusion = WORST_FIRST.find((each) => runs.some((run) => run.conclusion === each));
    return { status: "completed", conclusion: conclusion ?? null };
  }
  const started = runs.some((run) => run.status === "in_progress" || run.status === "completed");
  return { status: started ? "in_progress" : "queued", conclusion: null };
}
