import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPolicy } from "../../../core/policy/check-policy.ts";
import { decide } from "../../../core/policy/decide.ts";
import type { WrittenPolicy } from "../../../core/policy/policy.ts";
import { stageFor } from "../../../core/policy/stricter.ts";
import { ALICE, BOB, facts, policy, review } from "../../support/facts.ts";
import { law } from "../../support/law.ts";

type Require = NonNullable<WrittenPolicy["stages"][number]["require"]>;
type Stricter = NonNullable<WrittenPolicy["models"]>[string]["stages"][string]["require"];

const CHECK = { name: "validate", app: "github-actions" };
const LEADS = [{ team: "acme/ml-leads" }];
const models = (require: Stricter, pattern = "churn*") => ({
  models: { [pattern]: { stages: { production: { require } } } },
});
const approvedBy = (...people: { id: number; login: string; bot: boolean }[]) =>
  facts({ reviews: { known: true, value: people.map((user) => review({ user })) } });

describe("a pattern", () => {
  const base: Require = { approvals: { count: 1, from: LEADS } };

  test("adds to the stage for models that it fits, and to no others", () => {
    const two = policy(base, models({ approvals: { count: 2 } }));
    expect(decide(two, approvedBy(ALICE)).allowed).toBe(false);
    expect(decide(two, approvedBy(ALICE, BOB)).allowed).toBe(true);
    const others = policy(base, models({ approvals: { count: 2 } }, "credit-*"));
    expect(decide(others, approvedBy(ALICE)).allowed).toBe(true);
  });

  test("is explained as a part of its own, with what it takes over from the stage", () => {
    const result = decide(
      policy(base, models({ approvals: { count: 2 } })),
      approvedBy(ALICE),
    ).requirements.at(-1);
    expect([result?.title, result?.children[0]?.title]).toEqual([
      "for models named churn*",
      "2 approvals from acme/ml-leads",
    ]);
  });

  test("of several, all count; their order in the file changes nothing", () => {
    const written = [
      ["churn", { metrics: ["candidate.auc > 0.9"] }],
      ["*", { data: "A" }],
    ] as const;
    const given = approvedBy(ALICE);
    const decisions = [written, written.toReversed()].map((entries) => {
      const all = entries.map(([pattern, require]) => [pattern, { stages: { production: { require } } }]);
      return decide(policy(base, { models: Object.fromEntries(all) }), given);
    });
    expect(decisions[0]?.requirements.map(({ status }) => status)).toEqual([
      "passed",
      "passed",
      "passed",
      "unknown",
      "passed",
    ]);
    expect(decisions[1]).toEqual(decisions[0]);
  });

  test("weighs the approvals that it takes over by the evidence of both", () => {
    const stage: Require = { ...base, evidence: ["decision"], checks: [CHECK] };
    const block = (require: Stricter) =>
      stageFor(policy(stage, models(require)), { model: "churn", stage: "production" })?.require.all?.[0];
    expect(block({ approvals: { count: 2 } })?.evidence).toEqual(["decision"]);
    const other = { ...CHECK, name: "bias" };
    expect(block({ evidence: ["decision", "checks"], checks: [CHECK, other] })).toMatchObject({
      approvals: { count: 1 },
      checks: [CHECK, other],
    });
    expect(block({ data: "A" })).toEqual({ data: "A" });
  });

  test("takes over what it does not say of approvals, and nothing where the stage asks for none", () => {
    const under = (stage: Require, require: Stricter) =>
      stageFor(policy(stage, models(require)), { model: "churn", stage: "production" })?.require.all?.[0];
    const groups = { each: [{ from: LEADS }, { from: [{ user: "carol" }] }] };
    const strict = ["requester", "author", "committer", "trainer"];
    expect(under({ approvals: { ...groups, not: ["author"] } }, { approvals: { not: ["pusher"] } })).toEqual({
      approvals: {
        count: 1,
        not: ["author", "pusher"],
        each: groups.each.map((one) => ({ count: 1, ...one })),
      },
    });
    expect(under(base, { approvals: { from: [{ user: "bob" }] } })).toEqual({
      approvals: { count: 1, not: strict, from: [{ user: "bob" }] },
    });
    expect(under({ approvals: groups }, { approvals: { from: LEADS } })).toEqual({
      approvals: { count: 1, not: strict, from: LEADS },
    });
    expect(under({}, { approvals: { count: 2 } })).toEqual({ approvals: { count: 2, not: strict } });
    expect(under({}, { evidence: ["checks"], checks: [CHECK] })).toEqual({
      evidence: ["checks"],
      checks: [CHECK],
    });
    expect(under({ ...base, checks: [CHECK] }, { evidence: ["checks"] })).toMatchObject({ checks: [CHECK] });
  });

  test("is part of the stage whose facts are gathered", () => {
    const stricter = policy(base, models({ data: "A" }));
    expect(stageFor(stricter, { model: "churn", stage: "production" })?.require.all).toEqual([{ data: "A" }]);
    expect(stageFor(stricter, { model: "other", stage: "production" })?.require.all).toBeUndefined();
    expect(stageFor(stricter, { model: "churn", stage: "none" })).toBeUndefined();
  });
});

