import { expect, it } from "vitest";
import { actorOf, attemptsBetween, otherActorsOf } from "../../../adapters/github/run-actors.ts";
import { ada, grace, mary } from "../../support/registry-world.ts";

const [first, newest, third] = [ada, mary, grace].map(({ id, login }) => ({ id, login, type: "User" }));
const attempt = (by: typeof first) => ({ actor: first, triggering_actor: by });

it.each([
  ["nobody where there was one attempt", { ...attempt(first), run_attempt: 1 }, [], ada, []],
  ["nobody where the same person started both", { ...attempt(first), run_attempt: 2 }, [], ada, []],
  ["whoever started the first", { ...attempt(newest), run_attempt: 2 }, [], mary, [ada]],
  ["somebody between them", { ...attempt(first), run_attempt: 3 }, [attempt(third)], ada, [grace]],
  [
    "each once, and not whoever started the newest",
    { ...attempt(newest), run_attempt: 5 },
    [attempt(third), attempt(first), attempt(newest)],
    mary,
    [ada, grace],
  ],
  ["a deleted account", { actor: null, triggering_actor: newest, run_attempt: 2 }, [], mary, [null]],
  ["nobody where GitHub names one alone", { actor: first }, [], ada, []],
  [
    "somebody among more attempts than are asked for",
    { ...attempt(first), run_attempt: 11 },
    Array.from({ length: 8 }, () => attempt(first)),
    ada,
    [null],
  ],
] as const)("the others who started a run are %s", (_, run, between, actor, others) => {
  expect(actorOf(run)).toEqual(actor);
  expect(otherActorsOf(run, between)).toEqual(others);
});

it.each([
  [1, []],
  [2, []],
  [3, [2]],
  [10, [2, 3, 4, 5, 6, 7, 8, 9]],
  [400, [2, 3, 4, 5, 6, 7, 8, 9]],
])("of %i attempts those between are asked for, and at most eight", (count, asked) => {
  expect(attemptsBetween({ run_attempt: count })).toEqual(asked);
});
