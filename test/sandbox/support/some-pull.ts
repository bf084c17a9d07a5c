import type { Pull } from "../../../sandbox/state/entities.ts";

/** A pull request as data, open and without anything on it, for tests of pure rules. */
export function somePull(more: Partial<Pull> = {}): Pull {
  return {
    id: 1,
    repositoryId: 1,
    number: 1,
    title: "",
    body: null,
    state: "open",
    draft: false,
    locked: false,
    authorId: 10,
    headBranch: "topic",
    headRepositoryId: 1,
    base: "main",
    headSha: "a".repeat(40),
    baseSha: "b".repeat(40),
    labelIds: [],
    requestedReviewerIds: [],
    createdAt: "2026-01-01T00:00:00Z",
    updatedAt: "2026-01-01T00:00:00Z",
    closedAt: null,
    mergedAt: null,
    mergedById: null,
    mergeCommitSha: null,
    ...more,
  };
}
