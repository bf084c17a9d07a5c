import { PedigreeError } from "../../core/errors.ts";
import { describeValue, parseWith } from "../../core/parse.ts";
import { assertUsablePolicy } from "../../core/policy/check-policy.ts";
import { type Policy, writtenPolicySchema } from "../../core/policy/policy.ts";
import { policyParts } from "../../core/policy/require-parts.ts";
import { isTimeZone } from "../local-time.ts";
import { parseYaml, WRITTEN_YAML_LIMITS } from "./yaml.ts";

/** Where the policy lives in the registry repository. */
export const POLICY_PATH = "pedigree.yml";

/**
 * The policy in the text of `pedigree.yml`: read within limits, defaults filled, rules across fields checked.
 * Raises FILE_TOO_LARGE, FILE_UNREADABLE or POLICY_INVALID, naming the place; there is no policy in part.
 */
export function parsePolicy(text: string, subject: string = POLICY_PATH): Policy {
  const written = parseYaml(text, subject, WRITTEN_YAML_LIMITS);
  const policy = parseWith(writtenPolicySchema, written, subject, "POLICY_INVALID");
  assertUsablePolicy(policy, subject);
  assertTimeZones(policy, subject);
  return policy;
}

/** Which zones there are is known only to the runtime, so this one rule is checked here and not in the core. */
function assertTimeZones(policy: Policy, subject: string): void {
  for (const { require, path } of policyParts(policy)) {
    const at = (require.freeze ?? []).findIndex(({ zone }) => !isTimeZone(zone));
    if (at < 0) continue;
    throw new PedigreeError("POLICY_INVALID", "policy cannot be used", {
      subject,
      path: `${path}.freeze[${at}].zone`,
      expected: "an IANA time zone, such as Europe/Berlin",
      found: describeValue(require.freeze?.[at]?.zone),
    });
  }
}
