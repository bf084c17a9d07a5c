import type { Octokit } from "@octokit/rest";
import { beforeEach, expect, test } from "vitest";
import { useWorld } from "../support/judged.ts";
import { failure, OWNER_AND_REPO } from "../support/world.ts";

const world = useWorld();
let octokit: Octokit;
let main: string;

beforeEach(async () => {
  octokit = world().as("bob");
  main = (await octokit.rest.git.getRef({ ...OWNER_AND_REPO, ref: "heads/main" })).data.object.sha;
});

async function commitOn(parent: string, content: string): Promise<string> {
  const tree = await octokit.rest.git.createTree({
    ...OWNER_AND_REPO,
    tree: [{ path: "file.txt", mode: "100644", type: "blob", content }],
  });
  const commit = { ...OWNER_AND_REPO, message: content, tree: tree.data.sha, parents: [parent] };
  return (await octokit.rest.git.createCommit(commit)).data.sha;
}

const create = (ref: string, sha: string) => octokit.rest.git.createRef({ ...OWNER_AND_REPO, ref, sha });
const update = (ref: string, sha: string, options = {}) =>
  octokit.rest.git.updateRef({ ...OWNER_AND_REPO, ref, sha, ...options });

test("a ref is made, found, moved forward and removed", async () => {
  expect((await create("refs/heads/pedigree/register/churn/3", main)).status).toBe(201);
  const matching = await octokit.rest.git.listMatchingRefs({ ...OWNER_AND_REPO, ref: "heads/pedigree/" });
  expect(matching.data.map(({ ref }) => ref)).toEqual(["refs/heads/pedigree/register/churn/3"]);
  const next = await commitOn(main, "next");
  const moved = await update("heads/pedigree/register/churn/3", next);
  expect(moved.data.object).toMatchObject({ sha: next, type: "commit" });
  const ref = { ...OWNER_AND_REPO, ref: "heads/pedigree/register/churn/3" };
  expect((await octokit.rest.git.deleteRef(ref)).status).toBe(204);
  expect(await failure(octokit.rest.git.getRef(ref))).toBe("404 Not Found");
  expect(await failure(octokit.rest.git.deleteRef(ref))).toBe("422 Reference does not exist");
});

test("creating what exists, what does not exist and what has no name is refused", async () => {
  expect(await failure(create("refs/heads/main", main))).toBe("422 Reference already exists");
  expect(await failure(create("refs/heads/x", "0".repeat(40)))).toBe("422 Object does not exist");
  expect(await failure(create(`refs/heads/${"a".repeat(40)}`, main))).toMatch(/^422 /);
  for (const name of ["refs/heads/a..b", "refs/heads/.a", "refs/heads/a.lock", "refs/heads/../../config"]) {
    expect(await failure(create(name, main))).toBe(`422 ${name} is not a valid ref name.`);
  }
  expect(await failure(create("refs/pull/1/head", main))).toMatch(/^422 /);
  expect(await failure(create("refs/heads/short", "abc"))).toMatch(/^422 The sha parameter/);
});

test("a branch moves only forward unless it is forced, and holds commits only", async () => {
  const one = await commitOn(main, "one");
  const other = await commitOn(main, "other");
  await update("heads/main", one);
  expect(await failure(update("heads/main", other))).toBe("422 Update is not a fast forward");
  expect(await failure(update("heads/main", main))).toBe("422 Update is not a fast forward");
  expect((await update("heads/main", other, { force: true })).data.object.sha).toBe(other);
  const blob = await octokit.rest.git.createBlob({ ...OWNER_AND_REPO, content: "b" });
  expect(await failure(update("heads/main", blob.data.sha, { force: true }))).toMatch(/^422 /);
  expect(await failure(update("heads/absent", one))).toBe("422 Reference does not exist");
});

test("of twenty who move a branch at once, exactly one wins", async () => {
  const commits = await Promise.all(Array.from({ length: 20 }, (_, i) => commitOn(main, `${i}`)));
  const answers = await Promise.all(commits.map((sha) => failure(update("heads/main", sha))));
  expect(answers.filter((answer) => answer === "succeeded")).toHaveLength(1);
  expect(new Set(answers.filter((answer) => answer !== "succeeded"))).toSatisfy((losers: Set<string>) =>
    [...losers].every((text) => /^422 (Update is not a fast forward|Reference update failed)$/.test(text)),
  );
  const tip = (await octokit.rest.git.getRef({ ...OWNER_AND_REPO, ref: "heads/main" })).data.object.sha;
  expect(tip).toBe(commits[answers.indexOf("succeeded")]);
});

test("of twenty who create a branch at once, exactly one wins", async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => failure(create("refs/heads/claimed", main))),
  );
  expect(answers.filter((answer) => answer === "succeeded")).toHaveLength(1);
  expect(new Set(answers)).toEqual(new Set(["succeeded", "422 Reference already exists"]));
});

test("the default branch cannot be removed", async () => {
  const ref = { ...OWNER_AND_REPO, ref: "heads/main" };
  expect(await failure(octokit.rest.git.deleteRef(ref))).toMatch(/^422 /);
});
