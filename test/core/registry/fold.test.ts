import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestOf } from "../../../core/canonical.ts";
import { modelNameSchema } from "../../../core/names.ts";
import { type Event, eventSchema } from "../../../core/registry/event.ts";
import { applyEvent, emptyStages, fold, standingOf } from "../../../core/registry/fold.ts";
import { planMove, planRegistration } from "../../../core/registry/plan.ts";
import { type Stages, stagesSchema } from "../../../core/registry/stages.ts";
import { judgement, runOf, stage } from "../../support/events.ts";
import { law } from "../../support/law.ts";
import { churn } from "../../support/registry-world.ts";
import { withCode } from "../../support/with-code.ts";

const STAGES = ["development", "staging", "production", "archived"];

/** A history of registrations and moves; production is held by one, who displaces the other. */
const histories = fc
  .array(fc.record({ pick: fc.nat(), to: fc.constantFrom(...STAGES), registers: fc.boolean() }), {
    maxLength: 12,
  })
  .map((steps) =>
    steps.reduce<{ stages: Stages; events: Event[] }>(
      ({ stages, events }, step) => {
        const count = Object.keys(stages.versions).length;
        const plan =
          count === 0 || step.registers
            ? register(stages, count + 1)
            : move(stages, (step.pick % count) + 1, step.to);
        return plan === undefined
          ? { stages, events }
          : { stages: plan.stages, events: [...events, plan.event] };
      },
      { stages: emptyStages(churn), events: [] },
    ),
  );

function register(stages: Stages, version: number) {
  const judged = judgement({ version, from: null, to: "development" });
  return planRegistration({ stages, judgement: judged, run: runOf(version), files: new Map() });
}

function move(stages: Stages, version: number, to: string) {
  const from = standingOf(stages, version)?.stage ?? null;
  if (from === to) return undefined;
  const holders = to === "production" ? (stages.holders[stage(to)] ?? []) : [];
  const displaced = holders.map((holder) => ({ version: holder, to: stage("archived") }));
  const judged = judgement({ version, from, to, displaced });
  return planMove({ stages, judgement: judged, requester: null, card: undefined });
}

function history() {
  const first = register(emptyStages(churn), 1);
  const second = register(first.stages, 2);
  const third = move(second.stages, 1, "production");
  const fourth = third === undefined ? undefined : move(third.stages, 2, "production");
  if (third === undefined || fourth === undefined) throw new Error("no move");
  return { stages: fourth.stages, events: [first.event, second.event, third.event, fourth.event] };
}

describe("fold", () => {
  it("is what applying the events one by one gives", () => {
    law(histories, ({ stages, events }) => expect(fold(churn, events)).toEqual(stages));
  });

  it("writes events and stages that their schemas read back", () => {
    law(histories, ({ stages, events }) => {
      expect(stagesSchema.parse(stages)).toEqual(stages);
      for (const event of events) expect(eventSchema.parse(event)).toEqual(event);
    });
  });

  it("puts every version into exactly one stage, and one at most into production", () => {
    law(histories, ({ stages }) => {
      const held = Object.values(stages.holders).flat();
      expect(held.toSorted((a, b) => a - b)).toEqual(Object.keys(stages.versions).map(Number));
      expect((stages.holders[stage("production")] ?? []).length).toBeLessThan(2);
    });
  });

  it("chains the events", () => {
    const { stages, events } = history();
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(events[3]?.previous).toBe(digestOf(events[2]));
    expect(stages.last).toBe(digestOf(events[3]));
    expect(stages.holders).toEqual({ archived: [1], production: [2] });
  });

  it("notices any event that is missing, repeated, out of order or changed", () => {
    const { events } = history();
    for (const wrong of [
      events.slice(1),
      events.filter((_, index) => index !== 1),
      [...events, ...events.slice(-1)],
      events.toReversed(),
      events.map((event, index) => (index === 1 ? { ...event, at: "2020-01-01T00:00:00Z" } : event)),
    ]) {
      expect(() => fold(churn, wrong)).toThrow(withCode("REGISTRY_INCONSISTENT"));
    }
  });

  it.each([
    ["a version that is not there", { version: 9, from: "development", to: "staging" }],
    ["another stage than the version stands in", { version: 1, from: "staging", to: "production" }],
    ["no other stage", { version: 1, from: "development", to: "development" }],
    ["a decision that did not allow it", { version: 1, from: "development", to: "staging", allowed: false }],
    [
      "displacing a version that does not hold the stage",
      {
        version: 1,
        from: "development",
        to: "production",
        displaced: [{ version: 2, to: stage("archived") }],
      },
    ],
    [
      "displacing itself",
      {
        version: 1,
        from: "development",
        to: "production",
        displaced: [{ version: 1, to: stage("archived") }],
      },
    ],
  ])("refuses a move with %s", (_, judged) => {
    const stages = register(register(emptyStages(churn), 1).stages, 2).stages;
    expect(() =>
      planMove({ stages, judgement: judgement(judged), requester: null, card: undefined }),
    ).toThrow(withCode("REGISTRY_INCONSISTENT"));
  });

  it("notices a number that was skipped, also where the chain of digests holds", () => {
    const [first, second] = history().events;
    if (first === undefined || second === undefined) throw new Error("no events");
    const skipped = { ...second, sequence: second.sequence + 1 };
    expect(() => fold(churn, [first, skipped])).toThrow(withCode("REGISTRY_INCONSISTENT"));
  });

  it.each([
    ["twice", ["archived", "development"]],
    ["into the stage that it has to leave", ["production"]],
  ])("refuses to displace a holder %s", (_, targets) => {
    const two = register(register(emptyStages(churn), 1).stages, 2).stages;
    const held = move(two, 1, "production");
    if (held === undefined) throw new Error("no move");
    const displaced = targets.map((to) => ({ version: 1, to: stage(to) }));
    const judged = judgement({ version: 2, from: "development", to: "production", displaced });
    const plan = { stages: held.stages, judgement: judged, requester: null, card: undefined };
    expect(() => planMove(plan)).toThrow(withCode("REGISTRY_INCONSISTENT"));
  });

  it("refuses to register a version twice, and an event of another model", () => {
    const { stages, event } = register(emptyStages(churn), 1);
    expect(() => register(stages, 1)).toThrow(withCode("REGISTRY_INCONSISTENT"));
    const foreign: Event = { ...event, model: modelNameSchema.parse("fraud") };
    expect(() => applyEvent(emptyStages(churn), foreign)).toThrow(withCode("REGISTRY_INCONSISTENT"));
  });
});
