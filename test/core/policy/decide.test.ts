import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, digestOf } from "../../../core/canonical.ts";
import { decide } from "../../../core/policy/decide.ts";
import { decisionSchema } from "../../../core/policy/decision.ts";
import type { Facts } from "../../../core/policy/facts.ts";
import {
  ALICE,
  APP,
  BOB,
  CAROL,
  facts,
  HEAD,
  model,
  OLDER,
  policy,
  review,
  stage,
} from "../../support/facts.ts";

const LEADS = [{ team: "acme/ml-leads" }];
const VALIDATE = { name: "validate", app: "github-actions" };

const STRICT = policy({
  approvals: { count: 1, from: LEADS },
  checks: [VALIDATE],
  metrics: ["candidate.auc >= holder.auc"],
});

const PASSED_CHECK = {
  id: 1,
  ...VALIDATE,
  appId: 15368,
  status: "completed",
  conclusion: "success",
  commit: HEAD,
  startedAt: "2026-01-02T10:00:00Z",
};

const ready = () =>
  facts({ reviews: { known: true, value: [review()] }, checks: { known: true, value: [PASSED_CHECK] } });

describe("decide", () => {
  test("allows when every requirement has passed, and names who is displaced", () => {
    const decision = decide(STRICT, ready());
    expect(decision.requirements.map(({ kind, status }) => `${kind}: ${status}`)).toEqual([
      "order: passed",
      "paths: passed",
      "approvals: passed",
      "checks: passed",
      "metrics: passed",
    ]);
    expect(decision.allowed).toBe(true);
    expect(decision.displaced).toEqual([{ version: 1, to: "archived" }]);
    expect(decisionSchema.parse(decision)).toEqual(decision);
  });

  test("binds to the policy and the facts by digest", () => {
    const given = ready();
    const decision = decide(STRICT, given);
    expect(decision.policy).toBe(digestOf(STRICT));
    expect(decision.facts).toBe(digestOf(given));
  });

  test("a stage that the policy does not have cannot be entered", () => {
    const given = ready();
    const decision = decide(STRICT, { ...given, move: { ...given.move, to: stage("shadow") } });
    expect(decision.allowed).toBe(false);
    expect(decision.requirements).toMatchObject([{ kind: "order", status: "failed" }]);
    expect(decision.displaced).toEqual([]);
  });

  test("the mover is not displaced, and nobody is where many may stand", () => {
    const given = facts({ holders: { staging: [2], production: [4, 2, 1] } });
    expect(decide(STRICT, given).displaced.map(({ version }) => version)).toEqual([1, 4]);
    const archived = facts({ move: { model: "churn", version: 2, from: "staging", to: "archived" } });
    expect(decide(STRICT, archived).displaced).toEqual([]);
    const many = STRICT.stages.map((one) => ({ ...one, holders: "many" as const }));
    expect(decide({ ...STRICT, stages: many }, given).displaced).toEqual([]);
    const nowhere = STRICT.stages.map((one) => {
      const { displaced: _, ...rest } = one;
      return rest;
    });
    expect(decide({ ...STRICT, stages: nowhere }, given).displaced).toEqual([]);
    expect(decide(STRICT, facts({ holders: { staging: [2] } })).displaced).toEqual([]);
  });

  test("judges the model that the facts name", () => {
    const given = ready();
    expect(decide(STRICT, { ...given, move: { ...given.move, model: model("other") } }).allowed).toBe(false);
  });
});

