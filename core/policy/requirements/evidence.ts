import { compareInstants } from "../duration.ts";
import type { Facts } from "../facts.ts";
import type { CheckRule, Require } from "../require.ts";
import type { Modifier } from "../requirement.ts";
import { newestCheck, workflowProblem } from "./checks.ts";

/** An approval says that somebody looked, so what there is to look at has to be there first. */
export const evidenceModifier: Modifier = {
  kind: "evidence",
  triggers: ["review", "check"],
  describe: {
    written: "`evidence: [decision, checks]`, beside `approvals`",
    asks: "that an approval was given after these were there to be seen; it has no result of its own, the approvals say which of them came too early",
    rules: [
      "`decision`: the App had shown a decision about exactly this head, with card, metrics, data and attestations as they were found. Later decisions about it do not move that moment.",
      "`checks`: the checks that stand beside it in the same block had succeeded. A check that is run again gives new evidence, and one that another workflow file made gives none, even where a waiver lifts it.",
      "An approval given before, or in the same second, does not count; the result names who has to approve again.",
      "It holds for the block in which it stands. A rollback without rules of its own asks for an approval, and for no evidence.",
      "The times of the review and of the decision are GitHub's own. When a check ended is what the App that made it told GitHub: name the `workflow` where anybody could make it.",
      "The card needs no line of its own: it is part of the commit that a review is of, or of the registry branch, where it changes by a reviewed pull request. So it is with attestations, which prove themselves.",
    ],
  },
  demand: ({ require: { evidence } }) =>
    evidence === undefined ? undefined : { asks: `approvals${wordsFor(evidence)}`, parts: [] },
};

/** One thing that an approver has to have been able to see. */
export interface Sight {
  /** As it stands after `before` and `after`. */
  readonly what: string;
  /** Since when it is there: null while it is not, undefined where nobody can tell. */
  readonly since: string | null | undefined;
}

/** What a block asks to have been there before an approval. */
export interface BlockEvidence {
  readonly sights: readonly Sight[];
  /** As it stands after the approvals that are asked for; nothing where the block does not ask. */
  readonly words: string;
}

/** Where nothing has to have been there. */
export const NO_EVIDENCE: BlockEvidence = { sights: [], words: "" };

const WORDS = { decision: "the decision was shown", checks: "the checks had succeeded" } as const;

export function evidenceOfBlock({ evidence = [], checks = [] }: Require, facts: Facts): BlockEvidence {
  const shown = evidence.includes("decision") ? [{ what: WORDS.decision, since: facts.shownSince }] : [];
  const checked = evidence.includes("checks") ? checks.map((rule) => sightOfCheck(rule, facts)) : [];
  return { sights: [...shown, ...checked], words: wordsFor(evidence) };
}

/** As it stands after the approvals that are asked for. */
function wordsFor(evidence: NonNullable<Require["evidence"]>): string {
  const words = evidence.map((kind) => WORDS[kind]).join(" and ");
  return words === "" ? "" : `, given after ${words}`;
}

function sightOfCheck(rule: CheckRule, facts: Facts): Sight {
  const what = `check ${rule.name} had succeeded`;
  const newest = newestCheck(rule, facts);
  if (!newest.known) return { what, since: undefined };
  const { status, conclusion, completedAt } = newest.value ?? {};
  if (status !== "completed" || conclusion !== "success") return { what, since: null };
  const problem = workflowProblem(rule, facts);
  if (problem !== undefined) return { what, since: problem.status === "unknown" ? undefined : null };
  return { what, since: completedAt ?? undefined };
}

/** Why an approval given at that moment does not count, or cannot be told to. */
export type Timing =
  | { readonly order: "after" }
  | { readonly order: "before" | "unknown"; readonly what: string };

export function timingOf(submittedAt: string, seen: readonly Sight[]): Timing {
  const before = seen.find(({ since }) => since === null || (since && !isAfter(submittedAt, since)));
  if (before !== undefined) return { order: "before", what: before.what };
  const unknown = seen.find(({ since }) => since === undefined);
  return unknown === undefined ? { order: "after" } : { order: "unknown", what: unknown.what };
}

/** GitHub tells whole seconds: in the same one it cannot be told what came first. */
function isAfter(submittedAt: string, since: string): boolean {
  const second = (instant: string) => instant.replace(/\.\d+Z$/, "Z");
  return compareInstants(second(submittedAt), second(since)) > 0;
}
