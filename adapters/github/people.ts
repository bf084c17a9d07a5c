import type { Account } from "../../core/people.ts";
import type { Membership } from "../../core/policy/facts.ts";
import type { People, Permission } from "../../core/ports/people.ts";
import { type GitHubApi, type Listing, ownerAndRepo } from "./api.ts";
import { statusOf } from "./errors.ts";

const MAX_TEAM_MEMBERS = 3_000;
const MAX_COLLABORATORS = 3_000;

/**
 * Who is in which team and may do what, always asked anew. A team's members are read as a list, because that list
 * names accounts by id: a login may have been renamed and taken by somebody else since.
 */
export class GitHubPeople implements People {
  readonly #api: GitHubApi;
  readonly #fullName: string;
  /** Requests under way: several questions about one team at the same time are one request. */
  readonly #asked = new Map<string, Promise<ReadonlySet<number> | undefined>>();

  constructor(api: GitHubApi, fullName: string) {
    this.#api = api;
    this.#fullName = fullName;
  }

  async membership(team: string, account: Account): Promise<Membership> {
    const members = await this.#members(team);
    const state = members === undefined ? "unknown" : members.has(account.id) ? "active" : "none";
    return { team, userId: account.id, state };
  }

  async permission(account: Account): Promise<Permission> {
    try {
      const dto = await this.#api.read(`permission of ${account.login} on ${this.#fullName}`, (rest) =>
        rest.repos.getCollaboratorPermissionLevel({
          ...ownerAndRepo(this.#fullName),
          username: account.login,
        }),
      );
      if (dto.user?.id !== account.id) return "unknown";
      return toPermission(dto.role_name) ?? toPermission(dto.permission) ?? "unknown";
    } catch (error) {
      // 404: no such user any more, or the token may not look. Neither says "none".
      if (statusOf(error) === 404 || statusOf(error) === 403) return "unknown";
      throw error;
    }
  }

  async permissions(accounts: readonly Account[]): Promise<ReadonlyMap<number, Permission>> {
    const [first, ...others] = accounts;
    if (first === undefined) return new Map();
    if (others.length === 0) return new Map([[first.id, await this.permission(first)]]);
    const listed = await this.#collaborators();
    return new Map(
      accounts.map(({ id }) => [id, listed === undefined ? "unknown" : (listed.get(id) ?? "none")]),
    );
  }

  /** Undefined where GitHub gives no whole list; without `affiliation` it lists all that a team or role lets in, too. */
  async #collaborators(): Promise<ReadonlyMap<number, Permission> | undefined> {
    const people = await this.#wholeList(() =>
      this.#api.list(`collaborators of ${this.#fullName}`, MAX_COLLABORATORS, (rest, page) =>
        rest.repos.listCollaborators({ ...ownerAndRepo(this.#fullName), ...page }),
      ),
    );
    if (people === undefined) return undefined;
    return new Map(
      people.map((dto) => [dto.id, toPermission(dto.role_name) ?? coarsePermission(dto.permissions)]),
    );
  }

  #members(team: string): Promise<ReadonlySet<number> | undefined> {
    const asked = this.#asked.get(team);
    if (asked !== undefined) return asked;
    const request = this.#readMembers(team).finally(() => this.#asked.delete(team));
    this.#asked.set(team, request);
    return request;
  }

  /** The list holds members of child teams, too, and nobody whose invitation is pending. */
  async #readMembers(team: string): Promise<ReadonlySet<number> | undefined> {
    const [org = "", slug = ""] = team.split("/");
    const members = await this.#wholeList(() =>
      this.#api.list(`members of ${team}`, MAX_TEAM_MEMBERS, (rest, page) =>
        rest.teams.listMembersInOrg({ org, team_slug: slug, ...page }),
      ),
    );
    return members === undefined ? undefined : new Set(members.map(({ id }) => id));
  }

  /** Undefined when the thing is not there, not visible to the token, or larger than the limit. */
  async #wholeList<T>(read: () => Promise<Listing<T>>): Promise<readonly T[] | undefined> {
    try {
      const { items, complete } = await read();
      return complete ? items : undefined;
    } catch (error) {
      if (statusOf(error) === 404 || statusOf(error) === 403) return undefined;
      throw error;
    }
  }
}

const PERMISSIONS: ReadonlySet<string> = new Set(["admin", "maintain", "write", "triage", "read", "none"]);

function isPermission(name: string): name is Permission {
  return PERMISSIONS.has(name);
}

/** An organisation's own role names are none of these; then the coarse permission decides. */
function toPermission(name: string): Permission | undefined {
  return isPermission(name) ? name : undefined;
}

/** What a role of the organisation's own making is built upon. */
function coarsePermission(rights: Readonly<Record<string, boolean>> | undefined): Permission {
  if (rights === undefined) return "unknown";
  if (rights.admin === true) return "admin";
  if (rights.maintain === true) return "maintain";
  if (rights.push === true) return "write";
  if (rights.triage === true) return "triage";
  return rights.pull === true ? "read" : "none";
}
