import { expect, it } from "vitest";
import { documents } from "../../adapters/importers/documents.ts";
import type { Permission } from "../../core/ports/people.ts";
import { whyNotOverride, whyNotRequest } from "../../usecases/may-request.ts";
import { MemoryPeople } from "../support/memory-people.ts";
import { ada, grace, POLICY } from "../support/registry-world.ts";

const open = documents.policy(POLICY.replace(/ {2}promote: .*\n/, ""));
const named = documents.policy(POLICY.replace(/promote: .*/, "promote: [{ user: Ada }]"));

async function ask(permission: Permission, policy = open) {
  const people = new MemoryPeople();
  people.rights.set(ada.id, permission);
  return whyNotRequest({ people }, policy, ada);
}

it.each<[Permission, boolean]>([
  ["admin", true],
  ["maintain", true],
  ["write", true],
  ["triage", true],
  ["read", false],
  ["none", false],
  ["unknown", false],
])("with the right %s: %s", async (permission, may) => {
  expect((await ask(permission)) === undefined).toBe(may);
});

it.each<[Permission, boolean]>([
  ["admin", true],
  ["maintain", true],
  ["write", true],
  ["triage", false],
  ["read", false],
  ["none", false],
  ["unknown", false],
])("an override by somebody whom the policy names, with the right %s: %s", async (permission, may) => {
  const people = new MemoryPeople();
  people.rights.set(ada.id, permission);
  const policy = documents.policy(POLICY.replace("access:", "access:\n  override: [{ user: ada }]"));
  expect((await whyNotOverride({ people }, policy, ada)) === undefined).toBe(may);
});

it("names a user in any case, but never lifts the need for triage", async () => {
  expect(await ask("triage", named)).toBeUndefined();
  expect((await ask("read", named))?.reason).toContain("triage");
});

const TEAM = "acme/hidden";
const hidden = documents.policy(
  POLICY.replace(
    /promote: .*/,
    `promote: [{ team: ${TEAM} }, { user: grace }]\n  override: [{ team: ${TEAM} }]`,
  ),
);

it("tells a team that GitHub does not show from one that does not name somebody, and refuses both", async () => {
  const people = new MemoryPeople();
  for (const { id } of [ada, grace]) people.rights.set(id, "write");
  for (const why of [whyNotRequest, whyNotOverride]) {
    const refusal = await why({ people }, hidden, ada);
    expect(refusal).toMatchObject({ code: "ACCESS_DENIED" });
    expect(refusal?.reason).toContain(`did not show the members of ${TEAM}`);
    expect(refusal?.who).toMatch(/whoever installed the App.* members: read/);
  }
  expect(await whyNotRequest({ people }, hidden, grace)).toBeUndefined();
  people.teams.set(TEAM, new Set());
  expect((await whyNotRequest({ people }, hidden, ada))?.reason).toContain("access.promote names");
});
