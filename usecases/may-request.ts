import type { Account } from "../core/people.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { RegistryPorts } from "./ports.ts";

/** GitHub's rights that include triage: labels are theirs to put on. */
const TRIAGE_OR_BETTER: readonly string[] = ["admin", "maintain", "write", "triage"];

/**
 * Why this account may not ask for a move; undefined when it may. Read live, never from a webhook; whatever cannot
 * be established is a no.
 */
export async function whyNotRequest(
  ports: Pick<RegistryPorts, "people">,
  policy: Policy,
  account: Account,
): Promise<string | undefined> {
  const permission = await ports.people.permission(account);
  if (!TRIAGE_OR_BETTER.includes(permission)) {
    return `asking needs the right to triage in the registry repository, found ${permission}`;
  }
  const { promote } = policy.access;
  if (promote === undefined) return undefined;
  for (const principal of promote) {
    if ("user" in principal) {
      if (principal.user.toLowerCase() === account.login.toLowerCase()) return undefined;
      continue;
    }
    const { state } = await ports.people.membership(principal.team, account);
    if (state === "active") return undefined;
  }
  const named = promote.map((principal) => ("user" in principal ? principal.user : principal.team));
  return `access.promote names ${named.join(", ")}`;
}
