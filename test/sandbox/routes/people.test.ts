import { expect, test } from "vitest";
import { useWorld } from "../support/judged.ts";
import { failure, OWNER_AND_REPO } from "../support/world.ts";

const world = useWorld({ permissions: { metadata: "read", members: "read", contents: "write" } });

test("a role is told by its name and by GitHub's older word", async () => {
  const { sandbox, as } = world();
  const repository = sandbox.world.state.repositories[0];
  if (repository === undefined) throw new Error("no repository");
  sandbox.createUser("erin");
  sandbox.setRole(repository, "erin", "maintain");
  const octokit = as("alice");
  const roles: string[] = [];
  for (const username of ["alice", "erin", "bob", "carol", "dave"]) {
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ ...OWNER_AND_REPO, username });
    roles.push(`${username}: ${data.role_name}, ${data.permission}`);
  }
  expect(roles).toEqual([
    "alice: admin, admin",
    "erin: maintain, write",
    "bob: write, write",
    "carol: triage, read",
    "dave: read, read",
  ]);
  const secret = await sandbox.createRepository("acme", "secret", { private: true });
  sandbox.setRole(secret, "alice", "admin");
  const none = { owner: "acme", repo: "secret", username: "dave" } as const;
  const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel(none);
  expect([data.permission, data.role_name]).toEqual(["none", "none"]);
  const absent = octokit.rest.repos.getCollaboratorPermissionLevel({ ...none, username: "nobody" });
  expect(await failure(absent)).toBe("404 nobody is not a user");
});

test("collaborators are listed, added by an admin and removed", async () => {
  const { as } = world();
  const list = async () =>
    (await as("alice").rest.repos.listCollaborators(OWNER_AND_REPO)).data.map(({ login }) => login);
  expect(await list()).toEqual(["alice", "bob", "carol"]);
  const dave = { ...OWNER_AND_REPO, username: "dave" } as const;
  expect(await failure(as("bob").rest.repos.addCollaborator(dave))).toMatch(/^403 /);
  await as("alice").rest.repos.addCollaborator({ ...dave, permission: "maintain" });
  expect(await list()).toContain("dave");
  await as("alice").rest.repos.removeCollaborator(dave);
  expect(await failure(as("alice").rest.repos.checkCollaborator(dave))).toBe("404 Not Found");
});

test("a team tells its active, pending and missing members to those who may ask", async () => {
  const { sandbox, asApp, as } = world();
  const team = sandbox.createTeam("acme", "ml-leads", ["alice"]);
  team.members.push({ userId: sandbox.createUser("bob").id, state: "pending" });
  const at = { org: "acme", team_slug: "ml-leads" } as const;
  const state = async (username: string) =>
    (await asApp().rest.teams.getMembershipForUserInOrg({ ...at, username })).data.state;
  expect([await state("alice"), await state("bob")]).toEqual(["active", "pending"]);
  expect(await failure(state("carol"))).toBe("404 Not Found");
  expect((await asApp().rest.teams.getByName(at)).data).toMatchObject({ slug: "ml-leads", members_count: 1 });
  expect((await asApp().rest.teams.listMembersInOrg(at)).data.map(({ login }) => login)).toEqual(["alice"]);
  expect((await asApp().rest.orgs.listMembers({ org: "acme" })).data.map(({ login }) => login)).toEqual([
    "alice",
  ]);
  expect(await failure(as("dave").rest.teams.getByName(at))).toBe("404 Not Found");
  expect(await failure(as("alice").rest.teams.getByName(at))).toBe("succeeded");
  expect(await failure(asApp().rest.teams.getByName({ ...at, team_slug: "absent" }))).toBe("404 Not Found");
});

test("an account is found by name; its owner sees more, an App is no user", async () => {
  const { as, asApp } = world();
  expect((await as("bob").rest.users.getAuthenticated()).data.login).toBe("bob");
  expect(await failure(asApp().rest.users.getAuthenticated())).toBe(
    "403 Resource not accessible by integration",
  );
  expect(await failure(as().rest.users.getAuthenticated())).toBe("401 Requires authentication");
  const bot = await as("bob").rest.users.getByUsername({ username: "pedigree[bot]" });
  expect(bot.data).toMatchObject({ type: "Bot" });
  expect(await failure(as().rest.users.getByUsername({ username: "nobody" }))).toBe("404 Not Found");
});
