import type { Account } from "../people.ts";
import type { Membership } from "../policy/facts.ts";

export type Permission = "admin" | "maintain" | "write" | "triage" | "read" | "none" | "unknown";

/** Accounts and what they may do, read live: never from a webhook's payload. */
export interface People {
  /** `none` only when GitHub says so and the token can see the team; otherwise `unknown`. */
  membership(team: string, account: Account): Promise<Membership>;
  /** The account's permission on the registry repository. */
  permission(account: Account): Promise<Permission>;
  /**
   * The permissions of several accounts by their numeric ids, for no more requests than a list of everybody takes.
   * `none` for whom a whole list does not name (in a public repository everybody may read all the same); everybody is `unknown` where there is no whole list.
   */
  permissions(accounts: readonly Account[]): Promise<ReadonlyMap<number, Permission>>;
}
