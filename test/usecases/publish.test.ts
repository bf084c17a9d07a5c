import { describe, expect, it } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import { decide } from "../../core/policy/decide.ts";
import { parseCheckKey } from "../../core/registry/check-key.ts";
import { readPull } from "../../usecases/facts-question.ts";
import { publishDecision, publishOrigin, publishShut } from "../../usecases/publish.ts";
import { facts, policy } from "../support/facts.ts";
import { opened } from "../support/registry-play.ts";
import { ada, RegistryWorld } from "../support/registry-world.ts";

const allowed = decide(policy(), facts());
const waiting = decide(policy({ approvals: { count: 1, from: [{ team: "acme/ml-leads" }] } }), facts());
const refused = decide(policy({ metrics: ["candidate.auc >= 2"] }), facts());

async function open() {
  const world = new RegistryWorld();
  const pull = await world.pulls.get(await opened(world, 1));
  const judged = async () => ({ pull, reads: await readPull(world.ports, pull) });
  return { world, pull, judged, verdict: () => world.checks.verdictOn(pull.head) };
}

describe("a decision", () => {
  it.each([
    ["an allowed one", allowed, "success"],
    ["one that waits for people", waiting, "waiting"],
    ["one that fails", refused, "failure"],
  ] as const)("is shown on the judged commit: %s", async (_, decision, outcome) => {
    const { world, judged, verdict, pull } = await open();
    expect(await publishDecision(world.ports, { ...(await judged()), decision, facts: {} })).toBe(true);
    expect(verdict()).toMatchObject({ head: pull.head, outcome });
    // Names stand in code spans within the title.
    const words = verdict()?.summary.replaceAll("`", "");
    for (const { title } of decision.requirements) expect(words).toContain(title);
  });

  it("is written once as long as it says the same, and again as soon as it says something else", async () => {
    const { world, judged } = await open();
    const publish = async (decision: typeof allowed) =>
      publishDecision(world.ports, { ...(await judged()), decision, facts: {} });
    expect([await publish(waiting), await publish(waiting)]).toEqual([true, false]);
    expect([await publish(allowed), await publish(waiting)]).toEqual([true, true]);
  });

  it("stays in the one check that remembers whose the commit is", async () => {
    const { world, pull, judged, verdict } = await open();
    const { origin } = parseCheckKey(verdict()?.key);
    expect(origin?.kind).toBe("version");
    for (const decision of [waiting, allowed]) {
      await publishDecision(world.ports, { ...(await judged()), decision, facts: {} });
      expect(parseCheckKey(verdict()?.key).origin).toEqual(origin);
    }
    expect([...world.checks.verdicts.values()].filter(({ head }) => head === pull.head)).toHaveLength(1);
  });

  it("is not written where the present check cannot be read", async () => {
    const { world, judged, verdict } = await open();
    const before = verdict();
    const { pull, reads } = await judged();
    const blind = { pull, reads: { ...reads, checks: { known: false, reason: "lost page" } as const } };
    expect(await publishDecision(world.ports, { ...blind, decision: allowed, facts: {} })).toBe(false);
    expect(verdict()).toEqual(before);
  });
});

describe("a gate that cannot be judged", () => {
  it("fails with the reason and its code, once", async () => {
    const { world, judged, verdict } = await open();
    const error = new PedigreeError("POLICY_INVALID", "the policy is wrong", { path: "stages[1]" });
    expect(await publishShut(world.ports, { ...(await judged()), error })).toBe(true);
    expect(verdict()?.outcome).toBe("failure");
    expect(verdict()?.summary).toContain("stages[1]");
    expect(verdict()?.summary).toContain("POLICY_INVALID");
    expect(await publishShut(world.ports, { ...(await judged()), error })).toBe(false);
    const other = new PedigreeError("POLICY_INVALID", "the policy is wrong", { path: "stages[2]" });
    expect(await publishShut(world.ports, { ...(await judged()), error: other })).toBe(true);
  });
});

it("an origin is remembered before anything is judged, and allows nothing", async () => {
  const { world, pull, verdict } = await open();
  const origin = { kind: "move", pull: pull.number, requester: ada } as const;
  await publishOrigin(world.ports, pull.head, origin);
  expect(verdict()?.outcome).toBe("waiting");
  expect(parseCheckKey(verdict()?.key)).toEqual({ origin, verdict: null, shownSince: null });
});