describe("an audit", () => {
  const AUDIT = policy({ approvals: { from: LEADS } }, { mode: "audit" });

  test("shows what it would refuse and lands all the same, and the decision says that it was one", () => {
    const decision = decide(AUDIT, facts());
    expect([decision.allowed, decision.mode]).toEqual([true, "audit"]);
    expect(decision.requirements.at(-1)).toMatchObject({ kind: "approvals", status: "pending" });
    expect(decisionSchema.parse(decision)).toEqual(decision);
    expect(decide(policy({}, { mode: "enforce" }), facts()).mode).toBeUndefined();
  });

  test("stops at what is unknown beside a failure, but not at an alternative that nobody needs", () => {
    const lost = facts({ baseline: { known: false, reason: "lost" } });
    const unread = { metrics: ["baseline.auc > 0"] };
    const failing = { metrics: ["candidate.auc > 5"] };
    const audit = (require: Parameters<typeof policy>[0]) =>
      decide(policy(require, { mode: "audit" }), lost).allowed;
    expect(audit({ metrics: ["candidate.auc > 5", "baseline.auc > 0"] })).toBe(false);
    expect(audit({ ...failing, all: [{ ...failing, all: [unread] }] })).toBe(false);
    expect(audit({ any: [failing, { all: [failing, unread] }] })).toBe(false);
    expect(audit({ any: [{ metrics: ["candidate.auc > 0"] }, unread] })).toBe(true);
    const either = { any: [{ metrics: ["candidate.auc > 0"] }, unread] };
    expect(audit({ all: [{ ...failing, any: either.any }] })).toBe(true);
    expect(audit(failing)).toBe(true);
  });

  test("stops at what is unknown, and at what no policy can allow", () => {
    expect(decide(AUDIT, facts({ reviews: { known: false, reason: "lost" } })).allowed).toBe(false);
    expect(decide(AUDIT, facts({ changedPaths: { known: true, value: ["pedigree.yml"] } })).allowed).toBe(
      false,
    );
    expect(decide(AUDIT, facts({ holders: { production: [2] } })).allowed).toBe(false);
    const frozen = { by: ALICE, reason: "drift in the data", since: "2026-01-01T00:00:00Z" };
    expect(decide(AUDIT, facts({ halt: { frozen } })).allowed).toBe(false);
    const given = facts();
    expect(decide(AUDIT, { ...given, move: { ...given.move, to: stage("shadow") } }).allowed).toBe(false);
  });
});

const someReview = fc
  .record({
    id: fc.integer({ min: 1, max: 6 }),
    user: fc.constantFrom(ALICE, ALICE, BOB, BOB, CAROL, APP, null),
    state: fc.constantFrom("approved", "approved", "approved", "changes_requested", "commented", "dismissed"),
    commit: fc.constantFrom(HEAD, HEAD, OLDER, null),
    submittedAt: fc.constantFrom("2026-01-02T10:00:00Z", "2026-01-02T10:00:00.5Z", "2026-01-02T11:00:00Z"),
  })
  .map(review);

const someCheck = fc
  .record({
    id: fc.integer({ min: 1, max: 5 }),
    status: fc.constantFrom("completed", "completed", "completed", "in_progress"),
    conclusion: fc.constantFrom("success", "success", "success", "failure", "neutral"),
    commit: fc.constantFrom(HEAD, HEAD, HEAD, OLDER),
    startedAt: fc.constantFrom("2026-01-02T10:00:00Z", "2026-01-02T11:00:00Z", null),
  })
  .map((part) => ({ ...PASSED_CHECK, ...part }));

const someFacts = fc
  .record({
    reviews: fc.array(someReview, { minLength: 1, maxLength: 6 }),
    checks: fc.array(someCheck, { minLength: 1, maxLength: 4 }),
    carol: fc.constantFrom("active", "none", "unknown"),
    authors: fc.constantFrom([], [APP], [APP], [ALICE, APP], [APP, null]),
    auc: fc.constantFrom(0.91, 0.95, 0.95, 0.9, "NaN"),
  })
  .map(({ reviews, checks, carol, authors, auc }) =>
    facts({
      reviews: { known: true, value: reviews },
      checks: { known: true, value: checks },
      memberships: [
        { team: "acme/ml-leads", userId: ALICE.id, state: "active" },
        { team: "acme/ml-leads", userId: BOB.id, state: "active" },
        { team: "acme/ml-leads", userId: CAROL.id, state: carol },
      ],
      authors: { known: true, value: authors },
      candidate: { known: true, value: { version: 2, metrics: { auc } } },
    }),
  );

