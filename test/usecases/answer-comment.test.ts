import { describe, expect, it } from "vitest";
import type { Account } from "../../core/people.ts";
import { parseAnswerMark } from "../../core/registry/answer-mark.ts";
import { answerComment } from "../../usecases/answer-comment.ts";
import { asked, opened, registered, written } from "../support/registry-play.ts";
import { ada, eve, POLICY, RegistryWorld } from "../support/registry-world.ts";

const question = (id: number) => ({ kind: "comment", id, at: "2026-01-31T12:00:00Z" }) as const;
const say = (world: RegistryWorld, pull: number, { body = "/explain", sender = ada as Account } = {}) =>
  answerComment(world.ports, written(world, { pull, body, sender }));

describe("a comment", () => {
  it.each([
    ["without a command", { body: "looks good" }],
    ["by a bot", { sender: { id: 99, login: "tidy[bot]", bot: true } }],
  ])("%s is not answered", async (_, options) => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    expect((await say(world, home, options)).kind).toBe("nothing");
    expect(world.pulls.comments(home)).toEqual([]);
  });

  it("on a pull request that is not the App's is not answered", async () => {
    const world = new RegistryWorld();
    await registered(world, 1);
    await world.repository.createBranch("edit", world.repository.head("main"));
    world.repository.push("edit", { "models/churn/model.yml": "schemaVersion: 1\n" }, ada);
    const { number } = world.pulls.openBy(ada, { title: "Edit", body: "", head: "edit" });
    expect((await say(world, number)).kind).toBe("nothing");
    expect(world.pulls.comments(number)).toEqual([]);
  });

  it("that asks for a move opens its request", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    expect(await say(world, home, { body: "/promote production" })).toMatchObject({ kind: "requested" });
  });

  it("is answered with what is wrong with the registry", async () => {
    const world = new RegistryWorld(POLICY.replace("access:", "access:\n  override: [{ user: ada }]"));
    const home = await registered(world, 1);
    world.repository.push("main", { "pedigree.yml": "stages: [" }, ada);
    const outcome = await say(world, home, { body: "/freeze for a good reason" });
    expect(outcome).toMatchObject({ kind: "refused", code: "FILE_UNREADABLE" });
    expect(world.pulls.comments(home)).toHaveLength(1);
  });
});

describe("a comment that is nearly a command", () => {
  it("gets the right form, once, however often it comes", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const comment = { pull: home, body: "/promote", sender: ada, question: question(78) };
    expect((await answerComment(world.ports, comment)).kind).toBe("refused");
    expect((await answerComment(world.ports, comment)).kind).toBe("nothing");
    const [text = "", ...more] = world.pulls.comments(home);
    expect(more).toEqual([]);
    expect(text).toContain("development, production, archived");
    expect(parseAnswerMark(text)).toEqual({ kind: "comment", id: 78 });
  });

  it("does not keep a command below it from being heard", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    expect(await say(world, home, { body: "/promot\n/promote production" })).toMatchObject({
      kind: "requested",
    });
    expect(world.pulls.comments(home)).toHaveLength(1);
  });

  it.each(["/usr/bin/python3 crashed", "/retest", "/lgtm", "/cc @ada"])("unlike %s", async (body) => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    expect(await say(world, home, { body })).toEqual({ kind: "nothing", reason: "no command" });
    expect(world.pulls.comments(home)).toEqual([]);
  });
});

describe("/explain", () => {
  it("says what is missing and who can provide it, to anybody who can see it", async () => {
    const world = new RegistryWorld();
    const move = await asked(world, await registered(world, 1));
    expect((await say(world, move, { sender: eve })).kind).toBe("explained");
    expect(world.pulls.comments(move).at(-1)).toContain("acme/leads");
    expect((await world.pulls.get(move)).state).toBe("open");
  });

  it("says of a version where it stands and where it can go", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    await say(world, home);
    expect(world.pulls.comments(home).at(-1)).toContain("stands in development");
    expect(world.pulls.comments(home).at(-1)).toContain("`production`");
  });

  it("says why a pull request cannot be judged", async () => {
    const world = new RegistryWorld();
    const pull = await opened(world, 1);
    world.repository.push("main", { "pedigree.yml": null }, ada);
    await say(world, pull);
    expect(world.pulls.comments(pull).at(-1)).toContain("no policy");
  });

  it("is answered once, however often it comes, and the answer names it", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const comment = { pull: home, body: "/promote production", sender: ada, question: question(77) };
    expect((await answerComment(world.ports, comment)).kind).toBe("requested");
    expect((await answerComment(world.ports, comment)).kind).toBe("nothing");
    expect(world.pulls.comments(home).map(parseAnswerMark)).toEqual([{ kind: "comment", id: 77 }]);
  });

  it("marks a refusal as the answer, too", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    for (const [id, body] of [
      [5, "/promote nowhere"],
      [6, "/freeze for a while at least"],
      [7, "/explain"],
    ] as const) {
      await answerComment(world.ports, { pull: home, body, sender: ada, question: question(id) });
    }
    expect(world.pulls.comments(home).map((text) => parseAnswerMark(text)?.id)).toEqual([5, 6, 7]);
  });
});
