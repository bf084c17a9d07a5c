import { CHECK_NAME } from "./audit-settings.ts";
import { isCheckKey } from "./check-key.ts";
import { REGISTRATION_PREFIX } from "./registration-check.ts";

const NEWS = "pedigree tells ";

/** By which it is remembered that a repository was told of a landing. Never the name of the check that a ruleset requires. */
export function newsCheckName(repository: string): string {
  return `${NEWS}${repository}`;
}

/**
 * Whether a check run, by the App that the keeper of a registry is, was made by that keeper. The App alone does not tell: a
 * workflow that keeps a registry has the one of every job.
 */
export function isKeepersCheck({ name, key }: { readonly name: string; readonly key: string }): boolean {
  return isVerdict({ name, key }) || name.startsWith(NEWS) || name.startsWith(REGISTRATION_PREFIX);
}

/** Whether it is the keeper's word on a commit, as above. */
export function isVerdict({ name, key }: { readonly name: string; readonly key: string }): boolean {
  return name === CHECK_NAME && isCheckKey(key);
}
