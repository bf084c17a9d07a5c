import fc from "fast-check";
import { expect, test } from "vitest";
import {
  authorAssociation,
  legacyPermission,
  memberIds,
  permits,
  roleAtLeast,
  roleOf,
} from "../../../sandbox/state/access.ts";
import { emptyState, type Repository, type Role, type State } from "../../../sandbox/state/entities.ts";

const ROLES: readonly Role[] = ["read", "triage", "write", "maintain", "admin"];

function worldWith(change: Partial<Repository>): { state: State; repository: Repository } {
  const repository: Repository = {
    id: 1,
    ownerId: 10,
    name: "registry",
    private: true,
    defaultBranch: "main",
    createdAt: "",
    pushedAt: "",
    lastNumber: 0,
    collaborators: {},
    teams: {},
    ...change,
  };
  const state = emptyState();
  state.users.push({ id: 10, login: "acme", type: "Organization" }, { id: 11, login: "ada", type: "User" });
  state.teams.push({ id: 20, organization: "Acme", slug: "t", members: [{ userId: 11, state: "active" }] });
  state.teams.push({ id: 21, organization: "acme", slug: "p", members: [{ userId: 12, state: "pending" }] });
  return { state, repository };
}

test("the highest grant counts, whoever gave it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ROLES),
      fc.constantFrom(...ROLES),
      fc.boolean(),
      (direct, team, isPrivate) => {
        const { state, repository } = worldWith({
          collaborators: { 11: direct },
          teams: { 20: team },
          private: isPrivate,
        });
        const role = roleOf(state, repository, 11);
        expect(role !== null && ROLES.indexOf(role)).toBe(
          Math.max(ROLES.indexOf(direct), ROLES.indexOf(team)),
        );
      },
    ),
  );
});

test("nobody sees a private repository by being asked into a team", () => {
  const { state, repository } = worldWith({ teams: { 21: "admin" } });
  expect(roleOf(state, repository, 12)).toBeNull();
  expect(roleOf(state, { ...repository, private: false }, 12)).toBe("read");
  expect(roleOf(state, repository, 10)).toBe("admin");
  expect([...memberIds(state, "ACME")]).toEqual([11]);
});

test("what a level allows, every higher one allows", () => {
  const levels = ["read", "write", "admin"] as const;
  for (const [held, level] of levels.entries()) {
    const granted = { contents: level };
    expect(levels.map((needed) => permits(granted, "contents", needed))).toEqual(
      levels.map((_, i) => i <= held),
    );
    expect(permits(granted, "checks", "read")).toBe(false);
  }
  expect(permits({}, "metadata", "read")).toBe(true);
  expect(ROLES.map((role) => roleAtLeast(role, "write"))).toEqual([false, false, true, true, true]);
  expect(roleAtLeast(null, "read")).toBe(false);
  expect([...ROLES, null].map(legacyPermission)).toEqual(["read", "read", "write", "write", "admin", "none"]);
});

test("an association says what a person is to the repository", () => {
  const { state, repository } = worldWith({ collaborators: { 13: "read" } });
  expect([10, 11, 13, 14].map((id) => authorAssociation(state, repository, id))).toEqual([
    "OWNER",
    "MEMBER",
    "COLLABORATOR",
    "NONE",
  ]);
});
