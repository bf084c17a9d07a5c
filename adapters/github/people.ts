import type { Account } from "../../core/people.ts";
import type { Membership } from "../../core/policy/facts.ts";
import type { People, Permission } from "../../core/ports/people.ts";
import { type GitHubApi, ownerAndRepo } from "./api.ts";
import { statusOf } from "./errors.ts";

const MAX_TEAM_MEMBERS = 3_000;

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

  #members(team: string): Promise<ReadonlySet<number> | undefined> {
    const asked = this.#asked.get(team);
    if (asked !== undefined) return asked;
    const request = this.#readMembers(team).finally(() => this.#asked.delete(team));
    this.#asked.set(team, request);
    return request;
  }

  /** Undefined when the team is not there, not visible to the token, or larger than the limit. */
  async #readMembers(team: string): Promise<ReadonlySet<number> | undefined> {
    const [org = "", slug = ""] = team.split("/");
    try {
      const { items, complete } = await this.#api.list(`members of ${team}`, MAX_TEAM_MEMBERS, (rest, page) =>
        rest.teams.listMembersInOrg({ org, team_slug: slug, ...page }),
      );
      return complete ? new Set(items.map((member) => member.id)) : undefined;
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
