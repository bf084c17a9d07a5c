import { describe, expect, it } from "vitest";
import type { CardFacts } from "../../../core/card/card-facts.ts";
import { PedigreeError } from "../../../core/errors.ts";
import { commitShaSchema, sha256Schema } from "../../../core/names.ts";
import type { AttestationFacts } from "../../../core/policy/attestation-facts.ts";
import { dataInputs, dataReadSince } from "../../../core/registry/run-data.ts";
import { type Stages, stagesSchema } from "../../../core/registry/stages.ts";
import { checkFacts, type KnownByRegistry } from "../../../core/registry/verify-facts.ts";
import type { Version } from "../../../core/registry/version.ts";
import type { Run } from "../../../core/run/run.ts";
import { buildRun } from "../../support/build-run.ts";
import { cardSubject, completed, filledCard, judged } from "../../support/card-subject.ts";
import { facts, HEAD, person } from "../../support/facts.ts";

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

const SINCE = "2026-01-01T12:00:00Z";
const FROZEN = { by: person(12, "grace"), reason: "waiting for the audit", since: SINCE };
const STAGES: Stages = stagesSchema.parse({
  schemaVersion: 1,
  kind: "stages",
  model: "churn",
  sequence: 4,
  last: null,
  versions: { "2": { stage: "staging", since: SINCE, run: "a".repeat(32), pull: 1 } },
  holders: { staging: [2], production: [1] },
  former: { production: [3, 1] },
  frozen: FROZEN,
});
const { repository, workflow, branch, commit, artifact } = SUBJECT.version.provenance;
const TRAINED = { repository, workflow, branch, commit };
const ATTESTED: AttestationFacts = {
  root: sha256Schema.parse("4".repeat(64)),
  trained: TRAINED,
  artifact: artifact.digest,
  files: [],
  bundles: [],
};
const LOCAL = { zone: "Europe/Berlin", date: "2026-01-02", time: "13:00", weekday: "fri" } as const;
const ANCESTRY = [{ name: "churn@1", training: "known" as const }];
const OLDER_RUN = buildRun({ metrics: { auc: 0.8 } });
const KNOWN: KnownByRegistry = {
  stages: STAGES,
  owners: [{ user: "mary" }],
  candidate: { version: SUBJECT.version, run: SUBJECT.run },
  ancestry: ANCESTRY,
  local: [LOCAL],
  attestations: ATTESTED,
  holder: { version: 1, run: OLDER_RUN },
  predecessor: { version: 3, run: OLDER_RUN },
  card: TEXT,
  cardFacts: undefined,
};
const metrics = (version: number, auc: number) => ({ known: true, value: { version, metrics: { auc } } });
const TRAINING = { repository: repository.fullName, commit, checks: { known: true, value: [] } };
const [INPUT] = dataInputs(SUBJECT.run);
/** What an honest event of that landing records, all that the policy can ask about. */
const RECORDED = {
  move: { model: "churn", version: 2, from: "staging", to: "production", kind: "rollback" },
  holders: STAGES.holders,
  former: [3, 1],
  halt: { frozen: FROZEN },
  owners: [{ user: "mary" }],
  trainer: SUBJECT.version.provenance.actor,
  candidate: metrics(2, 0.91),
  holder: metrics(1, 0.8),
  predecessor: metrics(3, 0.8),
  since: SINCE,
  training: TRAINING,
  data: { known: true, value: dataInputs(SUBJECT.run) },
  dataReadSince: dataReadSince(SUBJECT.version, SUBJECT.run),
  ancestry: ANCESTRY,
  local: [LOCAL],
  attestations: { known: true, value: ATTESTED },
  card: { known: true, value: GOOD },
};

describe("what the registry knows of a landing", () => {
  const found = (part: Record<string, unknown>, known: Partial<KnownByRegistry> = {}) =>
    checkFacts(facts({ ...RECORDED, ...part }), { ...KNOWN, ...known }, PLACE);

  it("agrees with an honest event", () => {
    expect(found({})).toEqual([]);
  });

  it.each<[keyof typeof RECORDED, unknown]>([
    ["holders", { ...STAGES.holders, archived: [9] }],
    ["holders", { staging: [2] }],
    ["former", [1]],
    ["halt", { frozen: { ...FROZEN, reason: "a whim" } }],
    ["halt", undefined],
    ["owners", [{ user: "eve" }]],
    ["owners", []],
    ["trainer", person(14, "eve")],
    ["candidate", metrics(2, 0.99)],
    ["candidate", metrics(3, 0.91)],
    ["holder", metrics(1, 0.1)],
    ["holder", { known: true, value: null }],
    ["predecessor", metrics(3, 0.1)],
    ["since", "2020-01-01T00:00:00Z"],
    ["since", null],
    ["training", { ...TRAINING, repository: "acme/other" }],
    ["training", { ...TRAINING, commit: HEAD }],
    ["data", { known: true, value: [{ ...INPUT, name: "data/other.csv" }] }],
    ["data", { known: true, value: [{ ...INPUT, strength: "B" }] }],
    ["dataReadSince", "2026-12-31T00:00:00Z"],
    ["local", [{ ...LOCAL, weekday: "thu" }]],
    ["local", [{ ...LOCAL, time: "12:59" }]],
    ["ancestry", []],
    ["ancestry", undefined],
    ["ancestry", [{ name: "churn@1", training: "not-registered" }]],
    ["attestations", { known: true, value: { ...ATTESTED, root: null } }],
    ["card", { known: true, value: { ...GOOD, digest: "f".repeat(64) } }],
  ])("contradicts an event that records another %s: %j", (field, forged) => {
    const findings = found({ [field]: forged });
    expect(findings).toMatchObject([{ code: "facts", commit: PLACE.commit, file: PLACE.file }]);
    expect(findings[0]?.path).toMatch(new RegExp(`^facts\\.${field}\\b`));
  });

  it("holds against an event that nobody was displaced, or that a model is free", () => {
    expect(found({}, { holder: null })).toMatchObject([{ path: "facts.holder" }]);
    const { frozen: _, ...free } = STAGES;
    expect(found({}, { stages: free })).toMatchObject([{ path: "facts.halt" }]);
  });

  it.each(["former", "predecessor", "since", "training", "data", "dataReadSince", "attestations"])(
    "is not asked of an event from before %s was recorded",
    (field) => {
      expect(found({ [field]: undefined })).toEqual([]);
    },
  );

  it("holds against an event that a run said what it was made from, and asks no event from before that counted", () => {
    expect(found({}, { ancestry: null })).toMatchObject([{ path: "facts.ancestry" }]);
    const { evidence, ...card } = GOOD;
    const older = {
      known: true,
      value: { ...card, ...(evidence && { evidence: { ...evidence, rules: 2 } }) },
    };
    expect(found({ ancestry: undefined, card: older })).toEqual([]);
  });

  const error = new PedigreeError("SCHEMA_MISMATCH", "no such form", { path: "x", found: "y" });

  it.each<[Partial<KnownByRegistry>, string, string]>([
    [{ owners: error }, "unreadable", "models/churn/model.yml"],
    [{ card: error }, "unreadable", "models/churn/versions/2/card.md"],
    [{ attestations: error }, "facts", PLACE.file],
  ])("is a finding where it cannot be read any more: %#", (known, code, file) => {
    expect(found({}, known)).toMatchObject([{ code, file, commit: PLACE.commit, found: "y" }]);
  });

  it("is no finding where the event says that the card could not be read", () => {
    expect(found({ card: { known: false, reason: "no UTF-8" } }, { card: error })).toEqual([]);
  });
});

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
