import { expect, it } from "vitest";
import type { Event } from "../../../core/registry/event.ts";
import { emptyStages } from "../../../core/registry/fold.ts";
import { lastOutAfter, stageLeftBy } from "../../../core/registry/last-out.ts";
import { planMove, planRegistration } from "../../../core/registry/plan.ts";
import { judgement, runOf, stage } from "../../support/events.ts";
import { churn } from "../../support/registry-world.ts";

const NOWHERE = new Map<never, never>();
const production = stage("production");
const archived = [{ version: 1, to: stage("archived") }];

/** Version 1 serves, 2 displaces it, and then leaves by itself. */
function story(): readonly Event[] {
  let stages = emptyStages(churn);
  const events: Event[] = [];
  const land = (plan: { readonly stages: typeof stages; readonly event: Event }) => {
    stages = plan.stages;
    events.push(plan.event);
  };
  for (const version of [1, 2]) {
    const judged = judgement({ version, from: null, to: "development" });
    land(planRegistration({ stages, judgement: judged, run: runOf(version), files: new Map() }));
  }
  const moves = [
    { version: 1, from: "development", to: "production" },
    { version: 2, from: "development", to: "production", displaced: archived },
    { version: 2, from: "production", to: "archived" },
  ];
  for (const move of moves)
    land(planMove({ stages, judgement: judgement(move), requester: null, card: undefined }));
  return events;
}

it("is nobody before anybody left", () => {
  expect(story().slice(0, 2).map(stageLeftBy)).toEqual([undefined, undefined]);
});

it("is who left by a move of its own, never who was displaced", () => {
  const events = story();
  expect(lastOutAfter(NOWHERE, events.slice(0, 4)).get(production)).toBeUndefined();
  expect(lastOutAfter(NOWHERE, events).get(production)).toBe(2);
});

it("is the same told at once or event by event", () => {
  const events = story();
  const stepwise = events.reduce((before, event) => lastOutAfter(before, [event]), lastOutAfter(NOWHERE, []));
  expect(stepwise).toEqual(lastOutAfter(NOWHERE, events));
});
