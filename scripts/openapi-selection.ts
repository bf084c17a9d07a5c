/**
 * What is kept of GitHub's description: the operations that Pedigree or its sandbox may call, and their neighbours.
 * A line is `METHOD METHOD /path`. A path that GitHub no longer describes stops the script.
 */
export const OPERATIONS = `
GET /
GET /app
GET /app/hook/config
GET /app/hook/deliveries
GET /app/hook/deliveries/{delivery_id}
POST /app/hook/deliveries/{delivery_id}/attempts
GET /app/installations
GET /app/installations/{installation_id}
POST /app/installations/{installation_id}/access_tokens
GET /apps/{app_slug}
GET /installation/repositories
DELETE /installation/token
GET /meta
GET /rate_limit
GET /zen
POST /markdown
GET /user
GET /user/installations
GET /user/repos
GET /users/{username}
GET /users/{username}/installation
GET /orgs/{org}
GET /orgs/{org}/installation
GET /orgs/{org}/members
GET DELETE /orgs/{org}/members/{username}
GET PUT /orgs/{org}/memberships/{username}
GET POST /orgs/{org}/repos
GET POST /orgs/{org}/teams
GET /orgs/{org}/teams/{team_slug}
GET /orgs/{org}/teams/{team_slug}/members
GET PUT DELETE /orgs/{org}/teams/{team_slug}/memberships/{username}
GET /orgs/{org}/teams/{team_slug}/repos
POST /user/repos
GET PATCH /repos/{owner}/{repo}
GET /repos/{owner}/{repo}/installation
GET /repos/{owner}/{repo}/teams
GET /repos/{owner}/{repo}/contributors
GET PUT /repos/{owner}/{repo}/topics
GET /repos/{owner}/{repo}/activity
GET /repos/{owner}/{repo}/branches
GET /repos/{owner}/{repo}/branches/{branch}
GET /repos/{owner}/{repo}/branches/{branch}/protection
GET /repos/{owner}/{repo}/rules/branches/{branch}
GET POST /repos/{owner}/{repo}/rulesets
GET PUT DELETE /repos/{owner}/{repo}/rulesets/{ruleset_id}
GET /repos/{owner}/{repo}/collaborators
GET PUT DELETE /repos/{owner}/{repo}/collaborators/{username}
GET /repos/{owner}/{repo}/collaborators/{username}/permission
GET /repos/{owner}/{repo}/commits
GET /repos/{owner}/{repo}/commits/{ref}
GET /repos/{owner}/{repo}/commits/{ref}/check-runs
GET /repos/{owner}/{repo}/commits/{ref}/check-suites
GET /repos/{owner}/{repo}/commits/{ref}/status
GET /repos/{owner}/{repo}/commits/{ref}/statuses
GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls
GET /repos/{owner}/{repo}/commits/{commit_sha}/branches-where-head
GET /repos/{owner}/{repo}/compare/{basehead}
GET PUT DELETE /repos/{owner}/{repo}/contents/{path}
POST /repos/{owner}/{repo}/attestations
GET /repos/{owner}/{repo}/attestations/{subject_digest}
GET /repos/{owner}/{repo}/readme
GET /repos/{owner}/{repo}/tags
POST /repos/{owner}/{repo}/merges
POST /repos/{owner}/{repo}/dispatches
GET POST /repos/{owner}/{repo}/forks
POST /repos/{owner}/{repo}/git/blobs
GET /repos/{owner}/{repo}/git/blobs/{file_sha}
POST /repos/{owner}/{repo}/git/commits
GET /repos/{owner}/{repo}/git/commits/{commit_sha}
GET /repos/{owner}/{repo}/git/matching-refs/{ref}
GET /repos/{owner}/{repo}/git/ref/{ref}
POST /repos/{owner}/{repo}/git/refs
PATCH DELETE /repos/{owner}/{repo}/git/refs/{ref}
POST /repos/{owner}/{repo}/git/tags
GET /repos/{owner}/{repo}/git/tags/{tag_sha}
POST /repos/{owner}/{repo}/git/trees
GET /repos/{owner}/{repo}/git/trees/{tree_sha}
GET POST /repos/{owner}/{repo}/pulls
GET PATCH /repos/{owner}/{repo}/pulls/{pull_number}
GET /repos/{owner}/{repo}/pulls/{pull_number}/commits
GET /repos/{owner}/{repo}/pulls/{pull_number}/files
GET PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge
PUT /repos/{owner}/{repo}/pulls/{pull_number}/update-branch
GET POST DELETE /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers
GET POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews
GET PUT DELETE /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}
GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/comments
PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/dismissals
POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/events
GET POST /repos/{owner}/{repo}/pulls/{pull_number}/comments
GET POST /repos/{owner}/{repo}/issues
GET PATCH /repos/{owner}/{repo}/issues/{issue_number}
GET POST /repos/{owner}/{repo}/issues/{issue_number}/comments
GET /repos/{owner}/{repo}/issues/{issue_number}/events
GET /repos/{owner}/{repo}/issues/{issue_number}/timeline
GET POST PUT DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels
DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}
POST DELETE /repos/{owner}/{repo}/issues/{issue_number}/assignees
PUT DELETE /repos/{owner}/{repo}/issues/{issue_number}/lock
GET POST /repos/{owner}/{repo}/issues/{issue_number}/reactions
GET /repos/{owner}/{repo}/issues/comments
GET PATCH DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}
GET POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions
DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions/{reaction_id}
GET POST /repos/{owner}/{repo}/labels
GET PATCH DELETE /repos/{owner}/{repo}/labels/{name}
POST /repos/{owner}/{repo}/check-runs
GET PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}
GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations
POST /repos/{owner}/{repo}/check-runs/{check_run_id}/rerequest
POST /repos/{owner}/{repo}/check-suites
GET /repos/{owner}/{repo}/check-suites/{check_suite_id}
GET /repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs
POST /repos/{owner}/{repo}/check-suites/{check_suite_id}/rerequest
POST /repos/{owner}/{repo}/statuses/{sha}
GET POST /repos/{owner}/{repo}/deployments
GET DELETE /repos/{owner}/{repo}/deployments/{deployment_id}
GET POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses
GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses/{status_id}
GET /repos/{owner}/{repo}/environments
GET PUT /repos/{owner}/{repo}/environments/{environment_name}
GET POST /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules
GET /repos/{owner}/{repo}/actions/artifacts
GET DELETE /repos/{owner}/{repo}/actions/artifacts/{artifact_id}
GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}
GET /repos/{owner}/{repo}/actions/jobs/{job_id}
GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs
GET /repos/{owner}/{repo}/actions/runs
GET DELETE /repos/{owner}/{repo}/actions/runs/{run_id}
GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts
GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}
GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs
POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel
POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule
GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs
POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun
POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun-failed-jobs
GET /repos/{owner}/{repo}/actions/workflows
GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}
POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches
GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs
GET /repos/{owner}/{repo}/attestations/{subject_digest}
POST /repos/{owner}/{repo}/attestations
GET POST /repos/{owner}/{repo}/releases
GET /repos/{owner}/{repo}/releases/latest
GET /repos/{owner}/{repo}/releases/tags/{tag}
GET PATCH DELETE /repos/{owner}/{repo}/releases/{release_id}
`;

