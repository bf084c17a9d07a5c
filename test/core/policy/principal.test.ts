import { expect, test } from "vitest";
import { isUser } from "../../../core/policy/principal.ts";
import { ALICE } from "../../support/facts.ts";

test.each([
  [{ user: "ALICE" }, true],
  [{ user: "bob" }, false],
  [{ user: "renamed", id: ALICE.id }, true],
  [{ user: "alice", id: ALICE.id + 1 }, false],
])("%j names alice: %s", (entry, names) => {
  expect(isUser(entry, ALICE)).toBe(names);
});
