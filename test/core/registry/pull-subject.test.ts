import { expect, it } from "vitest";
import { commitShaSchema } from "../../../core/names.ts";
import type { PullRequest } from "../../../core/ports/pull-requests.ts";
import { recognisePull } from "../../../core/registry/pull-subject.ts";
import { ada, app } from "../../support/registry-world.ts";

const pull: PullRequest = {
  number: 1,
  url: "https://github.com/acme/registry/pull/1",
  title: "churn 1",
  body: "",
  state: "open",
  merged: false,
  draft: false,
  author: app,
  base: "main",
  headBranch: "pedigree/register/churn/1",
  headInRepository: true,
  head: commitShaSchema.parse("a".repeat(40)),
  labels: [],
  updatedAt: "2026-01-31T12:00:00Z",
};
const registry = { app, branch: "main" };

it.each<[string, Partial<PullRequest>, string]>([
  ["the App's open one", {}, "governed"],
  ["a move", { headBranch: "pedigree/move/churn/1/production" }, "governed"],
  ["one with a misleading title", { title: "churn 9 → production" }, "governed"],
  ["people's own branch", { headBranch: "feature", author: ada }, "edit"],
  ["people's own branch of a fork", { headBranch: "feature", headInRepository: false }, "edit"],
  ["people's own draft", { headBranch: "feature", draft: true }, "foreign"],
  ["people's own into another branch", { headBranch: "feature", base: "loose" }, "foreign"],
  ["people's own that is closed", { headBranch: "feature", state: "closed" }, "foreign"],
  ["a name of the App's that says nothing", { headBranch: "pedigree/other" }, "foreign"],
  ["a fork's", { headInRepository: false }, "foreign"],
  ["somebody's own", { author: ada }, "foreign"],
  ["one by an account with the App's name", { author: { ...app, id: 666 } }, "foreign"],
  ["a deleted account's", { author: null }, "foreign"],
  ["one retargeted to another branch", { base: "loose" }, "foreign"],
  ["a draft", { draft: true }, "held"],
  ["a closed one", { state: "closed" }, "finished"],
  ["a merged one", { state: "closed", merged: true }, "finished"],
])("%s", (_, part, kind) => {
  expect(recognisePull({ ...pull, ...part }, registry).kind).toBe(kind);
});
