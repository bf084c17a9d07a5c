/** What `app.yml` asks for: the least permissions with which the App can do its work. */
export const APP_PERMISSIONS: Readonly<Record<string, "read" | "write">> = {
  actions: "read",
  attestations: "read",
  checks: "write",
  contents: "write",
  deployments: "write",
  members: "read",
  metadata: "read",
  pull_requests: "write",
};

/** Permissions that whoever runs the App may add: they make it notice some changes at once. */
const OPTIONAL: ReadonlySet<string> = new Set(["administration read", "merge_queues read"]);

export const APP_EVENTS: readonly string[] = [
  "check_run",
  "check_suite",
  "deployment_protection_rule",
  "deployment_status",
  "issue_comment",
  "label",
  "pull_request",
  "pull_request_review",
  "push",
  "workflow_run",
];

/** Permissions that are missing or too low, as `name: level`. */
export function missingPermissions(granted: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(APP_PERMISSIONS)
    .filter(([name, level]) => !suffices(granted[name], level))
    .map(([name, level]) => `${name}: ${level}`);
}

/** Permissions beyond what the App can make use of: whoever steals its key gets them, too. */
export function excessPermissions(granted: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(granted)
    .filter(([name, level]) => !OPTIONAL.has(`${name} ${level}`) && !suffices(APP_PERMISSIONS[name], level))
    .map(([name, level]) => `${name}: ${level}`);
}

function suffices(held: string | undefined, needed: string): boolean {
  return held === needed || (held === "write" && needed === "read");
}
