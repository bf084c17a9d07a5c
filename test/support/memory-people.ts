import type { Account } from "../../core/people.ts";
import type { Membership } from "../../core/policy/facts.ts";
import type { People, Permission } from "../../core/ports/people.ts";

/** Teams and rights in memory; whoever is not named has no rights. */
export class MemoryPeople implements People {
  readonly teams = new Map<string, Set<number>>();
  readonly permissions = new Map<number, Permission>();

  async membership(team: string, account: Account): Promise<Membership> {
    const members = this.teams.get(team);
    const state = members === undefined ? "unknown" : members.has(account.id) ? "active" : "none";
    return { team, userId: account.id, state };
  }

  async permission(account: Account): Promise<Permission> {
    return this.permissions.get(account.id) ?? "none";
  }
}
