import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { startJudgedSandbox } from "../support/judged-sandbox.ts";
import { git, OWNER_AND_REPO, startWorld, type TestWorld } from "./support/world.ts";

let world: TestWorld;
afterEach(() => world.end());

test("serves a repository to users, to an App's installation and to git", async () => {
  world = await startWorld();
  const asUser = await world.as("alice").rest.repos.get(OWNER_AND_REPO);
  const asApp = await world.asApp().rest.repos.get(OWNER_AND_REPO);
  expect(asUser.data.full_name).toBe("acme/registry");
  expect(asApp.data.id).toBe(asUser.data.id);

  const folder = await mkdtemp(path.join(tmpdir(), "clone-"));
  await git(folder, "clone", "-q", asUser.data.clone_url, ".");
  expect(await git(folder, "log", "--format=%s")).toBe("Initial commit");
});

test("a push by git moves the branch and is told as a ref change", async () => {
  world = await startWorld();
  const { sandbox } = world;
  const moves: string[] = [];
  sandbox.world.onRefMoved(({ ref, actorId }) => void moves.push(`${ref} by ${actorId}`));
  const folder = await mkdtemp(path.join(tmpdir(), "clone-"));
  const url = `${sandbox.baseUrl.replace("//", `//x:${sandbox.createUserToken("bob")}@`)}/acme/registry.git`;
  await git(folder, "clone", "-q", url, ".");
  await writeFile(path.join(folder, "a.txt"), "a\n");
  await git(folder, "add", "-A");
  await git(folder, "commit", "-qm", "add a");
  await git(folder, "push", "-q", "origin", "HEAD:topic");
  const head = await git(folder, "rev-parse", "HEAD");
  const repository = sandbox.world.state.repositories[0];
  if (repository === undefined) throw new Error("no repository");
  expect(await sandbox.world.git(repository).ref("refs/heads/topic")).toBe(head);
  expect(moves).toEqual([`refs/heads/topic by ${sandbox.createUser("bob").id}`]);
});

test("a folder that is opened again holds what it held", async () => {
  world = await startWorld();
  const token = world.sandbox.createUserToken("alice");
  await world.sandbox.close();
  const { sandbox: again } = await startJudgedSandbox({ folder: world.folder });
  const response = await fetch(`${again.baseUrl}/repos/acme/registry`, {
    headers: { authorization: `token ${token}` },
  });
  expect(response.status).toBe(200);
  await again.close();
});
