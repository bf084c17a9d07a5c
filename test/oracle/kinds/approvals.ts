import type { Approver } from "../../../core/policy/approvals-rule.ts";
import type { Facts } from "../../../core/policy/facts.ts";
import { type Answer, every, not as no, some } from "../answer.ts";
import { allOf, type Status } from "../verdict.ts";
import { type Evidence, isAfter } from "./evidence.ts";
import { lets } from "./lets.ts";
import { type Part, type PartFacts, playing } from "./parts.ts";
import { lastWords, type Word } from "./words.ts";

/** One group of people of whom so many have to approve; null: whoever may write to the registry. */
export interface Group {
  readonly count: number;
  readonly from: readonly Approver[] | "owners" | null;
}
export interface GroupsRule {
  /** So many people altogether, where that is more than the groups ask for. */
  readonly count?: number;
  readonly groups: readonly Group[];
  readonly not: readonly string[];
  /** What an approval has to come after to count. */
  readonly after?: Evidence;
}

/** As much of the facts as approvals are judged by, of a move or of an edit. */
export type ReviewFacts = Pick<Facts, "head" | "reviews" | "owners" | "memberships" | "reviewers"> &
  PartFacts;

export const approvals = {
  kind: "approvals",
  judge: ({ groups, not, count = 0, after = [] }: GroupsRule, facts: ReviewFacts): readonly Status[] => {
    if (!facts.reviews.known) return ["unknown"];
    const words = lastWords(facts.reviews.value, facts.head);
    const parts = not.flatMap((role) => playing(role, facts));
    const more = parts.some(({ unnamed }) => unnamed) ? 1 : 0;
    const given = groups.map(
      (group): Asked => ({ ...group, ...heard(group, { words, parts, facts, after }) }),
    );
    const single = given.map((group) => allOf([group.objection, counted([group], more)]));
    const least = Math.max(0, count - given.reduce((sum, group) => sum + group.count, 0));
    // All together: nobody objects, different people stand for each group, and they are as many as `count`.
    const objections = given.map(({ objection }) => objection);
    const filled = subsetsOf(given).map((subset) => counted(subset, more));
    const whole = allOf([...objections, counted(given, more + least), best(filled)]);
    return [...single, ...(groups.length > 1 ? [whole] : [])];
  },
};

/** Pending is certain where some groups cannot be filled even if all that is doubtful were true. */
const best = (filled: readonly Status[]): Status =>
  filled.includes("pending") ? "pending" : filled.includes("unknown") ? "unknown" : "passed";

interface Asked {
  readonly count: number;
  readonly objection: Status;
  /** Who counts for sure, and who may. */
  readonly sure: readonly number[];
  readonly hoped: readonly number[];
}

interface Hearing {
  readonly words: readonly Word[];
  readonly parts: readonly Part[];
  readonly facts: ReviewFacts;
  readonly after: Evidence;
}

function heard({ from }: Group, { words, parts, facts, after }: Hearing): Omit<Asked, "count"> {
  const objecting = words.map((word) => every([objects(word, parts), lets(word.user, from, facts)]));
  const approving = words.map(({ user, approving: reviews }) => ({
    id: user.id,
    counts: every([
      some(reviews.map(({ submittedAt }) => isAfter(submittedAt, after))),
      lets(user, from, facts),
      ...parts.map((part) => part.admits(user)),
    ]),
  }));
  const who = (...answers: readonly Answer[]) =>
    approving.filter(({ counts }) => answers.includes(counts)).map(({ id }) => id);
  const objection = ({ yes: "failed", perhaps: "unknown", no: "passed" } as const)[some(objecting)];
  return { objection, sure: who("yes"), hoped: who("yes", "perhaps") };
}

/** “until that person approves or it is dismissed by somebody without such a part” */
function objects({ last }: Word, parts: readonly Part[]): Answer {
  if (last.state === "changes_requested") return "yes";
  // Older facts do not say what was dismissed, and those decisions stand.
  if (last.state !== "dismissed" || last.dismissed?.state !== "changes_requested") return "no";
  const { by } = last.dismissed;
  const mayBeAnybody = by === null || by.bot;
  return no(
    every([
      ...parts.map((part) => (by === null ? "perhaps" : part.admits(by))),
      mayBeAnybody || parts.some(({ unnamed }) => unnamed) ? "perhaps" : "yes",
    ]),
  );
}

/** Whether these groups together have as many different people as they ask for, and so many more. */
function counted(groups: readonly Asked[], more: number): Status {
  const asked = groups.reduce((sum, { count }) => sum + count, more);
  const people = (of: (group: Asked) => readonly number[]) => new Set(groups.flatMap(of)).size;
  if (people(({ sure }) => sure) >= asked) return "passed";
  return people(({ hoped }) => hoped) >= asked ? "unknown" : "pending";
}

/** Where any of the groups together have enough people, different ones can stand for each (Hall's theorem). */
function subsetsOf<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: 2 ** all.length - 1 }, (_, bits) =>
    all.filter((_one, at) => ((bits + 1) >> at) % 2 === 1),
  );
}
