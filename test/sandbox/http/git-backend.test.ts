import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { useWorld } from "../support/judged.ts";
import { git } from "../support/world.ts";

const world = useWorld();

async function clone(remote: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "clone-"));
  await git(folder, "clone", "-q", remote, ".");
  return folder;
}

function remote(name: string, token?: string): string {
  const { baseUrl } = world().sandbox;
  return `${token === undefined ? baseUrl : baseUrl.replace("//", `//x-access-token:${token}@`)}/acme/${name}.git`;
}

async function commit(folder: string, file: string): Promise<void> {
  await writeFile(path.join(folder, file), `${file}\n`);
  await git(folder, "add", "-A");
  await git(folder, "commit", "-qm", `add ${file}`);
}

const outcome = (run: Promise<unknown>) =>
  run.then(
    () => "done",
    (error: unknown) => (error instanceof Error && "stderr" in error ? String(error.stderr) : String(error)),
  );

test("whoever may write pushes, and nobody else", async () => {
  const { sandbox } = world();
  const folder = await clone(remote("registry"));
  await commit(folder, "a.txt");
  const push = (url: string) => outcome(git(folder, "push", url, "HEAD:main"));
  expect(await push(remote("registry"))).toMatch(/could not read Username|Authentication/);
  expect(await push(remote("registry", sandbox.createUserToken("carol")))).toMatch(/403/);
  expect(await push(remote("registry", "ghp_unknown"))).toMatch(/Authentication failed/);
  expect(await push(remote("registry", sandbox.createUserToken("bob")))).toBe("done");
  expect(await git(folder, "ls-remote", remote("registry"), "refs/heads/main")).toMatch(
    new RegExp(await git(folder, "rev-parse", "HEAD")),
  );
});

test("a private repository is cloned with a token, and hidden without", async () => {
  const { sandbox } = world();
  const secret = await sandbox.createRepository("acme", "secret", { private: true });
  expect(await outcome(clone(remote("secret")))).toMatch(/could not read Username|Authentication/);
  expect(await outcome(clone(remote("secret", sandbox.createUserToken("bob"))))).toMatch(/not found/);
  const read = sandbox.createActionsToken(secret, { contents: "read" });
  const folder = await clone(remote("secret", read));
  await commit(folder, "a.txt");
  expect(await outcome(git(folder, "push", "-q", "origin", "HEAD:main"))).toMatch(/403/);
});

test("one push of several refs tells each, and a rejected one tells nothing", async () => {
  const { sandbox } = world();
  const moves: string[] = [];
  sandbox.world.onRefMoved(
    ({ ref, before, after }) =>
      void moves.push(`${ref} ${before === null ? "+" : after === null ? "-" : "~"}`),
  );
  const folder = await clone(remote("registry", sandbox.createUserToken("bob")));
  await commit(folder, "a.txt");
  await git(folder, "tag", "v1");
  await git(folder, "push", "-q", "origin", "HEAD:main", "HEAD:topic", "v1");
  expect(moves.splice(0)).toEqual(["refs/heads/main ~", "refs/heads/topic +", "refs/tags/v1 +"]);
  await git(folder, "reset", "-q", "--hard", "HEAD~1");
  await commit(folder, "b.txt");
  expect(await outcome(git(folder, "push", "origin", "HEAD:main"))).toMatch(/non-fast-forward|fetch first/);
  await git(folder, "push", "-q", "origin", ":topic");
  expect(moves).toEqual(["refs/heads/topic -"]);
  expect(await outcome(git(folder, "push", "origin", "HEAD:refs/pull/1/head"))).toMatch(/rejected|hidden/);
});
