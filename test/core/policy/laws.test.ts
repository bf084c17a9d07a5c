import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../core/canonical.ts";
import { decide } from "../../../core/policy/decide.ts";
import { type Facts, factsSchema } from "../../../core/policy/facts.ts";
import type { WrittenPolicy } from "../../../core/policy/policy.ts";
import { ALICE, BOB, CAROL, facts, HEAD, OLDER, policy, review } from "../../support/facts.ts";
import { law } from "../../support/law.ts";

type Require = NonNullable<WrittenPolicy["stages"][number]["require"]>;

const WORKFLOW = ".github/workflows/validate.yml";
const VALIDATE = { name: "validate", app: "github-actions", workflow: WORKFLOW };
const TRAINED = "e".repeat(40);
const [BLOB, OTHER_BLOB] = ["1".repeat(40), "2".repeat(40)];

/** Every kind of requirement that reads a fact of its own. */
const KINDS: Record<Kind, NonNullable<Require["all"]>[number]> = {
  approvals: {
    approvals: {
      each: [{ from: [{ team: "acme/ml-leads" }] }, { from: [{ permission: "maintain" }] }],
      not: ["author", "pusher"],
    },
  },
  checks: { checks: [VALIDATE] },
  training: { checks: [{ ...VALIDATE, on: "training" }] },
  data: { data: "B" },
  soak: { soak: "24h" },
  freeze: { freeze: [{ days: ["fri"], zone: "UTC" }] },
};
type Kind = "approvals" | "checks" | "training" | "data" | "soak" | "freeze";
const requireOf = (kinds: readonly Kind[]): Require => ({ all: kinds.map((kind) => KINDS[kind]) });

const check = (commit: string, conclusion: string, workflow: string) => ({
  id: 1,
  name: "validate",
  app: "github-actions",
  appId: 15368,
  status: "completed",
  conclusion,
  commit,
  startedAt: "2026-01-02T10:00:00Z",
  workflow,
});

const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, ...others.map((one) => fc.constant(one)));

const someFacts: fc.Arbitrary<Facts> = fc
  .record({
    approvers: fc.subarray([ALICE, BOB, CAROL], { minLength: 1 }),
    approved: mostly(HEAD, OLDER),
    right: mostly("maintain", "write", "read"),
    coAuthors: mostly<unknown[]>([], [ALICE], [null]),
    pusher: mostly<unknown>(CAROL, ALICE, null),
    conclusion: mostly("success", "failure"),
    workflow: mostly(WORKFLOW, "mine.yml"),
    judged: mostly<string | null>(BLOB, OTHER_BLOB, null),
    strengths: mostly<string[]>(["A", "B"], ["C"], []),
    since: mostly("2026-01-01T11:00:00Z", "2026-01-02T11:00:00Z"),
    weekday: mostly("thu", "fri"),
  })
  .map((some) => {
    const people = [ALICE, BOB, CAROL];
    const file = (on: string) => ({
      on,
      path: WORKFLOW,
      blobs: { known: true, value: { judged: some.judged, governed: BLOB } },
    });
    return facts({
      reviews: { known: true, value: some.approvers.map((user) => review({ user, commit: some.approved })) },
      memberships: people.map(({ id }) => ({
        team: "acme/ml-leads",
        userId: id,
        state: id === CAROL.id ? "none" : "active",
      })),
      reviewers: people.map(({ id }) => ({
        userId: id,
        mayWrite: some.right !== "read",
        permission: some.right,
      })),
      coAuthors: { known: true, value: some.coAuthors },
      pusher: { known: true, value: some.pusher },
      checks: { known: true, value: [check(HEAD, some.conclusion, some.workflow)] },
      training: {
        repository: "acme/churn",
        commit: TRAINED,
        checks: { known: true, value: [check(TRAINED, some.conclusion, some.workflow)] },
      },
      workflowFiles: [file("head"), file("training")],
      data: {
        known: true,
        value: some.strengths.map((strength) => ({ name: "x", scheme: "dvc", role: "training", strength })),
      },
      since: some.since,
      local: [{ zone: "UTC", date: "2026-01-02", time: "12:00", weekday: some.weekday }],
    });
  });

