/** The smallest payload of each event that has GitHub's form, for tests of what is done with it. */
const repository = { id: 1, full_name: "acme/registry" };
const sender = { id: 7, login: "alice", type: "User" };
const sha = "a".repeat(40);

export const PAYLOADS: Readonly<Record<string, Record<string, unknown>>> = {
  check_run: { action: "completed", check_run: { id: 5, head_sha: sha, app: { id: 9 } }, repository, sender },
  check_suite: {
    action: "completed",
    check_suite: { id: 6, head_sha: sha, app: { id: 9 } },
    repository,
    sender,
  },
  deployment_protection_rule: {
    action: "requested",
    environment: "production",
    event: "push",
    deployment_callback_url:
      "https://api.github.com/repos/acme/registry/actions/runs/14/deployment_protection_rule",
    deployment: { id: 16 },
    pull_requests: [],
    repository,
    sender,
  },
  deployment_status: {
    action: "created",
    deployment: { id: 16 },
    deployment_status: { id: 17 },
    check_run: { id: 5, head_sha: sha },
    workflow_run: { id: 14 },
    repository,
    sender,
  },
  issue_comment: {
    action: "created",
    issue: { number: 3, pull_request: { url: "x" } },
    comment: { id: 11, body: "/promote production" },
    repository,
    sender,
  },
  branch_protection_rule: { action: "edited", rule: { id: 16 }, repository, sender },
  label: { action: "deleted", label: { id: 17, name: "stage: production" }, repository, sender },
  merge_group: {
    action: "checks_requested",
    merge_group: { head_sha: sha, base_ref: "refs/heads/main" },
    repository,
    sender,
  },
  repository_ruleset: { action: "edited", repository_ruleset: { id: 18 }, repository, sender },
  pull_request: { action: "opened", number: 3, pull_request: { number: 3 }, repository, sender },
  pull_request_review: {
    action: "submitted",
    review: { id: 12 },
    pull_request: { number: 3 },
    repository,
    sender,
  },
  push: { ref: "refs/heads/main", before: sha, after: sha, deleted: false, commits: [], repository, sender },
  workflow_run: {
    action: "completed",
    workflow_run: { id: 14, event: "push" },
    workflow: { id: 15 },
    repository,
    sender,
  },
};
