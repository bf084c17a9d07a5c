import { expect, it } from "vitest";
import { documents } from "../../adapters/importers/documents.ts";
import type { Permission } from "../../core/ports/people.ts";
import { whyNotOverride, whyNotRequest } from "../../usecases/may-request.ts";
import { MemoryPeople } from "../support/memory-people.ts";
import { ada, POLICY } from "../support/registry-world.ts";

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
