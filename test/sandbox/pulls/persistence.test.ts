import { expect, test } from "vitest";
import { startJudgedSandbox } from "../../support/judged-sandbox.ts";
import { startPulls } from "../support/pulls.ts";
import { OWNER_AND_REPO as at } from "../support/world.ts";

test("a folder that is opened again still follows its pull requests", async () => {
  const world = await startPulls();
  const { number, headSha, baseSha } = await world.open("topic");
  const { rest } = world.as("alice");
  await rest.pulls.createReview({ ...at, pull_number: number, event: "APPROVE" });
  await rest.issues.addLabels({ ...at, issue_number: number, labels: ["stage: production"] });
  await rest.issues.createComment({ ...at, issue_number: number, body: "hello" });
  await world.sandbox.close();

  const { sandbox: again } = await startJudgedSandbox({ folder: world.folder });
  const [repository] = again.world.state.repositories;
  if (repository === undefined) throw new Error("the repository is gone");
  const actorId = again.createUser("alice").id;
  await again.world.moveRef({
    repository,
    ref: "refs/heads/main",
    expected: baseSha,
    to: headSha,
    actorId,
  });
  const response = await fetch(`${again.baseUrl}/repos/acme/registry/pulls/${number}`);
  expect(await response.json()).toMatchObject({
    merged: true,
    merged_by: { login: "alice" },
    comments: 1,
    labels: [{ name: "stage: production" }],
  });
  const { reviews, comments, lastId, pulls } = again.world.state;
  expect([reviews.length, comments.length, pulls.length]).toEqual([1, 1, 1]);
  expect(lastId).toBeGreaterThan(Math.max(...comments.map(({ id }) => id)));
  await again.close();
  await world.end();
});
