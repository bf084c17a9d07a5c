import { expect, test } from "vitest";
import { ApiError } from "../../../sandbox/http/route.ts";
import { listPulls } from "../../../sandbox/pulls/list.ts";
import { emptyState, type Pull, type Repository } from "../../../sandbox/state/entities.ts";

const repository: Repository = {
  id: 1,
  ownerId: 10,
  name: "registry",
  private: false,
  defaultBranch: "main",
  createdAt: "2026-01-01T00:00:00Z",
  pushedAt: "2026-01-01T00:00:00Z",
  lastNumber: 3,
  collaborators: {},
  teams: {},
};

function pull(number: number, updatedAt: string): Pull {
  return {
    id: number,
    repositoryId: 1,
    number,
    title: "",
    body: null,
    state: "open",
    draft: false,
    locked: false,
    authorId: 10,
    headBranch: `topic-${number}`,
    headRepositoryId: 1,
    base: "main",
    headSha: "",
    baseSha: "",
    labelIds: [],
    requestedReviewerIds: [],
    createdAt: "2026-01-01T00:00:00Z",
    updatedAt,
    closedAt: null,
    mergedAt: null,
    mergedById: null,
    mergeCommitSha: null,
  };
}

const state = {
  ...emptyState(),
  users: [{ id: 10, login: "acme", type: "Organization" as const }],
  repositories: [repository],
  pulls: [pull(1, "2026-01-03T00:00:00Z"), pull(2, "2026-01-02T00:00:00Z"), pull(3, "2026-01-04T00:00:00Z")],
};
const numbers = (query: string) =>
  listPulls({ state }, repository, new URLSearchParams(query)).map(({ number }) => number);

test.each([
  ["", [3, 2, 1]],
  ["direction=asc", [1, 2, 3]],
  ["sort=created", [3, 2, 1]],
  ["sort=updated", [2, 1, 3]],
  ["sort=updated&direction=desc", [3, 1, 2]],
  ["sort=long-running", [1, 2, 3]],
  ["head=Acme:topic-2", [2]],
  ["head=acme:TOPIC-2", []],
  ["head=topic-2", []],
])("?%s", (query, expected) => {
  expect(numbers(query)).toEqual(expected);
});

test("refuses an order or a state that it does not know", () => {
  expect(() => numbers("sort=size")).toThrow(ApiError);
  expect(() => numbers("state=merged")).toThrow(ApiError);
});

test("lists without changing what is kept", () => {
  numbers("direction=desc");
  expect(state.pulls.map(({ number }) => number)).toEqual([1, 2, 3]);
});
