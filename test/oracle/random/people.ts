import type { Chance } from "../chance.ts";
import { TEAMS } from "./policies.ts";

const person = (id: number, login: string, bot = false) => ({ id, login, bot });
export const PEOPLE = ["alice", "bob", "carol", "dave", "erin"].map((login, at) => person(11 + at, login));
export const APP = person(31, "pedigree[bot]", true);
/** An App that had no part in what is judged. */
const OTHER_APP = person(32, "helper[bot]", true);
/** People who only ask, train and write: where they also review, their approval may not count. */
const OTHERS = [person(21, "trainer"), person(22, "requester")];
export const HEAD = "a".repeat(40);
export const OLDER = "b".repeat(40);

/** `luck` is the share of readings that are as one would wish; the rest is unknown, missing or unfavourable. */
export type Luck = number;

export const lost = { known: false, reason: "the page was lost" };
export const known = (value: unknown) => ({ known: true, value });

function whoPlays(chance: Chance, luck: Luck): unknown {
  return chance.mostly(luck, chance.pick(OTHERS), chance.pick(PEOPLE), null, null);
}

function accounts(chance: Chance, luck: Luck): unknown {
  if (chance.yes((1 - luck) / 6)) return lost;
  return known([APP, ...(chance.yes(luck) ? [] : chance.list(0, 2, () => whoPlays(chance, luck)))]);
}

/** Everybody who has a part in the move or a review of it. */
export function randomPeople(chance: Chance, luck: Luck): Readonly<Record<string, unknown>> {
  const pusher = chance.mostly<unknown>(
    luck,
    known(chance.pick(OTHERS)),
    lost,
    known(null),
    known(chance.pick(PEOPLE)),
  );
  return {
    requester: whoPlays(chance, luck),
    trainer: whoPlays(chance, luck),
    ...(chance.yes(0.15) ? { otherTrainers: chance.list(1, 2, () => whoPlays(chance, luck)) } : {}),
    owners: chance.some([{ user: "carol" }, { user: "dave" }, { team: "acme/risk" }], 0),
    authors: accounts(chance, luck),
    committers: accounts(chance, luck),
    ...(chance.yes(0.9) ? { coAuthors: accounts(chance, luck) } : {}),
    ...(chance.yes(0.9) ? { pusher } : {}),
    reviews: chance.yes((1 - luck) / 10) ? lost : known(reviews(chance, luck)),
    memberships: memberships(chance, luck),
    ...(chance.yes(0.93) ? { reviewers: reviewers(chance, luck) } : {}),
  };
}

function reviews(chance: Chance, luck: Luck): unknown {
  const users = [
    ...PEOPLE.filter(() => chance.yes(0.35 + luck / 2)),
    ...(chance.yes(luck) ? [] : [APP, null]),
  ];
  const again = users.filter(() => chance.yes(0.2));
  return chance.shuffled([...users, ...again, ...(chance.yes(luck) ? [] : OTHERS)]).map((user, at) => {
    const state = chance.mostly(0.5 + luck / 2, "approved", "changes_requested", "commented", "dismissed");
    return {
      id: at + 1,
      user,
      state,
      commit: chance.mostly(0.5 + luck / 2, HEAD, OLDER, null),
      submittedAt: `2026-01-02T10:${String(chance.mostly(0.8, at, 5)).padStart(2, "0")}:00Z`,
      ...(state === "dismissed" && chance.yes(0.9) ? { dismissed: dismissal(chance) } : {}),
    };
  });
}

/** What it said, and who took it away: somebody with a part, somebody without, an App, or an account that is gone. */
function dismissal(chance: Chance): unknown {
  return {
    state: chance.mostly(0.8, "changes_requested", "approved"),
    by: chance.mostly<unknown>(0.5, chance.pick(PEOPLE), ...OTHERS, APP, OTHER_APP, null),
  };
}

function memberships(chance: Chance, luck: Luck): unknown {
  return TEAMS.flatMap((team) =>
    [...PEOPLE, ...OTHERS]
      .filter(() => chance.yes(0.9 + luck / 10))
      .flatMap(({ id }) =>
        // Read twice, the two need not agree.
        chance.list(1, chance.yes(0.02) ? 2 : 1, () => ({
          team,
          userId: id,
          state: chance.mostly(luck, "active", "none", "none", "unknown"),
        })),
      ),
  );
}

const RIGHTS = ["admin", "maintain", "write", "triage", "read", "none"];

/** Now and then what GitHub says of a right contradicts itself, as two requests at two moments can. */
function reviewers(chance: Chance, luck: Luck): unknown {
  return [...PEOPLE, ...OTHERS]
    .filter(() => chance.yes(0.9 + luck / 10))
    .map(({ id }) => {
      const permission = chance.mostly(luck, chance.pick(RIGHTS.slice(0, 2)), ...RIGHTS, null);
      const writes = permission === null ? null : RIGHTS.indexOf(permission) < 3;
      const said = chance.yes(0.95) ? { permission } : {};
      return { userId: id, mayWrite: chance.mostly(0.95, writes, true, false, null), ...said };
    });
}
