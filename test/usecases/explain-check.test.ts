import { describe, expect, it } from "vitest";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { explainCheck } from "../../usecases/explain-check.ts";
import { asked, opened, registered } from "../support/registry-play.ts";
import { ada, eve, grace, mary, RegistryWorld } from "../support/registry-world.ts";

describe("the button “Explain”", () => {
  it("answers once for as long as the decision is the same, also after other evaluations", async () => {
    const world = new RegistryWorld();
    const move = await asked(world, await registered(world, 1));
    await evaluatePull(world.ports, move);
    expect(await explainCheck(world.ports, move, eve)).toEqual({ explained: true });
    expect(world.pulls.comments(move)).toHaveLength(1);
    expect(world.pulls.comments(move)[0]).toContain("acme/leads");
    await evaluatePull(world.ports, move);
    expect(await explainCheck(world.ports, move, ada)).toEqual({ explained: false });
    world.pulls.review(move, grace);
    expect(await explainCheck(world.ports, move, ada)).toEqual({ explained: true });
    expect(world.pulls.comments(move)).toHaveLength(2);
  });

  it("does not make the App forget who asked for the move", async () => {
    const world = new RegistryWorld();
    const move = await asked(world, await registered(world, 1));
    await explainCheck(world.ports, move, eve);
    for (const lead of [grace, mary]) world.pulls.review(move, lead);
    expect(await evaluatePull(world.ports, move)).toMatchObject({ kind: "landed" });
  });

  it("explains once why something cannot be judged at all", async () => {
    const world = new RegistryWorld();
    const pull = await opened(world, 1);
    world.repository.push("main", { "pedigree.yml": null }, ada);
    expect(await explainCheck(world.ports, pull, ada)).toEqual({ explained: true });
    expect(await explainCheck(world.ports, pull, ada)).toEqual({ explained: false });
    expect(world.pulls.comments(pull).at(-1)).toContain("no policy");
  });

  it("is nothing for a program, nor on what is closed", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const move = await asked(world, home);
    expect(await explainCheck(world.ports, move, { ...ada, bot: true })).toEqual({ explained: false });
    expect(await explainCheck(world.ports, home, ada)).toEqual({ explained: false });
    expect(world.pulls.comments(move)).toEqual([]);
  });
});