const allowed = (given: Facts) => decide(STRICT, given).allowed;

describe("laws", () => {
  test("equal facts give an equal decision", () => {
    fc.assert(
      fc.property(someFacts, (given) => {
        const copy: Facts = JSON.parse(JSON.stringify(given));
        expect(canonicalJson(decide(STRICT, copy))).toBe(canonicalJson(decide(STRICT, given)));
      }),
    );
  });

  test("taking an approval away never opens the gate", () => {
    fc.assert(
      fc.property(someFacts, fc.nat(), (given, pick) => {
        if (!given.reviews.known) return;
        const approvals = given.reviews.value.filter(({ state }) => state === "approved");
        const gone = approvals[pick % Math.max(1, approvals.length)];
        const value = given.reviews.value.filter((one) => one !== gone);
        expect(allowed({ ...given, reviews: { known: true, value } }) && !allowed(given)).toBe(false);
      }),
    );
  });

  test("taking a passed check away never opens the gate", () => {
    fc.assert(
      fc.property(someFacts, fc.nat(), (given, pick) => {
        if (!given.checks.known) return;
        const passed = given.checks.value.filter(
          ({ conclusion, status }) => conclusion === "success" && status === "completed",
        );
        const gone = passed[pick % Math.max(1, passed.length)];
        const value = given.checks.value.filter((one) => one !== gone);
        expect(allowed({ ...given, checks: { known: true, value } }) && !allowed(given)).toBe(false);
      }),
    );
  });

  test("a push closes the gate", () => {
    const head = facts({ head: "d".repeat(40) }).head;
    fc.assert(
      fc.property(someFacts, (given) => {
        for (const require of [{ approvals: { from: LEADS } }, { checks: [VALIDATE] }]) {
          expect(decide(policy(require), { ...given, head }).allowed).toBe(false);
        }
      }),
    );
  });

  test("the order of lists and repeated entries change nothing", () => {
    const unique = someFacts.filter((given) => {
      const ids = (list: Facts["reviews"] | Facts["checks"]) =>
        list.known ? list.value.map(({ id }) => id) : [];
      return [given.reviews, given.checks].every((list) => new Set(ids(list)).size === ids(list).length);
    });
    fc.assert(
      fc.property(unique, (given) => {
        if (!given.reviews.known || !given.checks.known) return;
        const shuffled = {
          ...given,
          reviews: {
            known: true as const,
            value: [...given.reviews.value.toReversed(), ...given.reviews.value],
          },
          checks: {
            known: true as const,
            value: [...given.checks.value.toReversed(), ...given.checks.value],
          },
        };
        expect(decide(STRICT, shuffled).requirements).toEqual(decide(STRICT, given).requirements);
      }),
    );
  });

  test("what could not be read keeps the gate shut", () => {
    const field = fc.constantFrom(
      "reviews",
      "checks",
      "authors",
      "committers",
      "changedPaths",
      "candidate",
      "holder",
    );
    fc.assert(
      fc.property(someFacts, field, (given, name) => {
        expect(allowed({ ...given, [name]: { known: false, reason: "lost" } })).toBe(false);
      }),
    );
    expect(allowed({ ...ready(), memberships: [] })).toBe(false);
    const withCard = policy({ card: "development" });
    expect(decide(withCard, { ...ready(), card: { known: false, reason: "lost" } }).allowed).toBe(false);
  });

  test("the laws are not empty: some of these facts open the gate", () => {
    const open = fc.sample(someFacts, { numRuns: 400, seed: 7 }).filter(allowed).length;
    expect(open).toBeGreaterThan(20);
  });
});
