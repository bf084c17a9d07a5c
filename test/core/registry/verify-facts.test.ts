import { describe, expect, it } from "vitest";
import type { CardFacts } from "../../../core/card/card-facts.ts";
import { PedigreeError } from "../../../core/errors.ts";
import { commitShaSchema, sha256Schema } from "../../../core/names.ts";
import { checkFacts } from "../../../core/registry/verify-facts.ts";
import type { Version } from "../../../core/registry/version.ts";
import type { Run } from "../../../core/run/run.ts";
import { buildRun } from "../../support/build-run.ts";
import { cardSubject, completed, filledCard, judged } from "../../support/card-subject.ts";
import { facts, HEAD } from "../../support/facts.ts";

const SUBJECT = cardSubject();
const TEXT = completed(filledCard(SUBJECT));
const GOOD = judged(TEXT, SUBJECT);
const STALE = judged(TEXT.replace("| `auc` | 0.91 |", "| `auc` | 0.99 |"), SUBJECT);
const WRONG = judged(TEXT.replace("value: 0.91", "value: 0.99"), SUBJECT);
const PLACE = { commit: commitShaSchema.parse(HEAD), file: "models/churn/log/000003-moved.json" };
const NOTHING = {
  stages: undefined,
  owners: undefined,
  candidate: undefined,
  holder: undefined,
  predecessor: undefined,
  card: undefined,
  cardFacts: undefined,
};

/** Findings where `recorded` was written and `again` is found. */
function check(recorded: CardFacts, again: CardFacts | PedigreeError | undefined) {
  const written = facts({ card: { known: true, value: recorded } });
  return checkFacts(written, { ...NOTHING, cardFacts: again }, PLACE).map(({ code, path }) => [code, path]);
}

/** As a release finds it that fills blocks in other words. */
function inOtherWords(card: CardFacts): CardFacts {
  const { evidence } = card;
  if (evidence === undefined) throw new Error("not compared");
  return { ...card, evidence: { ...evidence, filled: sha256Schema.parse("f".repeat(64)) } };
}

describe("the card's facts", () => {
  it("are in order when the same is found again", () => {
    expect(check(GOOD, GOOD)).toEqual([]);
    expect(check(STALE, STALE)).toEqual([]);
  });

  it.each([
    ["a contradiction left out", { ...GOOD, digest: WRONG.digest }, WRONG],
    ["a stale block left out", { ...GOOD, digest: STALE.digest }, STALE],
    ["a contradiction invented", { ...WRONG, digest: GOOD.digest }, GOOD],
  ])("that have %s are a finding", (_, recorded, again) => {
    expect(check(recorded, again)).toEqual([
      ["facts", expect.stringMatching(/^facts\.card\.evidence\.findings/)],
    ]);
  });

  it("that call a gap complete are a finding", () => {
    const sections = GOOD.sections.map((section, at) => (at === 0 ? { ...section, words: 999 } : section));
    expect(check({ ...GOOD, sections }, GOOD)).toEqual([["facts", "facts.card.sections[0].words"]]);
  });

  it("of other rules are no measure of anything, and that is a finding too", () => {
    const evidence = { ...(GOOD.evidence ?? WRONG.evidence), rules: 7 } as NonNullable<CardFacts["evidence"]>;
    expect(check({ ...GOOD, evidence }, GOOD)).toEqual([["facts", "facts.card.evidence.rules"]]);
  });

  it("are compared without the blocks where a release fills them in other words", () => {
    expect(check(GOOD, inOtherWords({ ...STALE, digest: GOOD.digest }))).toEqual([]);
    expect(check({ ...GOOD, digest: WRONG.digest }, inOtherWords(WRONG))).toHaveLength(1);
  });

  it("from before cards were compared are known by the digest alone", () => {
    const { evidence: _, ...old } = GOOD;
    expect(check(old, WRONG)).toEqual([]);
    expect(check(GOOD, undefined)).toEqual([]);
  });

  it("that rest on a template nobody can use are a finding", () => {
    expect(check(GOOD, new PedigreeError("TEMPLATE_INVALID", "x"))).toEqual([["facts", null]]);
  });
});

describe("the baseline", () => {
  const run = buildRun({ metrics: { auc: 0.9 } });
  const found = (baseline: Version["baseline"], recorded: ReturnType<typeof facts>["baseline"]) => {
    const { baseline: _, ...rest } = SUBJECT.version;
    const version = baseline === undefined ? rest : { ...rest, baseline };
    const known = { ...NOTHING, candidate: { version, run } };
    const written = facts({
      baseline: recorded,
      trainer: version.provenance.actor,
      candidate: { known: true, value: { version: version.version, metrics: { auc: 0.9 } } },
    });
    return checkFacts(written, known, PLACE).map(({ path }) => path);
  };
  const told = (auc: number) => ({ known: true, value: { version: null, metrics: { auc } } }) as const;
  const kept = { run: run.id, metrics: { auc: 0.8 } };

  it("is the one of the version's record, and none where it tells of none", () => {
    expect(found(kept, told(0.8))).toEqual([]);
    expect(found(null, { known: true, value: null })).toEqual([]);
    expect(found(undefined, { known: true, value: null })).toEqual([]);
    expect(found(undefined, { known: false, reason: "not told" })).toEqual([]);
  });

  it.each([
    ["other results", kept, told(0.1)],
    ["none where there is one", kept, { known: true, value: null } as const],
    ["one where there is none", null, told(0.1)],
    ["one where none is told", undefined, told(0.1)],
  ])("is a finding when it is %s", (_, baseline, recorded) => {
    expect(found(baseline, recorded)).toEqual([expect.stringMatching(/^facts\.baseline/)]);
  });
});

describe("whom an emptied stage's newcomer was compared with", () => {
  const run = buildRun({ metrics: { auc: 0.9 } });
  const recorded = (version: number, auc: number) =>
    facts({ predecessor: { known: true, value: { version, metrics: { auc } } } });
  const found = (written: ReturnType<typeof facts>, predecessor: { version: number; run: Run } | null) =>
    checkFacts(written, { ...NOTHING, predecessor }, PLACE).map(({ path }) => path);

  it("is whom the log says", () => {
    expect(found(recorded(1, 0.9), { version: 1, run })).toEqual([]);
  });

  it.each<[string, number, number, { version: number; run: Run } | null]>([
    ["another version", 2, 0.9, { version: 1, run }],
    ["other results", 1, 0.1, { version: 1, run }],
    ["somebody where nobody ever stood", 1, 0.9, null],
  ])("is a finding when it is %s", (_, version, auc, known) => {
    expect(found(recorded(version, auc), known)).toEqual([expect.stringMatching(/^facts\.predecessor/)]);
  });
});
