import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../core/canonical.ts";
import { commitShaSchema } from "../../../core/names.ts";
import { decide } from "../../../core/policy/decide.ts";
import { type Facts, factsSchema } from "../../../core/policy/facts.ts";
import { type Policy, writtenPolicySchema } from "../../../core/policy/policy.ts";
import { Chance } from "../../oracle/chance.ts";
import { type Case, caseOf, statusesOf } from "../../oracle/compare.ts";

/** Cases of each law: the same ones every time, of which `npm run oracle` tells the spread. */
const CASES = 150;
/** As many as a loaded machine may need for them. */
const TIMEOUT = 120_000;

function* cases(seed: number): Generator<Case & { readonly chance: Chance }> {
  for (let at = seed; at < seed + CASES; at += 1) {
    const given = caseOf(at);
    if (given !== null) yield { ...given, chance: new Chance(-at) };
  }
}

/** Where an audit shows what it would refuse, something unknown stops it and the same thing pending does not. */
const enforced = (policy: Policy): Policy => ({ ...policy, mode: "enforce" });
const allowed = (policy: Policy, facts: Facts) => decide(enforced(policy), facts).allowed;

/** No change of these opens the gate, and some of them leave it open or shut it, else the law would be empty. */
function neverOpens(seed: number, change: (given: Facts, chance: Chance) => readonly Facts[]): void {
  const seen = { open: 0, shut: 0 };
  for (const { policy, facts, chance } of cases(seed)) {
    const before = allowed(policy, facts);
    for (const changed of change(facts, chance)) {
      const after = allowed(policy, changed);
      if (after && !before) expect.fail(`opened: ${JSON.stringify({ policy, facts, changed })}`);
      if (before) seen[after ? "open" : "shut"] += 1;
    }
  }
  expect(seen.open + seen.shut).toBeGreaterThan(CASES / 20);
  expect(seen.shut).toBeGreaterThan(0);
}

describe("never opens the gate", { timeout: TIMEOUT }, () => {
  test("an approval less", () => {
    neverOpens(1_000, (facts) => {
      const { reviews } = facts;
      if (!reviews.known) return [];
      return reviews.value
        .filter(({ state }) => state === "approved")
        .map((gone) => ({
          ...facts,
          reviews: { known: true, value: reviews.value.filter((one) => one !== gone) },
        }));
    });
  });

  test("a passed check less", () => {
    neverOpens(2_000, (facts) => {
      const { checks } = facts;
      if (!checks.known) return [];
      // An older check of that name would take its place, so all that stand before it go, too.
      return checks.value
        .filter(({ conclusion }) => conclusion === "success")
        .map(({ name }) => ({
          ...facts,
          checks: { known: true, value: checks.value.filter((one) => one.name !== name) },
        }));
    });
  });

  test("one more commit", () => {
    const head = commitShaSchema.parse("9".repeat(40));
    neverOpens(3_000, (facts) => [{ ...facts, head }]);
  });

  test("a known fact that becomes unknown", () => {
    const lost = { known: false, reason: "lost" } as const;
    neverOpens(4_000, (facts, chance) => {
      const unknown: readonly Facts[] = [
        ...Object.entries(facts)
          .filter(([, value]) => typeof value === "object" && value !== null && "known" in value)
          .map(([name]) => ({ ...facts, [name]: lost })),
        { ...facts, memberships: facts.memberships.map((one) => ({ ...one, state: "unknown" as const })) },
        { ...facts, memberships: [] },
        ...(facts.reviewers === undefined ? [] : [{ ...facts, reviewers: [] }]),
        ...(facts.workflowFiles ?? []).map((file) => ({
          ...facts,
          workflowFiles: [{ ...file, blobs: lost }],
        })),
        without(facts, "since"),
        without(facts, "local"),
        without(facts, "training"),
      ];
      return chance.shuffled(unknown).slice(0, 5);
    });
  });

  test("a pattern more", () => {
    let tighter = 0;
    for (const { policy, facts } of cases(5_000)) {
      const { models, ...loose } = policy;
      if (models === undefined) continue;
      const [with_, without_] = [allowed(policy, facts), allowed(loose, facts)];
      if (with_ && !without_) expect.fail(JSON.stringify({ policy, facts }));
      if (without_ && !with_) tighter += 1;
    }
    expect(tighter).toBeGreaterThan(0);
  });
});

function without(facts: Facts, name: "since" | "local" | "training"): Facts {
  const { [name]: _, ...rest } = facts;
  return rest;
}

describe("changes nothing", { timeout: TIMEOUT }, () => {
  test("another order of any list", () => {
    for (const { policy, facts, chance } of cases(6_000)) {
      const mixed = factsSchema.parse(shuffled(facts, chance));
      // Only the order of the stages means something: the first is where versions enter.
      const stages = policy.stages.map((stage) => shuffled(stage, chance));
      const rules = writtenPolicySchema.parse({ ...Object(shuffled(policy, chance)), stages });
      expect(statusesOf(decide(rules, mixed))).toBe(statusesOf(decide(policy, facts)));
    }
  });

  test("what is known of other people, teams, models and zones", () => {
    for (const { policy, facts } of cases(7_000)) {
      const more = factsSchema.parse({
        ...facts,
        memberships: [
          ...facts.memberships,
          ...[11, 12, 13, 999].map((userId) => ({ team: "other/team", userId, state: "active" })),
        ],
        ...(facts.reviewers === undefined
          ? {}
          : { reviewers: [...facts.reviewers, { userId: 999, mayWrite: true, permission: "admin" }] }),
        ...(facts.local === undefined
          ? {}
          : {
              local: [
                ...facts.local,
                { zone: "Other/Zone", date: "2026-01-01", time: "00:00", weekday: "thu" },
              ],
            }),
      });
      const stage = { require: { data: "A" as const } };
      const rules = {
        ...policy,
        models: { ...policy.models, "zz*": { stages: { [facts.move.to]: stage } } },
      };
      expect(statusesOf(decide(rules, more))).toBe(statusesOf(decide(policy, facts)));
    }
  });

  test("another order of keys, and deciding again", () => {
    for (const { policy, facts } of cases(8_000)) {
      const once = canonicalJson(decide(policy, facts));
      expect(canonicalJson(decide(policy, facts))).toBe(once);
      expect(canonicalJson(decide(reversed(policy), reversed(facts)))).toBe(once);
    }
  });
});

/** Every list within in another order. */
function shuffled(value: unknown, chance: Chance): unknown {
  if (Array.isArray(value)) return chance.shuffled(value.map((one) => shuffled(one, chance)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shuffled(one, chance)]));
}

/** The same with the keys of every object the other way round. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([key, one]) => [key, reversed(one)])) as T;
}
