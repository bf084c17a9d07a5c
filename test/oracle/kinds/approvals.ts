import type { Account } from "../../../core/people.ts";
import type { Approver } from "../../../core/policy/approvals-rule.ts";
import type { Facts, Known, Review } from "../../../core/policy/facts.ts";
import { allOf, type OracleKind, type Status } from "../verdict.ts";

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
}
type Answer = "yes" | "no" | "perhaps";

export const approvals: OracleKind<GroupsRule> = {
  kind: "approvals",
  judge: ({ groups, not, count = 0 }, facts) => {
    if (!facts.reviews.known) return ["unknown"];
    const words = lastWords(facts.reviews.value, facts.head);
    const parts = not.flatMap((role) => playing(role, facts));
    const more = parts.some(({ unnamed }) => unnamed) ? 1 : 0;
    const given = groups.map((group): Asked => ({ ...group, ...heard(group, { words, parts, facts }) }));
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
  readonly facts: Facts;
}

function heard({ from }: Group, { words, parts, facts }: Hearing): Omit<Asked, "count"> {
  const objecting = words
    .filter(({ state }) => state === "changes_requested")
    .map(({ user }) => lets(user, from, facts));
  const approving = words
    .filter(({ ofHead }) => ofHead)
    .map(({ user }) => ({
      id: user.id,
      counts: every([lets(user, from, facts), ...parts.map((part) => part.admits(user))]),
    }));
  const who = (...answers: readonly Answer[]) =>
    approving.filter(({ counts }) => answers.includes(counts)).map(({ id }) => id);
  const objection = objecting.includes("yes")
    ? "failed"
    : objecting.includes("perhaps")
      ? "unknown"
      : "passed";
  return { objection, sure: who("yes"), hoped: who("yes", "perhaps") };
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

interface Word {
  readonly user: Account;
  readonly state: Review["state"];
  /** Whether it approves the head: of several approvals in a row any may be of it. */
  readonly ofHead: boolean;
}

/** The last review of each person that is no comment; bots and deleted accounts have no word. */
function lastWords(reviews: readonly Review[], head: string): readonly Word[] {
  const last = new Map<number, Word>();
  const inTime = reviews.toSorted(
    (a, b) => Date.parse(a.submittedAt) - Date.parse(b.submittedAt) || a.id - b.id,
  );
  for (const { user, state, commit } of inTime) {
    if (user === null || user.bot || state === "commented") continue;
    const before = last.get(user.id);
    const stillOfHead = before?.ofHead === true && before.state === "approved";
    last.set(user.id, { user, state, ofHead: state === "approved" && (commit === head || stillOfHead) });
  }
  return [...last.values()];
}

const RIGHTS = ["none", "read", "triage", "write", "maintain", "admin"];

/** Whether `from` lets somebody approve, who has to have the right to write as well. */
function lets(user: Account, from: Group["from"], facts: Facts): Answer {
  const named = from === "owners" ? facts.owners : from;
  const rights = (facts.reviewers ?? []).filter(({ userId }) => userId === user.id);
  const mayWrite = agreed(rights.map((right) => answer(right.mayWrite)));
  if (named === null) return mayWrite;
  const belongs = some(
    named.map((who) => {
      if ("user" in who) return who.user.toLowerCase() === user.login.toLowerCase() ? "yes" : "no";
      if ("permission" in who) {
        const wanted = RIGHTS.indexOf(who.permission);
        return agreed(
          rights.map(({ permission }) => answer(permission && RIGHTS.indexOf(permission) >= wanted)),
        );
      }
      const records = facts.memberships.filter(({ team, userId }) => team === who.team && userId === user.id);
      return agreed(
        records.map(({ state }) => (state === "unknown" ? "perhaps" : answer(state === "active"))),
      );
    }),
  );
  // Facts from before rights were read hold none, and those decisions stand.
  return facts.reviewers === undefined ? belongs : every([belongs, mayWrite]);
}

type People = Known<readonly (Account | null)[]>;

interface Part {
  readonly admits: (user: Account) => Answer;
  /** Whether somebody with this part has no known account, and so could be any approver. */
  readonly unnamed: boolean;
}

function playing(role: string, facts: Facts): readonly Part[] {
  const one = (who: Account | null): People => ({ known: true, value: [who] });
  // Facts from before co-authors were read hold none.
  const coAuthors = facts.coAuthors === undefined ? [] : [facts.coAuthors];
  const lost: People = { known: false, reason: "not read" };
  const roles: Record<string, readonly People[]> = {
    // Nobody asks for a registration, so there is nobody to be left out.
    requester: facts.requester === null ? [] : [one(facts.requester)],
    trainer: [one(facts.trainer)],
    // “`author` wrote what is judged (co-authors as well)”
    author: [facts.authors, ...coAuthors],
    "co-author": [facts.coAuthors ?? lost],
    committer: [facts.committers],
    // “So it is when GitHub does not tell who pushed.”
    pusher: [one(facts.pusher?.known === true ? facts.pusher.value : null)],
  };
  return (roles[role] ?? [lost]).map((who) => {
    if (!who.known) return { admits: () => "perhaps", unnamed: false };
    return {
      admits: (user) => (who.value.some((account) => account?.id === user.id) ? "no" : "yes"),
      unnamed: who.value.includes(null),
    };
  });
}

const answer = (value: boolean | null | undefined): Answer =>
  value === undefined || value === null ? "perhaps" : value ? "yes" : "no";
/** Readings that contradict each other are no reading, and none is none. */
const agreed = (given: readonly Answer[]): Answer => (new Set(given).size === 1 && given[0]) || "perhaps";
const every = (given: readonly Answer[]): Answer =>
  given.includes("no") ? "no" : given.includes("perhaps") ? "perhaps" : "yes";
const some = (given: readonly Answer[]): Answer =>
  given.includes("yes") ? "yes" : given.includes("perhaps") ? "perhaps" : "no";
