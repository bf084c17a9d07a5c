import { describe, expect, it } from "vitest";
import type { Account } from "../../core/people.ts";
import { eventSchema } from "../../core/registry/event.ts";
import { fold } from "../../core/registry/fold.ts";
import { answerComment } from "../../usecases/answer-comment.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { asked, opened, registered, written } from "../support/registry-play.ts";
import { ada, churn, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

const GOVERNED = POLICY.replace("access:", "access:\n  override: [{ user: grace }, { user: ada }]");
const REASON = "the old model fails on every request";
const override = (world: RegistryWorld, pull: number, sender: Account = grace, reason = REASON) =>
  answerComment(world.ports, written(world, { pull, body: `/override ${reason}`, sender }));

/** A move of churn 1 to production that ada asked for, judged once, without any approval. */
async function judged(policy = GOVERNED): Promise<{ world: RegistryWorld; move: number }> {
  const world = new RegistryWorld(policy);
  const move = await asked(world, await registered(world, 1));
  await evaluatePull(world.ports, move);
  return { world, move };
}

/** The model's log at the tip. */
function log(world: RegistryWorld) {
  const files = world.files().filter((path) => path.startsWith("models/churn/log/"));
  return files.map((path) =>
    eventSchema.parse(JSON.parse(world.repository.text(world.repository.head("main"), path) ?? "")),
  );
}

describe("an override", () => {
  it("lands the move with the decision as it was, the reason and who insisted", async () => {
    const { world, move } = await judged();
    const outcome = await override(world, move);
    expect(outcome).toMatchObject({ kind: "overridden", decision: { allowed: false }, troubles: [] });
    expect(world.stages().holders).toEqual({ production: [1] });
    const event = log(world).at(-1);
    expect(event).toMatchObject({ kind: "overridden", override: { by: grace, reason: REASON } });
    expect(event).toMatchObject({ decision: { allowed: false }, requester: ada });
    expect(fold(churn, log(world))).toEqual(world.stages());
  });

  it("is loud in the check's title and in a comment", async () => {
    const { world, move } = await judged();
    await override(world, move);
    const { head, merged } = await world.pulls.get(move);
    expect(merged).toBe(true);
    const verdict = world.checks.verdictOn(head);
    expect(verdict).toMatchObject({ outcome: "failure" });
    expect(verdict?.title).toContain("Overridden by grace");
    expect(verdict?.summary).toContain(REASON);
    expect(world.pulls.comments(move).at(-1)).toContain(REASON);
  });

  it("of nothing points to what a keeper without buttons has", async () => {
    const { world, move } = await judged(POLICY.replace("access:", "access:\n  override: [{ user: grace }]"));
    for (const person of [grace, mary]) world.pulls.review(move, person);
    const registry = { ...world.ports.registry, buttons: false };
    await answerComment(
      { ...world.ports, registry },
      written(world, { pull: move, body: `/override ${REASON}`, sender: grace }),
    );
    expect(world.pulls.comments(move).at(-1)).toContain("start the workflow");
    expect(world.pulls.comments(move).at(-1)).not.toContain("Re-evaluate");
  });

  it("lands a frozen model's move", async () => {
    const { world, move } = await judged();
    await answerComment(
      world.ports,
      written(world, { pull: move, body: "/freeze waiting for the audit", sender: grace }),
    );
    expect(await override(world, move)).toMatchObject({ kind: "overridden" });
    expect(world.stages()).toMatchObject({ holders: { production: [1] }, frozen: { by: grace } });
  });

  it.each([
    ["by somebody without the right", mary, REASON, "ACCESS_DENIED"],
    ["by whoever asked for the move", ada, REASON, "ACCESS_DENIED"],
    ["with too short a reason", grace, "urgent", "MOVE_REFUSED"],
  ])("is refused %s", async (_, sender, reason, code) => {
    const { world, move } = await judged();
    expect(await override(world, move, sender, reason)).toMatchObject({ kind: "refused", code });
    expect(world.stages().holders).toEqual({ development: [1] });
  });

  it("by the requester lands where the policy says so", async () => {
    const { world, move } = await judged(GOVERNED.replace("access:", "access:\n  overrideOwnRequest: true"));
    expect(await override(world, move, ada)).toMatchObject({ kind: "overridden" });
  });

  it("holds for the head that was judged only", async () => {
    const { world, move } = await judged();
    const { headBranch } = await world.pulls.get(move);
    world.repository.push(headBranch, { "models/churn/versions/1/card.md": "# another" }, mary);
    expect(await override(world, move)).toMatchObject({ kind: "refused", code: "MOVE_REFUSED" });
  });

  it("does not hold for a head that is pushed and judged while it is being read", async () => {
    const { world, move } = await judged();
    const { headBranch } = await world.pulls.get(move);
    let reads = 0;
    const get = async (number: number) => {
      const pull = await world.pulls.get(number);
      reads += 1;
      if (reads > 1) return pull;
      world.repository.push(headBranch, { "models/churn/versions/1/card.md": "# another" }, mary);
      await evaluatePull(world.ports, move);
      return pull;
    };
    const pulls = Object.assign(Object.create(world.pulls), { get });
    const comment = { pull: move, body: `/override ${REASON}`, sender: grace };
    expect(await answerComment({ ...world.ports, pulls }, written(world, comment))).toMatchObject({
      kind: "refused",
    });
    expect(world.stages().holders).toEqual({ development: [1] });
  });

  it("does not lift what the pull request may touch", async () => {
    const { world, move } = await judged();
    const { headBranch } = await world.pulls.get(move);
    world.repository.push(headBranch, { "pedigree.yml": "mine" }, mary);
    await evaluatePull(world.ports, move);
    expect(await override(world, move)).toMatchObject({ kind: "refused", code: "MOVE_REFUSED" });
  });

  it("has nothing to do where all is met", async () => {
    const { world, move } = await judged();
    for (const approver of [grace, mary]) world.pulls.review(move, approver);
    expect(await override(world, move)).toMatchObject({ kind: "refused", code: "MOVE_REFUSED" });
  });

  it("cannot lift what cannot be judged, nor a registration", async () => {
    const { world, move } = await judged();
    const version = await opened(world, 2);
    expect(await override(world, version)).toMatchObject({ kind: "refused" });
    world.repository.push("main", { "pedigree.yml": null }, ada);
    expect(await override(world, move)).toMatchObject({ kind: "refused" });
    expect(world.stages().holders).toEqual({ development: [1] });
  });
});
