import { digestOf } from "../core/canonical.ts";
import type { ExaminedPolicy, PolicyLine } from "../core/policy/policy-problem.ts";
import { suggest } from "./suggest.ts";
import { counted, visible } from "./text.ts";

/** One problem for people and programs; `suggestion` is the key that was probably meant. */
interface CheckedLine extends PolicyLine {
  readonly suggestion?: string;
}

/** What `policy check` found out, as `--json` shows it. */
export interface CheckedPolicy {
  readonly usable: boolean;
  readonly stages: readonly string[];
  /** Null where the policy cannot be used. */
  readonly digest: string | null;
  readonly problems: readonly CheckedLine[];
  /** How many problems there are beyond these. */
  readonly more: number;
  readonly advice: readonly PolicyLine[];
}

export function checkedPolicy({ policy, problems, more, advice }: ExaminedPolicy): CheckedPolicy {
  return {
    usable: policy !== null,
    stages: policy?.stages.map(({ name }) => name) ?? [],
    digest: policy === null ? null : digestOf(policy),
    problems: problems.map(withSuggestion),
    more,
    advice,
  };
}

function withSuggestion(problem: PolicyLine): CheckedLine {
  if (problem.allowed === undefined) return problem;
  const key = problem.path.slice(problem.path.lastIndexOf(".") + 1);
  const suggestion = suggest(key, problem.allowed);
  return suggestion === undefined ? problem : { ...problem, suggestion };
}

/** The same for people. */
export function checkText(file: string, checked: CheckedPolicy): string {
  const { usable, stages, digest, problems, more, advice } = checked;
  if (!usable) {
    const head = `${file} cannot be used: ${counted(problems.length + more, "problem")}.`;
    return [head, ...problems.map(problemText), ...(more > 0 ? [`  and ${more} more`] : [])].join("\n");
  }
  const head = `${file} can be used: ${counted(stages.length, "stage")} (${stages.join(", ")}), digest ${digest}`;
  if (advice.length === 0) return head;
  return [head, "It is weaker or stricter than it looks:", ...advice.map(problemText)].join("\n");
}

function problemText({ line, path, expected, found, allowed, suggestion }: CheckedLine): string {
  const place = [line === null ? "" : `line ${line}`, path].filter((part) => part !== "").join(", ");
  const meant = suggestion === undefined ? "" : `; did you mean ${suggestion}?`;
  const keys = allowed === undefined ? "" : ` Allowed here: ${allowed.join(", ")}.`;
  return visible(
    `  ${place}: expected ${expected}, found ${found}${meant}${keys === "" || meant !== "" ? keys : `.${keys}`}`,
  );
}
