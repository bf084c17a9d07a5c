/**
 * The permissions of which an App must hold one (read is enough) to receive an event, from GitHub's page "Webhook
 * events and payloads". Events that are not listed here are never sent.
 */
export const EVENT_PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  branch_protection_rule: ["administration"],
  check_run: ["checks"],
  check_suite: ["checks"],
  create: ["contents"],
  delete: ["contents"],
  deployment: ["deployments"],
  deployment_protection_rule: ["deployments"],
  deployment_status: ["deployments"],
  issue_comment: ["issues", "pull_requests"],
  issues: ["issues"],
  label: ["metadata"],
  merge_group: ["merge_queues"],
  pull_request: ["pull_requests"],
  pull_request_review: ["pull_requests"],
  pull_request_review_comment: ["pull_requests"],
  push: ["contents"],
  repository: ["metadata"],
  repository_dispatch: ["contents"],
  repository_ruleset: ["administration"],
  status: ["statuses"],
  workflow_dispatch: ["contents"],
  workflow_job: ["actions"],
  workflow_run: ["actions"],
};
