import { PedigreeError } from "../../core/errors.ts";
import { describeValue, examineForm, type PlacedProblem, parseWith } from "../../core/parse.ts";
import { advisePolicy } from "../../core/policy/advise-policy.ts";
import { assertUsablePolicy, checkPolicy } from "../../core/policy/check-policy.ts";
import { type Policy, writtenPolicySchema } from "../../core/policy/policy.ts";
import type { ExaminedPolicy, PolicyLine, PolicyProblem } from "../../core/policy/policy-problem.ts";
import { policyParts } from "../../core/policy/require-parts.ts";
import { isTimeZone } from "../local-time.ts";
import { parseYaml, parseYamlWithLines, WRITTEN_YAML_LIMITS } from "./yaml.ts";

/** Where the policy lives in the registry repository. */
export const POLICY_PATH = "pedigree.yml";

/** Nobody mends more of them at once. */
const MAX_PROBLEMS = 50;

/**
 * The policy in the text of `pedigree.yml`: read within limits, defaults filled, rules across fields checked.
 * Raises FILE_TOO_LARGE, FILE_UNREADABLE or POLICY_INVALID, naming the place; there is no policy in part.
 */
export function parsePolicy(text: string, subject: string = POLICY_PATH): Policy {
  const written = parseYaml(text, subject, WRITTEN_YAML_LIMITS);
  const policy = parseWith(writtenPolicySchema, written, subject, "POLICY_INVALID");
  assertUsablePolicy(policy, subject);
  const [problem] = zoneProblems(policy);
  if (problem === undefined) return policy;
  throw new PedigreeError("POLICY_INVALID", "policy cannot be used", { subject, ...problem });
}

/**
 * The same for somebody who writes it: every problem with its line, and advice where there is none. What is no YAML is one
 * problem, since nothing behind it can be read.
 */
export function examinePolicy(text: string, subject: string = POLICY_PATH): ExaminedPolicy {
  try {
    const { value, lines } = parseYamlWithLines(text, subject, WRITTEN_YAML_LIMITS);
    const form = examineForm(writtenPolicySchema, value, MAX_PROBLEMS);
    if (!form.ok) return refused(form.problems, lines, form.more);
    const problems = [...checkPolicy(form.value), ...zoneProblems(form.value)];
    if (problems.length > 0) return refused(problems, lines);
    const advice = placed(advisePolicy(form.value), lines);
    return { policy: form.value, problems: [], more: 0, advice };
  } catch (error) {
    if (!(error instanceof PedigreeError)) throw error;
    const { path = "", expected = "a policy", found = error.message } = error.details;
    return { policy: null, problems: [{ line: null, path, expected, found }], more: 0, advice: [] };
  }
}

function refused(
  problems: readonly PlacedProblem[],
  lines: ReadonlyMap<string, number>,
  more = 0,
): ExaminedPolicy {
  const shown = placed(problems, lines).slice(0, MAX_PROBLEMS);
  return { policy: null, problems: shown, more: more + problems.length - shown.length, advice: [] };
}

/** In the order of the file. */
function placed(
  problems: readonly PlacedProblem[],
  lines: ReadonlyMap<string, number>,
): readonly PolicyLine[] {
  return problems
    .map((problem) => ({ ...problem, line: lineOf(problem.path, lines) }))
    .toSorted((a, b) => a.line - b.line);
}

/** Of what is missing, the line of what it is missing in. */
function lineOf(path: string, lines: ReadonlyMap<string, number>): number {
  // The rules write a pattern `models["credit-*"]`, the reader as any other key.
  for (let place = path.replace(/\["([^"]*)"\]/, ".$1"); place !== ""; ) {
    const line = lines.get(place);
    if (line !== undefined) return line;
    place = place.slice(0, Math.max(place.lastIndexOf("."), place.lastIndexOf("["), 0));
  }
  return lines.get("") ?? 1;
}

/** Which zones there are is known only to the runtime, so this one rule is checked here and not in the core. */
function zoneProblems(policy: Policy): readonly PolicyProblem[] {
  return policyParts(policy).flatMap(({ require, path }) =>
    (require.freeze ?? []).flatMap(({ zone }, at) =>
      isTimeZone(zone)
        ? []
        : [
            {
              path: `${path}.freeze[${at}].zone`,
              expected: "an IANA time zone, such as Europe/Berlin",
              found: describeValue(zone),
            },
          ],
    ),
  );
}
