import type { Account } from "../core/people.ts";
import type { Policy } from "../core/policy/policy.ts";
import { isUser, type Principal } from "../core/policy/principal.ts";
import { POLICY_EDITORS, type Refusal } from "../core/registry/refusal.ts";
import type { RegistryPorts } from "./ports.ts";

/** GitHub's rights that include writing. */
const WRITE_OR_BETTER: readonly string[] = ["admin", "maintain", "write"];
/** Those that include triage: labels are theirs to put on. */
const TRIAGE_OR_BETTER: readonly string[] = [...WRITE_OR_BETTER, "triage"];

/**
 * Why this account may not ask for a move; undefined when it may. Read live, never from a webhook; whatever cannot
 * be established is a no.
 */
export async function whyNotRequest(
  ports: Pick<RegistryPorts, "people">,
  policy: Policy,
  account: Account,
): Promise<Refusal | undefined> {
  const permission = await ports.people.permission(account);
  if (!TRIAGE_OR_BETTER.includes(permission)) {
    return lacksRight("asking needs", "triage", permission);
  }
  const { promote } = policy.access;
  if (promote === undefined) return undefined;
  const named = await isNamed(ports, promote, account);
  if (named === "yes") return undefined;
  if (named !== "no") return hiddenTeam("access.promote", named);
  const names = namesOf(promote);
  return denied({
    reason: `asking is for those whom access.promote names: ${names}`,
    who: names,
    next: "let one of them say it, or propose another access.promote in pedigree.yml",
  });
}

/**
 * Why this account may not override, freeze, unfreeze or acknowledge; undefined when it may. Only people whom the
 * policy names may, and nobody where it names none. Whoever can read a repository may comment in it, and a login may have
 * been given up and taken by somebody else, so the right to write is asked for as well, as it is of approvers.
 */
export async function whyNotOverride(
  ports: Pick<RegistryPorts, "people">,
  policy: Policy,
  account: Account,
): Promise<Refusal | undefined> {
  const { override } = policy.access;
  if (override === undefined) {
    return denied({
      reason: "the policy gives nobody this right",
      who: POLICY_EDITORS,
      next: "propose access.override in pedigree.yml, which names who has it",
    });
  }
  const names = namesOf(override);
  const named = account.bot ? "no" : await isNamed(ports, override, account);
  if (named !== "yes" && named !== "no") return hiddenTeam("access.override", named);
  if (named === "no") {
    return denied({
      reason: `this is for those whom access.override names: ${names}`,
      who: names,
      next: "let one of them say it",
    });
  }
  const permission = await ports.people.permission(account);
  return WRITE_OR_BETTER.includes(permission) ? undefined : lacksRight("this needs", "write", permission);
}

function lacksRight(what: string, right: "write" | "triage", permission: string): Refusal {
  const isUnknown = permission === "unknown";
  return denied({
    reason: `${what} the right to ${right} in the registry repository, found ${permission}`,
    who: isUnknown
      ? "GitHub, which did not tell the right; if it stays so, whoever installed the App"
      : `an administrator of the registry repository gives the right; whoever has it may ${WHOEVER[right]}`,
    next: isUnknown ? "say it again in some minutes" : "ask one of them, then say it again",
  });
}

const WHOEVER = { triage: "ask instead", write: "say it instead, if access.override names them" } as const;

function denied(refusal: Omit<Refusal, "code">): Refusal {
  return { code: "ACCESS_DENIED", ...refusal };
}

/** Not to know is no yes, but another answer than no: whoever is told that they are not named asks the wrong people for help. */
function hiddenTeam(list: string, { hidden }: HiddenTeam): Refusal {
  return denied({
    reason: `GitHub did not show the members of ${hidden}, so nobody can tell whether ${list} names whoever said it`,
    who: `whoever installed the App, which needs the permission members: read; or ${POLICY_EDITORS}, if there is no such team`,
    next: "ask one of them, then say it again",
  });
}

interface HiddenTeam {
  /** A team whose members are not known. */
  readonly hidden: string;
}

async function isNamed(
  ports: Pick<RegistryPorts, "people">,
  principals: readonly Principal[],
  account: Account,
): Promise<"yes" | "no" | HiddenTeam> {
  let hidden: string | undefined;
  for (const principal of principals) {
    if ("user" in principal) {
      if (isUser(principal, account)) return "yes";
      continue;
    }
    const { state } = await ports.people.membership(principal.team, account);
    if (state === "active") return "yes";
    if (state === "unknown") hidden ??= principal.team;
  }
  return hidden === undefined ? "no" : { hidden };
}

/** Those whom a list of the policy names, in words. */
export function namesOf(principals: readonly Principal[]): string {
  return principals.map((principal) => ("user" in principal ? principal.user : principal.team)).join(", ");
}