/** Webhook events with the actions that are kept; an event without actions is a plain name. */
export const WEBHOOKS: Readonly<Record<string, readonly string[]>> = {
  branch_protection_rule: ["created", "deleted", "edited"],
  check_run: ["completed", "created", "requested_action", "rerequested"],
  check_suite: ["completed", "requested", "rerequested"],
  create: [],
  delete: [],
  deployment: ["created"],
  deployment_protection_rule: ["requested"],
  deployment_status: ["created"],
  installation: ["created", "deleted", "new_permissions_accepted", "suspend", "unsuspend"],
  installation_repositories: ["added", "removed"],
  issue_comment: ["created", "deleted", "edited"],
  label: ["created", "deleted", "edited"],
  member: ["added", "edited", "removed"],
  membership: ["added", "removed"],
  merge_group: ["checks_requested", "destroyed"],
  ping: [],
  pull_request: [
    "assigned",
    "auto_merge_disabled",
    "auto_merge_enabled",
    "closed",
    "converted_to_draft",
    "edited",
    "labeled",
    "locked",
    "opened",
    "ready_for_review",
    "reopened",
    "review_requested",
    "review_request_removed",
    "synchronize",
    "unlabeled",
    "unlocked",
  ],
  pull_request_review: ["dismissed", "edited", "submitted"],
  push: [],
  repository: ["created", "edited", "renamed", "transferred"],
  repository_dispatch: [],
  repository_ruleset: ["created", "deleted", "edited"],
  status: [],
  team: ["added_to_repository", "created", "deleted", "edited", "removed_from_repository"],
  workflow_dispatch: [],
  workflow_job: ["completed", "in_progress", "queued", "waiting"],
  workflow_run: ["completed", "in_progress", "requested"],
};
