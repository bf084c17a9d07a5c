import { expect, it } from "vitest";
import { toAccount, toAccountOrNull } from "../../../adapters/github/accounts.ts";

const octocat = { id: 1, login: "octocat", type: "User" };

it.each([
  ["User", false],
  ["Bot", true],
  ["Organization", true],
  ["Mannequin", true],
  ["SomethingNew", true],
])("of the type %s is no person: %s", (type, bot) => {
  expect(toAccount({ ...octocat, type })).toEqual({ id: 1, login: "octocat", bot });
});

it.each([
  ["a deleted account", null],
  ["nothing", undefined],
  ["a commit by an e-mail that belongs to nobody", {}],
  ["an account without its id", { login: "octocat", type: "User" }],
  ["an account whose type is not told", { id: 1, login: "octocat" }],
])("%s is nobody", (_, user) => {
  expect(toAccountOrNull(user)).toBeNull();
});

it("is somebody with everything told", () => {
  expect(toAccountOrNull(octocat)).toEqual({ id: 1, login: "octocat", bot: false });
});
