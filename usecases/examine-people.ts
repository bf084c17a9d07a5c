import type { Account } from "../core/people.ts";
import { type ApproverGroup, approverGroups } from "../core/policy/approver-groups.ts";
import type { Known } from "../core/policy/known.ts";
import type { Policy } from "../core/policy/policy.ts";
import { type NamedUser, nameOfUser } from "../core/policy/principal.ts";
import type { Inspection } from "../core/ports/inspection.ts";
import { type Diagnosis, fine, type Patient, unknown } from "./diagnosis.ts";

const ABOUT = "people";

/** Whether whom the policy names is there, and whether the groups that have to approve are large enough. */
export async function examinePeople({ inspection, policy }: Patient): Promise<readonly Diagnosis[]> {
  if (policy === undefined) return [];
  const look = lookingOnce(inspection);
  const users = await Promise.all(usersIn(policy).map((user) => examineUser(look, user)));
  const groups = await Promise.all(approverGroups(policy).map((group) => examineGroup(look, group)));
  const found = [...users.flat(), ...groups.flat()];
  const silent = found.length > 0 || (users.length === 0 && groups.length === 0);
  return silent ? found : [fine(ABOUT, "everybody whom the policy names is there, and enough to approve")];
}

type Looks = Pick<Inspection, "account" | "members">;

/** Several groups name the same people. */
function lookingOnce(inspection: Inspection): Looks {
  const accounts = new Map<string, ReturnType<Looks["account"]>>();
  const members = new Map<string, ReturnType<Looks["members"]>>();
  return {
    account: (login) => once(accounts, login.toLowerCase(), () => inspection.account(login)),
    members: (team) => once(members, team, () => inspection.members(team)),
  };
}

function once<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const asked = known.get(key) ?? ask();
  known.set(key, asked);
  return asked;
}

interface WrittenUser {
  readonly entry: NamedUser;
  readonly path: string;
}

/** Wherever a policy names somebody, it does so under the key `user`. */
function usersIn(policy: Policy): readonly WrittenUser[] {
  const found = entriesIn(policy, "");
  return [...new Map(found.map((one) => [JSON.stringify(one.entry), one])).values()];
}

function entriesIn(value: unknown, path: string): readonly WrittenUser[] {
  if (typeof value !== "object" || value === null) return [];
  if ("user" in value && typeof value.user === "string") {
    const id = "id" in value && typeof value.id === "number" ? { id: value.id } : {};
    return [{ entry: { user: value.user, ...id }, path }];
  }
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, inner]) =>
    entriesIn(inner, isList ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`),
  );
}

async function examineUser(look: Looks, { entry, path }: WrittenUser): Promise<readonly Diagnosis[]> {
  const { user, id } = entry;
  const account = await look.account(user);
  const place = `${path} names ${nameOfUser(entry)}`;
  if (!account.known) return [unknown(ABOUT, `${place}: ${account.reason}`)];
  if (account.value === undefined) return [missing(place, id)];
  if (id !== undefined && account.value.id !== id) {
    const what = `${place}, and ${user} is account ${account.value.id} by now; account ${id} counts, whatever it is called`;
    return [{ about: ABOUT, level: "mend", what, remedy: "write the login that account has now" }];
  }
  // A program may ask for moves; its approval and its override never count.
  if (!account.value.bot || path.startsWith("access.promote")) return [];
  const what = `${place}, which is no person's account, so it never counts`;
  return [{ about: ABOUT, level: "mend", what, remedy: "name a person or a team" }];
}

function missing(place: string, id: number | undefined): Diagnosis {
  const what = `${place}, and nobody is called that`;
  if (id === undefined) {
    const remedy =
      "write the login of today, with its id, so that a new name changes nothing; or take it out";
    return { about: ABOUT, level: "mend", what, remedy };
  }
  const remedy = `write the login that account ${id} has now, or take it out if it is gone`;
  return { about: ABOUT, level: "advice", what: `${what}; account ${id} still counts`, remedy };
}

async function examineGroup(look: Looks, group: ApproverGroup): Promise<readonly Diagnosis[]> {
  const people = await peopleIn(look, group);
  if (!people.known) return [unknown(ABOUT, `whether ${group.path} can be met: ${people.reason}`)];
  const { path, count, leavesOut } = group;
  const size = people.value.size;
  if (size < count) {
    const what = `${path} asks for ${count}, and ${size} can approve, so it is never met`;
    return [{ about: ABOUT, level: "mend", what, remedy: "let more people approve, or ask for fewer" }];
  }
  if (!leavesOut || size > count) return [];
  const what = `${path} asks for ${count}, and no more than ${size} can approve: it is not met as soon as \`not\` leaves one of them out`;
  return [{ about: ABOUT, level: "advice", what, remedy: "let one more person approve" }];
}

async function peopleIn(look: Looks, { teams, users }: ApproverGroup): Promise<Known<ReadonlySet<number>>> {
  const lists = await Promise.all([
    ...teams.map((team) => look.members(team)),
    ...users.map(async (user) => asList(await look.account(user))),
  ]);
  const people = new Set<number>();
  for (const list of lists) {
    if (!list.known) return list;
    for (const { id, bot } of list.value) if (!bot) people.add(id);
  }
  return { known: true, value: people };
}

function asList(account: Known<Account | undefined>): Known<readonly Account[]> {
  if (!account.known) return account;
  return { known: true, value: account.value === undefined ? [] : [account.value] };
}
