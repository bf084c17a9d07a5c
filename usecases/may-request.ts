import type { Account } from "../core/people.ts";
import type { Policy } from "../core/policy/policy.ts";
import { isUser, type Principal } from "../core/policy/principal.ts";
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
  if (await isNamed(ports, promote, account)) return undefined;
  return `access.promote names ${namesOf(promote)}`;
}

/**
 * Why this account may not override, freeze, unfreeze or acknowledge; undefined when it may. Only people whom the
 * policy names may, and nobody where it names none.
 */
export async function whyNotOverride(
  ports: Pick<RegistryPorts, "people">,
  policy: Policy,
  account: Account,
): Promise<string | undefined> {
  const { override } = policy.access;
  if (override === undefined)
    return "the policy gives nobody this right; access.override would name who has it";
  if (!account.bot && (await isNamed(ports, override, account))) return undefined;
  return `this is for those whom access.override names: ${namesOf(override)}`;
}

async function isNamed(
  ports: Pick<RegistryPorts, "people">,
  principals: readonly Principal[],
  account: Account,
): Promise<boolean> {
  for (const principal of principals) {
    if ("user" in principal) {
      if (isUser(principal, account)) return true;
      continue;
    }
    const { state } = await ports.people.membership(principal.team, account);
    if (state === "active") return true;
  }
  return false;
}

function namesOf(principals: readonly Principal[]): string {
  return principals.map((principal) => ("user" in principal ? principal.user : principal.team)).join(", ");
}
