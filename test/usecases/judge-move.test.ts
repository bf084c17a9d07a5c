import { describe, expect, it } from "vitest";
import type { PullFile } from "../../core/ports/pull-requests.ts";
import { formatPath } from "../../core/registry/layout.ts";
import { judgePull } from "../../usecases/judge.ts";
import { asked, promoted, registered } from "../support/registry-play.ts";
import { ada, app, churn, eve, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

const cardPath = formatPath({ kind: "version-file", model: churn, version: 1, file: "card.md" });

async function pending(policy = POLICY) {
  const world = new RegistryWorld(policy);
  const number = await asked(world, await registered(world, 1));
  const { headBranch, head } = await world.pulls.get(number);
  return { world, number, headBranch, head, judge: () => judgePull(world.ports, number) };
}

describe("a move's pull request", () => {
  it("has a plan exactly when it is allowed", async () => {
    const { world, number, judge } = await pending();
    for (const approver of [grace, mary]) {
      expect(await judge()).toMatchObject({ decision: { allowed: false }, plan: undefined });
      world.pulls.review(number, approver);
    }
    expect(await judge()).toMatchObject({
      decision: { allowed: true, move: { version: 1, from: "development", to: "production" } },
      plan: { event: { kind: "moved", requester: { id: ada.id } } },
    });
  });

  it("knows who asked from the App's own memory, not from who wrote last", async () => {
    const { world, headBranch, judge } = await pending();
    world.repository.push(headBranch, { [cardPath]: "# x\n" }, eve);
    const judged = await judge();
    expect(judged.kind === "judged" && judged.facts.requester).toEqual(ada);
    const authors = judged.kind === "judged" && judged.facts.authors.known ? judged.facts.authors.value : [];
    expect(authors.map((author) => author?.id)).toContain(eve.id);
  });

  it("takes the App's own commit for the App's, whatever GitHub makes of its author", async () => {
    const { world, number, head } = await pending();
    const pulls = Object.assign(Object.create(world.pulls), {
      commits: async () => ({
        known: true as const,
        value: [{ commit: head, author: null, committer: null }],
      }),
    });
    const judged = await judgePull({ ...world.ports, pulls }, number);
    expect(judged).toMatchObject({
      facts: { authors: { value: [app, app] }, committers: { value: [app] } },
    });
  });

  it("is shut where nothing proves who asked", async () => {
    const { world, headBranch, judge } = await pending();
    world.repository.refs.set(headBranch, world.repository.head("main"));
    world.repository.push(headBranch, { [cardPath]: "# x\n" }, app);
    expect(await judge()).toMatchObject({ kind: "shut", error: { code: "ACCESS_DENIED" } });
  });

  it("is shut where the policy has lost the stage", async () => {
    const { world, judge } = await pending();
    world.repository.push("main", { "pedigree.yml": POLICY.replaceAll("production", "live") }, ada);
    expect(await judge()).toMatchObject({
      kind: "shut",
      error: {
        code: "STAGE_UNKNOWN",
        details: { found: "production", expected: "development, live, archived" },
      },
    });
  });

  it("is moot once the version stands there", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const branch = "pedigree/move/churn/1/production";
    const move = await promoted(world, home, [grace, mary]);
    expect((await world.pulls.get(move)).merged).toBe(true);
    world.repository.refs.set(branch, world.repository.head("main"));
    world.repository.push(branch, { [cardPath]: "# x\n" }, app);
    const again = world.pulls.openBy(app, { title: "churn 1 → production", body: "", head: branch });
    expect((await judgePull(world.ports, again.number)).kind).toBe("moot");
  });
});

describe("the card of a move", () => {
  const approved = async () => {
    const place = await pending();
    return {
      ...place,
      planned: async () => {
        for (const approver of [grace, mary]) place.world.pulls.review(place.number, approver);
        const judged = await place.judge();
        if (judged.kind !== "judged") throw new Error(judged.kind);
        return judged.plan?.changes.get(cardPath);
      },
    };
  };

  it("is left alone where the pull request does not touch it", async () => {
    const { planned, world } = await approved();
    world.repository.push("main", { [cardPath]: "# landed meanwhile\n" }, ada);
    expect(await planned()).toBeUndefined();
  });

  it("is the head's where people wrote it there", async () => {
    const { planned, world, headBranch } = await approved();
    const head = world.repository.push(headBranch, { [cardPath]: "# mine\n" }, ada);
    expect(await planned()).toEqual({ blob: world.repository.get(head).tree.get(cardPath)?.blob });
  });

  it.each<[string, PullFile]>([
    ["was renamed away", { path: "x.md", previousPath: cardPath, status: "renamed", blob: null }],
    [
      "was written over by another file",
      { path: cardPath, previousPath: "x.md", status: "renamed", blob: null },
    ],
  ])("counts as touched where it %s", async (_, file) => {
    const { world, number } = await pending();
    world.repository.push("main", { [cardPath]: "# landed meanwhile\n" }, ada);
    const pulls = Object.assign(Object.create(world.pulls), {
      files: async () => ({ known: true as const, value: [file] }),
    });
    expect(await judgePull({ ...world.ports, pulls }, number)).toMatchObject({
      kind: "shut",
      error: { code: "MOVE_REFUSED", details: { subject: cardPath } },
    });
  });

  it("is not known where GitHub cuts the list of files, and then nothing lands", async () => {
    const { world, number } = await pending(POLICY.replace("require:", "require:\n      card: staging"));
    for (const approver of [grace, mary]) world.pulls.review(number, approver);
    const pulls = Object.assign(Object.create(world.pulls), {
      files: async () => ({ known: false as const, reason: "more than 3,000 files" }),
    });
    const judged = await judgePull({ ...world.ports, pulls }, number);
    expect(judged).toMatchObject({ kind: "judged", facts: { card: { known: false } }, plan: undefined });
  });
});
