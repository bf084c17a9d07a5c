import { expect, it } from "vitest";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { asked, registered } from "../support/registry-play.ts";
import { grace, RegistryWorld } from "../support/registry-world.ts";

const WRITES = /^(commit|advance|create|publish|add|remove|update|close|comment|delete)/;

const IMMUTABLE: ReadonlySet<string> = new Set(["tree", "readText", "describe"]);

/** Counts calls of a port, leaving out commits, trees and blobs that the adapter keeps by their immutable ids. */
function counting<T extends object>(port: T, calls: string[]): T {
  return new Proxy(port, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return (...args: unknown[]) => {
        calls.push(String(name));
        return member.apply(target, args);
      };
    },
  });
}

it("evaluates with at most 8 reads, and writes nothing when nothing changed", async () => {
  const world = new RegistryWorld();
  const move = await asked(world, await registered(world, 1));
  world.pulls.review(move, grace);
  await evaluatePull(world.ports, move);
  const calls: string[] = [];
  const { repository, pulls, checks, people } = world.ports;
  await evaluatePull(
    {
      ...world.ports,
      repository: counting(repository, calls),
      pulls: counting(pulls, calls),
      checks: counting(checks, calls),
      people: counting(people, calls),
    },
    move,
  );
  const remote = calls.filter((name) => !IMMUTABLE.has(name));
  expect(remote.filter((name) => WRITES.test(name) && name !== "commits")).toEqual([]);
  expect(remote.toSorted((a, b) => (a < b ? -1 : 1))).toMatchInlineSnapshot(`
    [
      "commits",
      "files",
      "get",
      "list",
      "membership",
      "permissions",
      "reviews",
      "tip",
    ]
  `);
  expect(remote.length).toBeLessThan(9);
});
