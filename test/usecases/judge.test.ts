import { describe, expect, it } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { judgePull } from "../../usecases/judge.ts";
import { asked, registered } from "../support/registry-play.ts";
import { ada, app, RegistryWorld } from "../support/registry-world.ts";

async function pending() {
  const world = new RegistryWorld();
  const number = await asked(world, await registered(world, 1));
  return { world, number };
}

describe("one look at a pull request", () => {
  it("that is nobody's business of the App reads nothing more", async () => {
    const { world } = await pending();
    world.repository.refs.set("topic", world.repository.head("main"));
    world.repository.push("topic", { "x.txt": "x" }, ada);
    const { number } = world.pulls.openBy(ada, { title: "x", body: "", head: "topic" });
    const fail = () => Promise.reject(new Error("read"));
    const pulls = Object.assign(Object.create(world.pulls), { files: fail, commits: fail, reviews: fail });
    const ports = { ...world.ports, pulls };
    expect(await judgePull(ports, number)).toMatchObject({ kind: "edit" });
    expect(await evaluatePull(ports, number)).toMatchObject({ kind: "ignored" });
  });

  it("that is a draft waits for its author", async () => {
    const { world, number } = await pending();
    world.pulls.setDraft(number, true);
    expect(await judgePull(world.ports, number)).toMatchObject({ kind: "held" });
  });

  it("that was closed is finished", async () => {
    const { world, number } = await pending();
    await world.pulls.close(number);
    expect(await judgePull(world.ports, number)).toMatchObject({
      kind: "finished",
      branch: { kind: "move" },
    });
  });

  it("is of the tip and the head that were read, so that landing can tell whether they still are", async () => {
    const { world, number } = await pending();
    const tip = world.repository.push("main", { "note.txt": "x" }, app);
    const judged = await judgePull(world.ports, number);
    if (judged.kind !== "judged") throw new Error(judged.kind);
    expect([judged.tip, judged.facts.tip, judged.facts.head]).toEqual([tip, tip, judged.pull.head]);
  });

  it("tells what people can mend, and passes on what they cannot", async () => {
    const { world, number } = await pending();
    const failing = (error: Error) => ({
      ...world.ports,
      repository: Object.assign(Object.create(world.repository), { tree: () => Promise.reject(error) }),
    });
    const mendable = new PedigreeError("POLICY_INVALID", "no stages");
    expect(await judgePull(failing(mendable), number)).toMatchObject({ kind: "shut", error: mendable });
    for (const error of [new PedigreeError("REMOTE_UNAVAILABLE", "down"), new TypeError("a defect")]) {
      await expect(judgePull(failing(error), number)).rejects.toBe(error);
    }
  });
});
