import { expect, test } from "vitest";
import { mergeability, type PullFacts } from "../../../sandbox/pulls/facts.ts";
import { type CommitStatus, emptyState, type Pull } from "../../../sandbox/state/entities.ts";
import { somePull } from "../support/some-pull.ts";

const FACTS: PullFacts = {
  mergeBase: "b".repeat(40),
  files: [],
  commits: 1,
  additions: 1,
  deletions: 0,
  conflict: false,
};
const PENDING: CommitStatus = {
  id: 1,
  repositoryId: 1,
  sha: "a".repeat(40),
  context: "test",
  state: "pending",
  description: null,
  targetUrl: null,
  creatorId: 1,
  createdAt: "2026-02-01T10:00:00Z",
};

test.each<[string, Partial<Pull>, Partial<PullFacts>, CommitStatus[], boolean | null, string]>([
  ["nothing in the way", {}, {}, [], true, "clean"],
  ["a conflict", {}, { conflict: true }, [], false, "dirty"],
  ["a conflict of a draft", { draft: true }, { conflict: true }, [], false, "dirty"],
  ["a draft", { draft: true }, {}, [], true, "draft"],
  ["a check that has not passed", {}, {}, [PENDING], true, "unstable"],
  ["closed", { state: "closed" }, {}, [], null, "unknown"],
])("%s", (_, pull, facts, statuses, mergeable, state) => {
  const world = { state: { ...emptyState(), statuses } };
  expect(mergeability(world, somePull(pull), { ...FACTS, ...facts })).toEqual({ mergeable, state });
});
