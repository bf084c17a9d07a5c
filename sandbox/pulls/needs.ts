/**
 * Who may do what. The permission is what an App's token must hold, the role what a person must have on the
 * repository: https://docs.github.com/rest/authentication/permissions-required-for-github-apps and
 * https://docs.github.com/organizations/managing-user-access-to-your-organizations-repositories (repository roles).
 */
export const READ_PULLS = { permission: "pull_requests", level: "read" } as const;
/** Opening, reviewing and editing one's own needs no more than sight of the repository. */
export const WRITE_PULLS = { permission: "pull_requests", level: "write", role: "read" } as const;
export const TRIAGE_PULLS = { permission: "pull_requests", level: "write", role: "triage" } as const;
export const UPDATE_BRANCH = { permission: "pull_requests", level: "write", role: "write" } as const;
export const MERGE = { permission: "contents", level: "write", role: "write" } as const;
/** A pull request is an issue as well: either permission will do. */
export const READ_ISSUES = { permission: "issues", level: "read", alternatives: ["pull_requests"] } as const;
export const WRITE_ISSUES = {
  permission: "issues",
  level: "write",
  alternatives: ["pull_requests"],
  role: "read",
} as const;
export const TRIAGE_ISSUES = { ...WRITE_ISSUES, role: "triage" } as const;
export const WRITE_LABELS = { ...WRITE_ISSUES, role: "write" } as const;
export const READ_CHECKS = { permission: "checks", level: "read" } as const;
export const WRITE_CHECKS = { permission: "checks", level: "write", role: "read" } as const;
export const READ_STATUSES = { permission: "statuses", level: "read" } as const;
export const WRITE_STATUSES = { permission: "statuses", level: "write", role: "write" } as const;
export const READ_DEPLOYMENTS = { permission: "deployments", level: "read" } as const;
export const WRITE_DEPLOYMENTS = { permission: "deployments", level: "write", role: "write" } as const;
