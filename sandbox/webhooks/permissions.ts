/**
 * The permissions of which an App must hold one (read is enough) to receive an event, from GitHub's page "Webhook
 * events and payloads". Events that are not listed here are never sent.
 */
export const EVENT_PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
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
  pull_request: ["pull_requests"],
  pull_request_review: ["pull_requests"],
  pull_request_review_comment: ["pull_requests"],
  push: ["contents"],
  repository: ["metadata"],
  repository_dispatch: ["contents"],
  status: ["statuses"],
  workflow_dispatch: ["contents"],
  workflow_job: ["actions"],
  workflow_run: ["actions"],
};
