import type { Account } from "../../core/people.ts";
import type { Membership } from "../../core/policy/facts.ts";
import type { People, Permission } from "../../core/ports/people.ts";

/** Teams and rights in memory; whoever is not named has no rights. */
export class MemoryPeople implements People {
  readonly teams = new Map<string, Set<number>>();
  readonly rights = new Map<number, Permission>();

  async membership(team: string, account: Account): Promise<Membership> {
    const members = this.teams.get(team);
    const state = members === undefined ? "unknown" : members.has(account.id) ? "active" : "none";
    return { team, userId: account.id, state };
  }

  async permission(account: Account): Promise<Permission> {
    return this.rights.get(account.id) ?? "none";
  }

  async permissions(accounts: readonly Account[]): Promise<ReadonlyMap<number, Permission>> {
    return new Map(accounts.map(({ id }) => [id, this.rights.get(id) ?? "none"]));
  }
}
