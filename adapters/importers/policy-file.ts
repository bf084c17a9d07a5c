import { parseWith } from "../../core/parse.ts";
import { assertUsablePolicy } from "../../core/policy/check-policy.ts";
import { type Policy, writtenPolicySchema } from "../../core/policy/policy.ts";
import { parseYaml } from "./yaml.ts";

/** Where the policy lives in the registry repository. */
export const POLICY_PATH = "pedigree.yml";

/**
 * The policy in the text of `pedigree.yml`: read within limits, defaults filled, rules across fields checked.
 * Raises FILE_TOO_LARGE, FILE_UNREADABLE or POLICY_INVALID, naming the place; there is no policy in part.
 */
export function parsePolicy(text: string, subject: string = POLICY_PATH): Policy {
  const written = parseYaml(text, subject);
  const policy = parseWith(writtenPolicySchema, written, subject, "POLICY_INVALID");
  assertUsablePolicy(policy, subject);
  return policy;
}
