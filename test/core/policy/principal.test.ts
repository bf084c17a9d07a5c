import { expect, test } from "vitest";
import { isUser, nameOfUser } from "../../../core/policy/principal.ts";
import { ALICE } from "../../support/facts.ts";

test.each([
  [{ user: "ALICE" }, true],
  [{ user: "bob" }, false],
  [{ user: "renamed", id: ALICE.id }, true],
  [{ user: "alice", id: ALICE.id + 1 }, false],
])("%j names alice: %s", (entry, names) => {
  expect(isUser(entry, ALICE)).toBe(names);
});

test("an account that is meant by its number is named with it", () => {
  expect([nameOfUser({ user: "alice" }), nameOfUser({ user: "alice", id: 11 })]).toEqual([
    "alice",
    "alice (account 11)",
  ]);
});
