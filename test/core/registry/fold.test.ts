import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestOf } from "../../../core/canonical.ts";
import { PedigreeError } from "../../../core/errors.ts";
import { commitShaSchema, modelNameSchema } from "../../../core/names.ts";
import type { Account } from "../../../core/people.ts";
import { type Event, eventSchema, type Note } from "../../../core/registry/event.ts";
import { applyEvent, emptyStages, fold, standingOf } from "../../../core/registry/fold.ts";
import { planMove, planRegistration } from "../../../core/registry/plan.ts";
import { planAnnotation, planObservation } from "../../../core/registry/plan-note.ts";
import { type Stages, stagesSchema } from "../../../core/registry/stages.ts";
import { judgement, runOf, stage } from "../../support/events.ts";
import { law } from "../../support/law.ts";
import { churn } from "../../support/registry-world.ts";
import { withCode } from "../../support/with-code.ts";

const ANN: Account = { id: 5, login: "ann", bot: false };
const COMMIT = commitShaSchema.parse("d".repeat(40));
const MOMENT = { at: "2026-01-31T12:00:00Z", tip: COMMIT };
const SAID = { comment: 7, at: "2026-01-31T11:59:00Z" };

const STAGES = ["development", "staging", "production", "archived"];

/** A history of registrations and moves; production is held by one, who displaces the other. */
const histories = fc
  .array(
    fc.record({
      pick: fc.nat(),
      to: fc.constantFrom(...STAGES),
      does: fc.constantFrom(
        "register",
        "move",
        "rollback",
        "override",
        "freeze",
        "unfreeze",
        "observe",
        "acknowledge",
      ),
    }),
    { maxLength: 16 },
  )
  .map((steps) =>
    steps.reduce<{ stages: Stages; events: Event[] }>(
      ({ stages, events }, step) => {
        const count = Object.keys(stages.versions).length;
        const plan =
          count === 0 || step.does === "register"
            ? attempt(() => register(stages, count + 1))
            : attempt(() => act(stages, (step.pick % count) + 1, step));
        return plan === undefined
          ? { stages, events }
          : { stages: plan.stages, events: [...events, plan.event] };
      },
      { stages: emptyStages(churn), events: [] },
    ),
  );

/** An impossible event is no part of a history. */
function attempt(plan: () => { stages: Stages; event: Event } | undefined) {
  try {
    return plan();
  } catch (error) {
    if (error instanceof PedigreeError && error.code === "REGISTRY_INCONSISTENT") return undefined;
    throw error;
  }
}

function act(stages: Stages, version: number, { does, to }: { does: string; to: string }) {
  if (does === "observe") {
    const commits = [{ commit: COMMIT, author: ANN, paths: ["models/churn/stages.json"], morePaths: 0 }];
    return planObservation(stages, { base: null, commits, restore: new Map() }, MOMENT);
  }
  if (does === "freeze") return annotate(stages, "frozen");
  if (does === "unfreeze") return annotate(stages, "unfrozen");
  if (does === "acknowledge") return annotate(stages, "acknowledged");
  return move(stages, version, to, { rollback: does === "rollback", override: does === "override" });
}

function annotate(stages: Stages, note: Note) {
  return planAnnotation(stages, { note, by: ANN, reason: "a good reason", pull: 1, said: SAID }, MOMENT);
}

function register(stages: Stages, version: number) {
  const judged = judgement({ version, from: null, to: "development" });
  return planRegistration({ stages, judgement: judged, run: runOf(version), files: new Map() });
}

function move(stages: Stages, version: number, to: string, { rollback = false, override = false } = {}) {
  const from = standingOf(stages, version)?.stage ?? null;
  if (from === to) return undefined;
  const holders = to === "production" ? (stages.holders[stage(to)] ?? []) : [];
  const displaced = holders.map((holder) => ({ version: holder, to: stage("archived") }));
  const judged = judgement({ version, from, to, displaced, rollback, allowed: !override });
  const insists = override ? { by: ANN, reason: "a good reason" } : undefined;
  return planMove({ stages, judgement: judged, requester: null, card: undefined, override: insists });
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

  it("lets no version enter a stage while ungoverned, nor while frozen but by rollback or override", () => {
    law(histories, ({ events }) => {
      let stages = emptyStages(churn);
      for (const event of events) {
        if (event.kind === "moved" || event.kind === "registered" || event.kind === "overridden") {
          expect(stages.ungoverned).toBeUndefined();
          const passes = event.kind === "overridden" || event.decision.move.kind === "rollback";
          if (!passes) expect(stages.frozen).toBeUndefined();
        }
        stages = applyEvent(stages, event);
      }
    });
  });

  it("takes what the decision allowed for a move, and what it refused for an override alone", () => {
    law(histories, ({ events }) => {
      for (const event of events) {
        if ("decision" in event) expect(event.decision.allowed).toBe(event.kind !== "overridden");
      }
    });
    const { stages } = register(emptyStages(churn), 1);
    const allowed = judgement({ version: 1, from: "development", to: "staging" });
    const override = { by: ANN, reason: "a good reason" };
    expect(() =>
      planMove({ stages, judgement: allowed, requester: null, card: undefined, override }),
    ).toThrow(withCode("REGISTRY_INCONSISTENT"));
  });

  it("lets a model be frozen again: what was said last stands, in whichever order it was heard", () => {
    const said = (second: number) => ({ comment: second, at: `2026-01-31T11:59:0${second}Z` });
    const freeze = (stages: Stages, second: number) =>
      planAnnotation(
        stages,
        { note: "frozen", by: ANN, reason: `reason ${second}`, pull: 1, said: said(second) },
        MOMENT,
      );
    const first = freeze(emptyStages(churn), 1);
    expect(freeze(first.stages, 2).stages.frozen).toMatchObject({ reason: "reason 2", said: said(2) });
    const newer = freeze(emptyStages(churn), 2);
    const late = freeze(newer.stages, 1);
    expect(late.stages.frozen).toEqual(newer.stages.frozen);
    expect(late.stages.sequence).toBe(2);
  });

  it("reads a freeze of before comments were told, and lets a later one replace it", () => {
    const { said: _, ...event } = annotate(emptyStages(churn), "frozen").event;
    const stages = fold(churn, [eventSchema.parse(event)]);
    expect(stages.frozen).toEqual({ by: ANN, reason: "a good reason", since: MOMENT.at });
    expect(annotate(stages, "frozen").stages.frozen).toMatchObject({ said: SAID });
  });

  it("remembers as former only who held a stage and does not any more", () => {
    law(histories, ({ stages }) => {
      for (const [name, former] of Object.entries(stages.former ?? {})) {
        const present = stages.holders[stage(name)] ?? [];
        expect(former.filter((version) => present.includes(version))).toEqual([]);
        expect(new Set(former).size).toBe(former.length);
      }
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
