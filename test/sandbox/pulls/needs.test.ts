import { afterEach, expect, test } from "vitest";
import { commitFiles } from "../support/pulls.ts";
import { OWNER_AND_REPO as at, failure, startWorld, type TestWorld } from "../support/world.ts";

let world: TestWorld;
afterEach(() => world.end());

async function openPull(permissions: Readonly<Record<string, "read" | "write">>): Promise<number> {
  world = await startWorld({ permissions: { metadata: "read", ...permissions } });
  const [repository] = world.sandbox.world.state.repositories;
  if (repository === undefined) throw new Error("the world has no repository");
  await commitFiles(world, { repository, branch: "topic", files: { "a.txt": "a\n" }, login: "bob" });
  const { data } = await world
    .as("bob")
    .rest.pulls.create({ ...at, title: "topic", head: "topic", base: "main" });
  return data.number;
}

const REFUSED = "403 Resource not accessible by integration";

test.each(["issues", "pull_requests"])("%s alone lets an App comment and label", async (permission) => {
  const issue_number = await openPull({ [permission]: "write" });
  const { issues } = world.asApp().rest;
  expect(await failure(issues.createComment({ ...at, issue_number, body: "x" }))).toBe("succeeded");
  expect(await failure(issues.addLabels({ ...at, issue_number, labels: ["a"] }))).toBe("succeeded");
});

test("an App reads and writes no more than it was granted", async () => {
  const pull_number = await openPull({ pull_requests: "read" });
  const { rest } = world.asApp();
  expect((await rest.pulls.get({ ...at, pull_number })).data.number).toBe(pull_number);
  const refused = [
    rest.issues.createComment({ ...at, issue_number: pull_number, body: "x" }),
    rest.issues.addLabels({ ...at, issue_number: pull_number, labels: ["a"] }),
    rest.pulls.createReview({ ...at, pull_number, event: "APPROVE" }),
    rest.pulls.merge({ ...at, pull_number }),
    rest.pulls.update({ ...at, pull_number, title: "x" }),
    rest.checks.listForRef({ ...at, ref: "topic" }),
    rest.repos.createCommitStatus({ ...at, sha: "0".repeat(40), state: "success" }),
    rest.repos.createDeployment({ ...at, ref: "main" }),
  ];
  for (const request of await Promise.all(refused.map(failure))) expect(request).toBe(REFUSED);
});

test("nobody in particular may read a public repository and write nothing", async () => {
  const pull_number = await openPull({});
  const { rest } = world.as();
  expect((await rest.pulls.listFiles({ ...at, pull_number })).data).toHaveLength(1);
  expect(await failure(rest.pulls.createReview({ ...at, pull_number, event: "APPROVE" }))).toMatch(/^401/);
  expect(await failure(rest.issues.createComment({ ...at, issue_number: pull_number, body: "x" }))).toMatch(
    /^401/,
  );
});