describe("what would loosen is refused by name", () => {
  const base: Require = {
    approvals: { count: 2, from: [...LEADS, { permission: "maintain" }], not: ["requester", "author"] },
    evidence: ["decision"],
    attestation: { runner: "github-hosted" },
    checks: [CHECK],
    card: "staging",
    data: "B",
    soak: "24h",
  };
  const problems = (require: Stricter) => checkPolicy(policy(base, models(require))).map(({ path }) => path);
  const at = (name: string) => `models["churn*"].stages.production.require.${name}`;

  test.each<[string, Stricter, string]>([
    ["fewer approvals", { approvals: { count: 1 } }, "approvals.count"],
    ["a part that may approve", { approvals: { not: ["requester"] } }, "approvals.not"],
    ["other people", { approvals: { from: [{ team: "acme/all" }] } }, "approvals.from"],
    ["a lesser right", { approvals: { from: [{ permission: "write" }] } }, "approvals.from"],
    ["owners, whoever they are", { approvals: { from: "owners" } }, "approvals.from"],
    ["a lesser card", { card: "development" }, "card"],
    ["weaker data", { data: "C" }, "data"],
    ["weaker data that is fresh", { data: { strength: "C", freshFor: "1d" } }, "data"],
    ["less evidence", { evidence: ["checks"] }, "evidence"],
    ["any runner", { attestation: "required" }, "attestation.runner"],
    ["less time", { soak: "23h" }, "soak"],
    ["nonsense", { metrics: ["candidate"] }, "metrics[0]"],
  ])("%s", (_, require, path) => {
    expect(problems(require)).toEqual([at(path)]);
  });

  test("says what the stage asks for and what is written instead", () => {
    const said = (require: Stricter, under: Require = base) =>
      checkPolicy(policy(under, models(require))).map(({ found }) => found);
    expect(said({ approvals: { from: "owners" } })).toEqual(["owners"]);
    expect(said({ approvals: { from: [{ team: "acme/all" }, { user: "eve" }] } })).toEqual(["acme/all, eve"]);
    expect(said({ approvals: { from: LEADS } }, { approvals: { from: "owners" } })).toEqual([
      "acme/ml-leads",
    ]);
    expect(said({ attestation: "required" })).toEqual(["any"]);
    expect(said({ approvals: { count: 1, not: ["requester"] } })).toEqual(["1", "none of author"]);
  });

  test("the same again is as strict", () => {
    const again: Stricter = {
      approvals: { count: 2, from: [...LEADS, { permission: "maintain" }], not: ["requester", "author"] },
      evidence: ["decision"],
      attestation: { runner: "github-hosted" },
      card: "staging",
      data: "B",
      soak: "24h",
    };
    expect(problems(again)).toEqual([]);
    const dated = { data: { strength: "B", freshFor: "7d" } } as const;
    expect(checkPolicy(policy(dated, models(dated)))).toEqual([]);
    const owners = { approvals: { from: "owners" } } as const;
    expect(checkPolicy(policy(owners, models(owners)))).toEqual([]);
    const writers: Require = { approvals: { from: [{ permission: "write" }] } };
    expect(checkPolicy(policy(writers, models({ approvals: { from: [{ user: "eve" }] } })))).toEqual([]);
    const open: Require = { approvals: {}, attestation: "required" };
    const named: Stricter = { approvals: { from: LEADS }, attestation: { runner: "github-hosted" } };
    expect(checkPolicy(policy(open, models(named)))).toEqual([]);
  });

  test("older data", () => {
    const dated = { ...base, data: { strength: "B", freshFor: "7d" } } as const;
    const older = checkPolicy(policy(dated, models({ data: { strength: "A", freshFor: "8d" } })));
    expect(older).toEqual([
      {
        path: at("data.freshFor"),
        expected: "at most the stage's 7d, as a pattern may only tighten",
        found: "8d",
      },
    ]);
    const newer = policy(dated, models({ data: { strength: "B", freshFor: "6d" } }));
    expect(checkPolicy(newer)).toEqual([]);
  });

  test("an unknown stage", () => {
    const unknown = policy(base, { models: { churn: { stages: { shadow: { require: {} } } } } });
    expect(checkPolicy(unknown).map(({ path }) => path)).toEqual(['models["churn"].stages.shadow']);
  });

  test("what is as strict or stricter is not", () => {
    const strict: Stricter = {
      approvals: {
        count: 3,
        from: [{ team: "Acme/ml-leads" }, { permission: "admin" }],
        not: ["requester", "author", "pusher"],
      },
      card: "production",
      data: "A",
      soak: "2d",
      metrics: ["candidate.auc > 0"],
    };
    expect(problems(strict)).toEqual([]);
  });
});

test("whatever passes under patterns passes without them", () => {
  const approvals = fc.record(
    { count: fc.integer({ min: 1, max: 3 }), not: fc.subarray(["requester", "author", "trainer"] as const) },
    { requiredKeys: [] },
  );
  const block = fc.record(
    {
      approvals,
      metrics: fc.constantFrom("candidate.auc > 0.9", "candidate.auc > 0.95").map((text) => [text]),
      soak: fc.constantFrom("1h", "24h"),
      data: fc.constantFrom("A" as const, "C" as const),
    },
    { requiredKeys: [] },
  );
  const given = fc.record({ people: fc.subarray([ALICE, BOB]), strength: fc.constantFrom("A", "B") });
  law(
    fc.tuple(block, block, fc.constantFrom("churn*", "*", "other"), given),
    ([base, more, pattern, input]) => {
      const data = [{ name: "x", scheme: "git", role: "training", strength: input.strength }];
      const found = {
        ...approvedBy(...input.people),
        ...facts({ since: "2026-01-02T06:00:00Z", data: { known: true, value: data } }),
        reviews: approvedBy(...input.people).reviews,
        reviewers: [ALICE, BOB].map(({ id }) => ({ userId: id, mayWrite: true })),
      };
      const under = (extra: Record<string, unknown>) => decide(policy(base, extra), found).allowed;
      expect(under(models(more, pattern)) && !under({})).toBe(false);
    },
  );
});
