import type { WorkflowRun } from "../../state/entities.ts";
import { fullName, userById } from "../../state/find.ts";
import type { World } from "../../world.ts";
import type { Trigger } from "./trigger.ts";

/** Artifact clients speak to github.com's own service alone, so the server keeps that name; the API does not. */
const SERVER_URL = "https://github.com";

/** The `github` context of a job without its token and event, which is GitHub's environment, too (`GITHUB_…`). */
export function githubContext(
  world: World,
  trigger: Trigger,
  job: {
    readonly run: WorkflowRun;
    readonly key: string;
    readonly workspace: string;
    readonly eventPath: string;
  },
): Record<string, string> {
  const { run } = job;
  const repository = fullName(world.state, trigger.repository);
  const actor = userById(world.state, trigger.actorId);
  const owner = userById(world.state, trigger.repository.ownerId);
  return {
    action: "",
    actor: actor.login,
    actor_id: String(actor.id),
    triggering_actor: actor.login,
    api_url: world.baseUrl,
    graphql_url: `${world.baseUrl}/graphql`,
    server_url: SERVER_URL,
    base_ref: trigger.pull?.base ?? "",
    head_ref: trigger.pull?.headBranch ?? "",
    event_name: trigger.event,
    event_path: job.eventPath,
    job: job.key,
    ref: trigger.ref,
    ref_name: trigger.ref.replace(/^refs\/(heads|tags|pull)\//, ""),
    ref_protected: "false",
    ref_type: trigger.ref.startsWith("refs/tags/") ? "tag" : "branch",
    repository,
    repository_id: String(trigger.repository.id),
    repository_owner: owner.login,
    repository_owner_id: String(owner.id),
    retention_days: "90",
    run_attempt: String(run.runAttempt),
    run_id: String(run.id),
    run_number: String(run.runNumber),
    sha: trigger.sha,
    workflow: run.name,
    workflow_ref: `${repository}/${run.path}@${trigger.ref}`,
    workflow_sha: trigger.sha,
    workspace: job.workspace,
  };
}
