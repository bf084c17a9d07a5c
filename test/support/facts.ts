import { describeCard } from "../../core/card/describe-card.ts";
import { modelNameSchema, stageNameSchema } from "../../core/names.ts";
import type { Account } from "../../core/people.ts";
import { type Facts, factsSchema, type Review } from "../../core/policy/facts.ts";
import { type Policy, type WrittenPolicy, writtenPolicySchema } from "../../core/policy/policy.ts";

/** Commit ids that are told apart at a glance. */
export const HEAD = "a".repeat(40);
export const OLDER = "b".repeat(40);

export function person(id: number, login = `user${id}`): Account {
  return { id, login, bot: false };
}

export const ALICE = person(11, "alice");
export const BOB = person(12, "bob");
export const CAROL = person(13, "carol");
export const TRAINER = person(21, "trainer");
export const REQUESTER = person(22, "requester");
export const APP: Account = { id: 31, login: "pedigree[bot]", bot: true };

type Written = Omit<Partial<Review>, "commit"> & { readonly commit?: string | null };

let lastReviewId = 0;

/** An approval of the head by alice unless said otherwise; ids and times rise with every call. */
export function review(part: Written = {}): unknown {
  lastReviewId += 1;
  // A second after the one before, however many there were: of times that begin anew the last word is another one.
  const submittedAt = new Date(Date.UTC(2026, 0, 2, 0, 0, lastReviewId)).toISOString();
  return { id: lastReviewId, user: ALICE, state: "approved", commit: HEAD, submittedAt, ...part };
}

/** Facts of “churn 2, staging → production” with nothing reviewed yet; parts replace whole fields. */
export function facts(part: Record<string, unknown> = {}): Facts {
  return factsSchema.parse({
    schemaVersion: 1,
    move: { model: "churn", version: 2, from: "staging", to: "production" },
    at: "2026-01-02T12:00:00Z",
    head: HEAD,
    tip: "c".repeat(40),
    requester: REQUESTER,
    trainer: TRAINER,
    owners: [{ user: "carol" }],
    holders: { development: [], staging: [2], production: [1], archived: [] },
    authors: { known: true, value: [APP] },
    committers: { known: true, value: [APP] },
    reviews: { known: true, value: [] },
    checks: { known: true, value: [] },
    memberships: [ALICE, BOB].map(({ id }) => ({ team: "acme/ml-leads", userId: id, state: "active" })),
    card: { known: true, value: describeCard({ text: "", frontMatter: null }) },
    changedPaths: { known: true, value: ["models/churn/stages.json"] },
    candidate: { known: true, value: { version: 2, metrics: { auc: 0.92, "val/auc": 0.9, loss: "NaN" } } },
    holder: { known: true, value: { version: 1, metrics: { auc: 0.91 } } },
    baseline: { known: true, value: null },
    ...part,
  });
}

/** development → staging → production (one holder) → archived, with these requirements at production. */
export function policy(
  require: WrittenPolicy["stages"][number]["require"] = {},
  part: Record<string, unknown> = {},
): Policy {
  return writtenPolicySchema.parse({
    schemaVersion: 1,
    stages: [
      { name: "development" },
      { name: "staging", from: ["development"] },
      { name: "production", from: ["staging"], holders: "one", displaced: "archived", require },
      { name: "archived", from: "any" },
    ],
    ...part,
  });
}

export const stage = (name: string) => stageNameSchema.parse(name);
export const model = (name: string) => modelNameSchema.parse(name);
