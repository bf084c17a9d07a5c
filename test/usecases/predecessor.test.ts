import { describe, expect, it } from "vitest";
import { type CommitSha, stageNameSchema } from "../../core/names.ts";
import { formatPath } from "../../core/registry/layout.ts";
import { answerComment } from "../../usecases/answer-comment.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import type { RegistryPorts } from "../../usecases/ports.ts";
import { findPredecessor, MAX_MOVES_LOOKED_THROUGH } from "../../usecases/predecessor.ts";
import { readModel, readRegistry } from "../../usecases/read-registry.ts";
import { asked, promoted, registered, written } from "../support/registry-play.ts";
import { churn, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

const COMPARED = POLICY.replace("candidate.auc >= 0.8", "candidate.auc >= holder.auc").replace(
  "access:",
  "access:\n  override: [{ user: mary }]",
);

const pathOf = (sequence: number) => formatPath({ kind: "event", model: churn, sequence, event: "moved" });

/** Version 1 has entered production and left it again, and 2 is asked for. */
async function emptied() {
  const world = new RegistryWorld(COMPARED);
  const home = await registered(world, 1, { auc: 0.95 });
  await promoted(world, home, [grace, mary]);
  await evaluatePull(world.ports, await asked(world, home, { body: "/archive" }));
  const move = await asked(world, await registered(world, 2, { auc: 0.5 }));
  return { world, move };
}

/** The same registry, whose log shows so many moves out of development after what was played. */
function longer(world: RegistryWorld, moves: number): RegistryPorts {
  const repository = Object.assign(Object.create(world.repository), {
    tree: async (commit: CommitSha) => {
      const tree = new Map(await world.repository.tree(commit));
      const file = tree.get(pathOf(2));
      if (file !== undefined) for (let at = 0; at < moves; at += 1) tree.set(pathOf(1_000 + at), file);
      return tree;
    },
  });
  return { ...world.ports, repository };
}

async function find(ports: RegistryPorts, stage = "production") {
  const state = await readRegistry(ports);
  const move = { model: churn, version: 2, from: null, to: stageNameSchema.parse(stage) };
  return findPredecessor(ports, { state, model: await readModel(ports, state.tree, churn), move });
}

describe("who stood in an empty stage last", () => {
  it("is found however many moves have landed since, which was 500 once", async () => {
    const { world } = await emptied();
    for (const moves of [0, 9, 10, 501]) {
      expect(await find(longer(world, moves))).toEqual({ known: true, value: 1 });
    }
  });

  it("is nobody where nobody ever stood there, nor where many may", async () => {
    const world = new RegistryWorld(COMPARED);
    await registered(world, 1);
    expect(await find(world.ports)).toEqual({ known: true, value: undefined });
    const { world: left } = await emptied();
    expect(await find(left.ports, "archived")).toEqual({ known: true, value: undefined });
  });

  it("is not known where the log is longer than anybody looks through: an override lets the move in", async () => {
    const { world, move } = await emptied();
    const ports = longer(world, MAX_MOVES_LOOKED_THROUGH);
    for (const person of [grace, mary]) world.pulls.review(move, person);
    const outcome = await evaluatePull(ports, move);
    expect(outcome).toMatchObject({ kind: "waiting" });
    if (outcome.kind !== "waiting") return;
    expect(outcome.decision.requirements.find(({ kind }) => kind === "metrics")).toMatchObject({
      status: "unknown",
      remedy: expect.stringContaining("say `/override REASON`"),
    });
    const body = "/override it is the first one in two thousand moves";
    expect(await answerComment(ports, written(world, { pull: move, body, sender: mary }))).toMatchObject({
      kind: "overridden",
    });
  });
});
