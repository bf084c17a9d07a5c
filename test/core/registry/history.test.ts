import { expect, it } from "vitest";
import { digestOf } from "../../../core/canonical.ts";
import { commitShaSchema } from "../../../core/names.ts";
import { resultOf } from "../../../core/policy/requirement.ts";
import type { Event } from "../../../core/registry/event.ts";
import { emptyStages, fold } from "../../../core/registry/fold.ts";
import { historyOf, standingsAt, touchingStage } from "../../../core/registry/history.ts";
import { parseMoment } from "../../../core/registry/moment.ts";
import { planMove, planRegistration } from "../../../core/registry/plan.ts";
import { type JudgedMove, judgement, runOf } from "../../support/events.ts";
import { churn } from "../../support/registry-world.ts";

/** Versions 1 and 2 enter, 1 serves on the 2nd, 2 takes over on the 4th. */
const log = (() => {
  const events: Event[] = [];
  const stages = () => (events.length === 0 ? emptyStages(churn) : fold(churn, events));
  const judged = (move: JudgedMove, day: number) => {
    const { facts, ...rest } = judgement(move);
    return { ...rest, facts: { ...facts, at: `2026-06-0${day}T12:00:00Z` } };
  };
  const enter = (version: number, day: number) =>
    planRegistration({
      stages: stages(),
      judgement: judged({ version, from: null, to: "development" }, day),
      run: runOf(version),
      files: new Map(),
    }).event;
  const move = (judgedMove: JudgedMove, day: number) =>
    planMove({ stages: stages(), judgement: judged(judgedMove, day), requester: null, card: undefined })
      .event;
  events.push(enter(1, 1));
  events.push(move({ version: 1, from: "development", to: "production" }, 2));
  events.push(enter(2, 3));
  const displaced = [{ version: 1, to: stagesArchived() }];
  events.push(move({ version: 2, from: "development", to: "production", displaced }, 4));
  return events.map((event, at) => ({ event, commit: commitShaSchema.parse(String(at).repeat(40)) }));
})();

function stagesArchived() {
  return judgement({ version: 1, from: null, to: "archived" }).decision.move.to;
}

it("tells every change of every version, a displaced holder too", () => {
  expect(historyOf(log).map(({ version, change, from, to }) => [version, change, from, to])).toEqual([
    [1, "registered", null, "development"],
    [1, "moved", "development", "production"],
    [2, "registered", null, "development"],
    [2, "moved", "development", "production"],
    [1, "displaced", "production", "archived"],
  ]);
});

it("names event, digest and commit of each", () => {
  const [, moved] = historyOf(log);
  expect(moved?.event.file).toBe("models/churn/log/000002-moved.json");
  expect(moved?.event.commit).toBe("1".repeat(40));
  expect(moved?.event.digest).toBe(log[2]?.event.previous);
});

it.each([
  ["2026-05-31", []],
  ["2026-06-01", [[1, "development"]]],
  ["2026-06-02T11:59:59Z", [[1, "development"]]],
  ["2026-06-02T12:00:00Z", [[1, "production"]]],
  [
    "2026-06-03",
    [
      [1, "production"],
      [2, "development"],
    ],
  ],
  [
    "2026-06-04",
    [
      [1, "archived"],
      [2, "production"],
    ],
  ],
])("knows who stood where on %s", (at, expected) => {
  const standings = standingsAt(log, parseMoment(at, "--at"));
  expect(standings.map(({ version, stage }) => [version, stage])).toEqual(expected);
});

it("at the end agrees with the fold", () => {
  const { versions } = fold(
    churn,
    log.map(({ event }) => event),
  );
  const standings = standingsAt(log, parseMoment("2030-01-01", "--at"));
  expect(standings.map(({ version, stage, run }) => [String(version), stage, run])).toEqual(
    Object.entries(versions).map(([version, { stage, run }]) => [version, stage, run]),
  );
});

it("filters by a stage that is entered or left", () => {
  expect(touchingStage(historyOf(log), "production").map(({ version, to }) => [version, to])).toEqual([
    [1, "production"],
    [2, "production"],
    [1, "archived"],
  ]);
});

it("names the bundles that a version was let in on, each once", () => {
  const [first] = log;
  if (first?.event.kind !== "registered") throw new Error("the log begins with another event");
  const bundle = { kind: "attestation" as const, path: "evidence/slsa.sigstore.json", digest: digestOf("x") };
  const signed = resultOf({
    kind: "attestation",
    status: "passed",
    title: "attestation",
    expected: "a signature",
    found: "one",
    evidence: [bundle],
  });
  const whole = resultOf({ ...signed, kind: "all", children: [signed] });
  const decision = { ...first.event.decision, requirements: [whole] };
  const [entry] = historyOf([{ ...first, event: { ...first.event, decision } }]);
  expect(entry?.attestations).toEqual([bundle]);
});
