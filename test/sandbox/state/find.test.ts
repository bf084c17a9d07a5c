import { expect, test } from "vitest";
import { emptyState } from "../../../sandbox/state/entities.ts";
import { findUser, noreplyEmail, userById, userOfEmail } from "../../../sandbox/state/find.ts";

const state = emptyState();
state.users.push({ id: 7, login: "Ada", type: "User" }, { id: 8, login: "pedigree[bot]", type: "Bot" });

test("an account is known again by the address it writes into commits", () => {
  for (const user of state.users) expect(userOfEmail(state, noreplyEmail(user))).toBe(user);
  expect(userOfEmail(state, "ada@users.noreply.github.com")?.id).toBe(7);
  // The number is the account; a login may have been given to somebody else.
  expect(userOfEmail(state, "8+ada@users.noreply.github.com")?.id).toBe(8);
  expect(userOfEmail(state, "ada@example.org")).toBeUndefined();
  expect(userOfEmail(state, "9+ada@users.noreply.github.com")).toBeUndefined();
});

test("logins compare without case, and an unknown id is a defect", () => {
  expect(findUser(state, "ADA")?.id).toBe(7);
  expect(() => userById(state, 1)).toThrow("no account");
});
