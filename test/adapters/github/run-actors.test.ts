import { expect, it } from "vitest";
import { actorOf, otherActorsOf } from "../../../adapters/github/run-actors.ts";
import { ada, mary } from "../../support/registry-world.ts";

const [first, newest] = [ada, mary].map(({ id, login }) => ({ id, login, type: "User" }));

it.each([
  ["nobody where there was one attempt", { actor: first, triggering_actor: first, run_attempt: 1 }, ada, []],
  [
    "nobody where the same person started both",
    { actor: first, triggering_actor: first, run_attempt: 2 },
    ada,
    [],
  ],
  ["whoever started the first", { actor: first, triggering_actor: newest, run_attempt: 2 }, mary, [ada]],
  ["somebody between them", { actor: first, triggering_actor: first, run_attempt: 3 }, ada, [null]],
  ["both", { actor: first, triggering_actor: newest, run_attempt: 4 }, mary, [ada, null]],
  ["a deleted account", { actor: null, triggering_actor: newest, run_attempt: 2 }, mary, [null]],
  ["nobody where GitHub names one alone", { actor: first }, ada, []],
] as const)("the others who started a run are %s", (_, run, actor, others) => {
  expect(actorOf(run)).toEqual(actor);
  expect(otherActorsOf(run)).toEqual(others);
});
