import { describe, expect, it } from "vitest";
import { emptyStages } from "../../../core/registry/fold.ts";
import { formerHolders } from "../../../core/registry/former.ts";
import { planMove, planRegistration } from "../../../core/registry/plan.ts";
import type { Stages } from "../../../core/registry/stages.ts";
import { judgement, runOf, stage } from "../../support/events.ts";
import { churn } from "../../support/registry-world.ts";

const production = stage("production");

/** A model with so many versions in development. */
function model(count: number): Stages {
  let stages = emptyStages(churn);
  for (let version = 1; version <= count; version += 1) {
    const judged = judgement({ version, from: null, to: "development" });
    stages = planRegistration({ stages, judgement: judged, run: runOf(version), files: new Map() }).stages;
  }
  return stages;
}

function move(stages: Stages, version: number, { to = "production", rollback = false } = {}): Stages {
  const from = stages.versions[String(version)]?.stage ?? "development";
  const holders = to === "production" ? (stages.holders[production] ?? []) : [];
  const displaced = holders.map((holder) => ({ version: holder, to: stage("archived") }));
  const judged = judgement({ version, from, to, displaced, rollback });
  return planMove({ stages, judgement: judged, requester: null, card: undefined }).stages;
}

describe("former holders", () => {
  it("are those who were displaced, the last one first", () => {
    const stages = move(move(move(model(3), 1), 2), 3);
    expect(formerHolders(stages, production)).toEqual([2, 1]);
    expect(stages.former).toEqual({ production: [1, 2] });
  });

  it("are none where nobody was displaced", () => {
    expect(move(model(1), 1).former).toBeUndefined();
    expect(formerHolders(model(1), production)).toEqual([]);
  });

  it("leave out a version that a rollback took away, so that a second one goes further back", () => {
    const back = move(move(move(move(model(3), 1), 2), 3), 2, { rollback: true });
    expect(formerHolders(back, production)).toEqual([1]);
    expect(move(back, 1, { rollback: true }).former).toBeUndefined();
  });

  it("leave out a version that people moved away, but not those before it", () => {
    const stages = move(move(move(model(2), 1), 2), 2, { to: "archived" });
    expect(formerHolders(stages, production)).toEqual([1]);
  });

  it("count again after another promotion", () => {
    const stages = move(move(move(move(model(2), 1), 2), 1, { rollback: true }), 2);
    expect(formerHolders(stages, production)).toEqual([1]);
  });
});
