import { expect, test } from "vitest";
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
  const all = exclusions({ count: 1, not: ["requester", "author", "committer", "trainer"] }, given);
  expect([...all.roles]).toEqual([
    [REQUESTER.id, "requester"],
    [CAROL.id, "author"],
    [TRAINER.id, "trainer"],
  ]);
  expect([all.unknown, all.unnamed]).toEqual(["committers are not known: lost", true]);
  const none = exclusions({ count: 1, not: [] }, given);
  expect([none.roles.size, none.unknown, none.unnamed]).toEqual([0, undefined, false]);
  expect(exclusions({ count: 1, not: ["trainer"] }, { ...given, trainer: person(5) }).roles.get(5)).toBe(
    "trainer",
  );
});
