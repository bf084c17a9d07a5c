import { describe, expect, test } from "vitest";
import { exclusions, mayApprove } from "../../../../core/policy/requirements/eligibility.ts";
import { ALICE, BOB, CAROL, facts, person, REQUESTER, TRAINER } from "../../../support/facts.ts";

const TEAM = { team: "acme/ml-leads" };
const member = (id: number, state: string, team = TEAM.team) => ({ team, userId: id, state });

test.each([
  [[member(ALICE.id, "active")], "yes"],
  [[member(ALICE.id, "active", "Acme/ml-leads")], "yes"],
  [[member(ALICE.id, "none")], "no"],
  [[member(ALICE.id, "unknown")], "unknown"],
  [[member(BOB.id, "active")], "unknown"],
  [[member(ALICE.id, "active", "acme/other")], "unknown"],
  [[member(ALICE.id, "active"), member(ALICE.id, "none")], "unknown"],
])("membership %j is %s", (memberships, answer) => {
  expect(mayApprove(ALICE, [TEAM], facts({ memberships }))).toBe(answer);
});

test("one sure principal is enough, an unsure one keeps the question open", () => {
  const given = facts({ memberships: [member(ALICE.id, "unknown")] });
  expect(mayApprove(ALICE, [TEAM, { user: "ALICE" }], given)).toBe("yes");
  expect(mayApprove(ALICE, [{ user: "bob" }, TEAM], given)).toBe("unknown");
  expect(mayApprove(ALICE, [{ user: "bob" }], given)).toBe("no");
});

test("exclusions go by id, and by the roles that the policy names", () => {
  const given = facts({
    authors: { known: true, value: [CAROL, null] },
    committers: { known: false, reason: "lost" },
  });
  const all = exclusions({ not: ["requester", "author", "committer", "trainer"] }, given);
  expect([...all.roles]).toEqual([
    [REQUESTER.id, "requester"],
    [CAROL.id, "author"],
    [TRAINER.id, "trainer"],
  ]);
  expect([all.unknown, all.unnamed]).toEqual(["committers are not known: lost", true]);
  const none = exclusions({ not: [] }, given);
  expect([none.roles.size, none.unknown, none.unnamed]).toEqual([0, undefined, false]);
  expect(exclusions({ not: ["trainer"] }, { ...given, trainer: person(5) }).roles.get(5)).toBe("trainer");
});

describe("the right to write (A13)", () => {
  const right = (permission: string | null, mayWrite: boolean | null) => ({
    memberships: [member(ALICE.id, "active")],
    reviewers: [{ userId: ALICE.id, mayWrite, permission }],
  });

  test.each([
    ["write", true, "yes"],
    ["read", false, "no"],
    ["triage", false, "no"],
    [null, null, "unknown"],
  ])("a member whose right is %s: %j is %s", (permission, mayWrite, answer) => {
    expect(mayApprove(ALICE, [TEAM], facts(right(permission, mayWrite)))).toBe(answer);
    expect(mayApprove(ALICE, [{ user: "alice" }], facts(right(permission, mayWrite)))).toBe(answer);
  });

  test("somebody whose right was not read is unknown, unless the event knows no rights at all", () => {
    const others = { memberships: [member(ALICE.id, "active")], reviewers: [] };
    expect(mayApprove(ALICE, [TEAM], facts(others))).toBe("unknown");
    expect(mayApprove(ALICE, [TEAM], facts({ memberships: others.memberships }))).toBe("yes");
  });

  test.each([
    ["write", "maintain", "no"],
    ["maintain", "maintain", "yes"],
    ["admin", "maintain", "yes"],
    ["write", "write", "yes"],
    ["maintain", "admin", "no"],
  ])("who has %s where %s is asked: %s", (permission, wanted, answer) => {
    const approver = {
      permission: wanted === "write" ? "write" : wanted === "admin" ? "admin" : "maintain",
    } as const;
    expect(mayApprove(ALICE, [approver], facts(right(permission, true)))).toBe(answer);
    expect(mayApprove(ALICE, [approver], facts(right(null, null)))).toBe("unknown");
    expect(mayApprove(ALICE, [approver], facts({ memberships: [] }))).toBe("unknown");
  });
});

test("A10: co-authors wrote it, too; who pushed is known by number or could be anybody", () => {
  const given = facts({
    coAuthors: { known: true, value: [CAROL, null] },
    pusher: { known: true, value: BOB },
  });
  expect([...exclusions({ not: ["author"] }, given).roles.keys()]).toContain(CAROL.id);
  expect(exclusions({ not: ["author"] }, given).unnamed).toBe(true);
  expect([...exclusions({ not: ["co-author", "pusher"] }, given).roles]).toEqual([
    [CAROL.id, "co-author"],
    [BOB.id, "pusher"],
  ]);
  expect(exclusions({ not: ["committer"] }, given).roles.has(CAROL.id)).toBe(false);
  for (const pusher of [
    { known: false, reason: "no rights" },
    { known: true, value: null },
  ]) {
    expect(exclusions({ not: ["pusher"] }, facts({ pusher })).unnamed).toBe(true);
  }
  expect(exclusions({ not: ["pusher"] }, facts()).unnamed).toBe(true);
  expect(exclusions({ not: ["co-author"] }, facts()).unknown).toContain("co-authors are not known");
  expect(exclusions({ not: ["author"] }, facts()).unknown).toBeUndefined();
});
