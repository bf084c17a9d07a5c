import { expect, test } from "vitest";
import { useWorld } from "../support/judged.ts";
import { failure, OWNER_AND_REPO } from "../support/world.ts";

const world = useWorld();
const SECRET = { owner: "acme", repo: "secret" } as const;
const content = Buffer.from("x").toString("base64");

test("what a caller may not see does not exist for it", async () => {
  const { sandbox, as, asApp } = world();
  const secret = await sandbox.createRepository("acme", "secret", { private: true });
  sandbox.createTeam("acme", "readers", ["carol"]);
  sandbox.setRole(secret, "acme/readers", "read");
  expect(await failure(as().rest.repos.get(SECRET))).toBe("404 Not Found");
  expect(await failure(as("bob").rest.repos.get(SECRET))).toBe("404 Not Found");
  expect(await failure(as("carol").rest.repos.get(SECRET))).toBe("succeeded");
  expect(await failure(asApp().rest.repos.get(SECRET))).toBe("succeeded");
  expect(await failure(as("bob").rest.repos.get({ owner: "acme", repo: "absent" }))).toBe("404 Not Found");
});

test("a role allows what it allows and no more", async () => {
  const { as } = world();
  const write = (login?: string) =>
    as(login).rest.repos.createOrUpdateFileContents({
      ...OWNER_AND_REPO,
      path: `${login}.txt`,
      message: "m",
      content,
    });
  expect(await failure(write("alice"))).toBe("succeeded");
  expect(await failure(write("bob"))).toBe("succeeded");
  expect(await failure(write("carol"))).toBe("404 Not Found");
  expect(await failure(write("dave"))).toBe("404 Not Found");
  expect(await failure(write())).toBe("401 Requires authentication");
  expect(await failure(as().rest.repos.getContent({ ...OWNER_AND_REPO, path: "bob.txt" }))).toBe("succeeded");
});

test("an unknown token is refused before anything else", async () => {
  const response = await fetch(`${world().sandbox.baseUrl}/repos/acme/registry`, {
    headers: { authorization: "token ghp_never" },
  });
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({
    message: "Bad credentials",
    documentation_url: "https://docs.github.com/rest",
    status: "401",
  });
});

test("an installation token reads public repositories of others and writes none", async () => {
  const { sandbox, asApp } = world();
  sandbox.createUser("eve");
  await sandbox.createRepository("eve", "open");
  const open = { owner: "eve", repo: "open" } as const;
  expect(await failure(asApp().rest.repos.getContent({ ...open, path: "README.md" }))).toBe("succeeded");
  const write = asApp().rest.git.createBlob({ ...open, content: "x" });
  expect(await failure(write)).toBe("403 Resource not accessible by integration");
});
