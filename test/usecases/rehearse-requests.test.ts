import { describe, expect, it } from "vitest";
import { documents } from "../../adapters/importers/documents.ts";
import type { RegistryRepository } from "../../core/ports/registry-repository.ts";
import { MAX_REHEARSED_REQUESTS, rehearseRequests } from "../../usecases/rehearse-requests.ts";
import { asked, opened, registered } from "../support/registry-play.ts";
import { ada, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";
import { withCode } from "../support/with-code.ts";

const SAME = documents.policy(POLICY);
const STRICTER = documents.policy(POLICY.replace("auc >= 0.8", "auc >= 0.95"));
const OTHER_TEAM = documents.policy(
  POLICY.replace("{ count: 2, from: [{ team: acme/leads }] }", "{ count: 1, from: [{ team: acme/risk }] }"),
);

async function waiting() {
  const world = new RegistryWorld();
  const move = await asked(world, await registered(world, 1));
  return { world, move };
}

const question = (policy = STRICTER, pulls?: readonly number[]) => ({ policy, pulls });

/** The world's ports with a repository that cannot be written to. */
function readOnly({ ports, repository }: RegistryWorld) {
  const refuse = () => Promise.reject(new Error("written"));
  const writes = { commit: refuse, advance: refuse, createBranch: refuse, deleteBranch: refuse };
  const guarded: RegistryRepository = Object.assign(Object.create(repository), writes);
  return { ...ports, repository: guarded };
}

describe("a rehearsal of open requests", () => {
  it("decides each under both policies, versions on their way as well", async () => {
    const { world, move } = await waiting();
    for (const lead of [grace, mary]) world.pulls.review(move, lead);
    const version = await opened(world, 2);
    const { total, requests, before, after } = await rehearseRequests(readOnly(world), question());
    expect(total).toBe(2);
    expect(before).not.toBe(after);
    expect(requests.find(({ pull }) => pull === move)).toMatchObject({
      before: { kind: "decided", outlook: "lands" },
      after: { kind: "decided", outlook: "refused" },
      isSame: false,
      isPartial: false,
      change: { newlyOpen: [{ title: "candidate.auc >= 0.95" }], noLongerOpen: [], stillOpen: [] },
    });
    expect(requests.find(({ pull }) => pull === version)).toMatchObject({ isSame: true });
  });

  it("finds no difference under the policy in force", async () => {
    const { world } = await waiting();
    const { requests, before, after } = await rehearseRequests(world.ports, question(SAME));
    expect(requests.map(({ isSame }) => isSame)).toEqual([true]);
    expect(before).toBe(after);
  });

  it("looks up whom only the other policy asks", async () => {
    const { world, move } = await waiting();
    world.people.teams.set("acme/risk", new Set([grace.id]));
    world.pulls.review(move, grace);
    const { requests } = await rehearseRequests(world.ports, question(OTHER_TEAM, [move]));
    expect(requests).toMatchObject([{ after: { outlook: "lands" }, isPartial: false }]);
  });

  it("never takes what it cannot see for met", async () => {
    const { world, move } = await waiting();
    world.pulls.review(move, grace);
    const { requests } = await rehearseRequests(world.ports, question(OTHER_TEAM, [move]));
    expect(requests).toMatchObject([{ after: { outlook: "unclear" }, isPartial: true }]);
  });

  it("says what keeps one shut under one of the policies", async () => {
    const { world, move } = await waiting();
    const gone = documents.policy(POLICY.replace("name: production", "name: live"));
    const { requests } = await rehearseRequests(world.ports, question(gone, [move]));
    expect(requests).toMatchObject([{ after: { kind: "shut" }, change: null, isSame: false }]);
  });

  it("refuses what is no open request, and a registry that the App has still to put in order", async () => {
    const { world, move } = await waiting();
    await world.pulls.close(move);
    const wanted = withCode("INPUT_INVALID", new RegExp(`#${move}: .*found a request that is closed`));
    await expect(rehearseRequests(world.ports, question(STRICTER, [move]))).rejects.toThrow(wanted);
    world.repository.push("main", { "models/churn/stages.json": "{}" }, ada);
    await expect(rehearseRequests(readOnly(world), question())).rejects.toThrow(
      withCode("REGISTRY_INCONSISTENT"),
    );
  });

  it("judges no more than it may, and says how many there are", async () => {
    const { world, move } = await waiting();
    const many = Array.from({ length: MAX_REHEARSED_REQUESTS + 1 }, () => move);
    const { requests, total } = await rehearseRequests(world.ports, question(SAME, many));
    expect([requests.length, total]).toEqual([MAX_REHEARSED_REQUESTS, MAX_REHEARSED_REQUESTS + 1]);
  });
});