const allKinds: readonly Kind[] = ["approvals", "checks", "training", "data", "soak", "freeze"];
const someKinds = fc.subarray([...allKinds], { minLength: 1 });
const allowed = (kinds: readonly Kind[], given: Facts) => decide(policy(requireOf(kinds)), given).allowed;

/** What each kind reads: without it, or with it unknown, the gate is shut. */
const NEEDS: readonly (readonly [Kind, keyof Facts, unknown])[] = [
  ["approvals", "reviews", { known: false, reason: "lost" }],
  ["approvals", "reviewers", undefined],
  ["approvals", "reviewers", []],
  ["approvals", "memberships", []],
  ["approvals", "coAuthors", { known: false, reason: "lost" }],
  ["checks", "checks", { known: false, reason: "lost" }],
  ["checks", "workflowFiles", undefined],
  ["training", "training", undefined],
  ["training", "workflowFiles", []],
  ["data", "data", undefined],
  ["data", "data", { known: false, reason: "lost" }],
  ["soak", "since", undefined],
  ["soak", "since", null],
  ["freeze", "local", undefined],
  ["freeze", "local", []],
];

describe("laws of the whole language", () => {
  test.each(NEEDS)("%s without %s: %j never passes", (kind, fact, value) => {
    law(fc.tuple(someKinds, someFacts), ([kinds, given]) => {
      const { [fact]: _, ...rest } = given;
      const lacking = factsSchema.parse(value === undefined ? rest : { ...rest, [fact]: value });
      expect(allowed([...new Set([...kinds, kind])], lacking)).toBe(false);
    });
  });

  test("asking for more never opens the gate", () => {
    law(fc.tuple(someKinds, someKinds, someFacts), ([kinds, more, given]) => {
      expect(allowed([...new Set([...kinds, ...more])], given) && !allowed(kinds, given)).toBe(false);
    });
  });

  test("a push closes the gate, also with new workflow files and rights as before", () => {
    law(someFacts, (given) => {
      const pushed = { ...given, head: facts({ head: "d".repeat(40) }).head };
      expect(allowed(["approvals"], pushed)).toBe(false);
      expect(allowed(["checks"], pushed)).toBe(false);
    });
  });

  test("taking a right or an approval away never opens the gate", () => {
    law(fc.tuple(someKinds, someFacts, fc.constantFrom(ALICE, BOB, CAROL)), ([kinds, given, { id }]) => {
      const reviewers = given.reviewers?.map((one) =>
        one.userId === id ? { ...one, mayWrite: false, permission: "read" as const } : one,
      );
      const fewer = given.reviews.known ? given.reviews.value.filter(({ user }) => user?.id !== id) : [];
      for (const less of [
        { ...given, ...(reviewers === undefined ? {} : { reviewers }) },
        { ...given, reviews: { known: true as const, value: fewer } },
      ]) {
        expect(allowed(kinds, less) && !allowed(kinds, given)).toBe(false);
      }
    });
  });

  test("equal facts give an equal decision, after a journey through a file as well", () => {
    law(fc.tuple(someKinds, someFacts), ([kinds, given]) => {
      const rules = policy(requireOf(kinds));
      const read = factsSchema.parse(JSON.parse(canonicalJson(given)));
      expect(canonicalJson(decide(rules, read))).toBe(canonicalJson(decide(rules, given)));
    });
  });

  test("the laws are not empty: some of these facts open the whole gate", () => {
    const open = fc.sample(someFacts, { numRuns: 300, seed: 7 }).filter((given) => allowed(allKinds, given));
    expect(open.length).toBeGreaterThan(5);
  });
});
