import type { Evidence, RequirementResult } from "../decision.ts";
import type { Check, Facts } from "../facts.ts";
import { type Requirement, resultOf, worstOf } from "../requirement.ts";

interface WantedCheck {
  readonly name: string;
  readonly app: string;
}

/** Checks that others made of the very commit that is judged. */
export const checksRequirement: Requirement = {
  kind: "checks",
  triggers: ["push", "check"],
  describe: {
    written: "`checks: [{ name: NAME, app: APP-SLUG }]`",
    asks: "that each named check of the named GitHub App has succeeded on the head commit",
    rules: [
      "A check of the same name by another App counts for nothing: anybody who can push can make one.",
      "Of several with one name the newest decides.",
      "Only the conclusion `success` passes; `neutral` and `skipped` fail, although GitHub shows them as green.",
      "A check that has not begun or not ended is waited for.",
    ],
  },
  evaluate: ({ stage, facts }) => {
    const wanted = stage.require.checks;
    if (wanted === undefined) return undefined;
    const children = wanted.map((check) => evaluateCheck(check, facts));
    const passed = children.filter(({ status }) => status === "passed").length;
    return resultOf({
      kind: "checks",
      status: worstOf(children),
      title: "required checks",
      expected: `${wanted.length} of ${wanted.length} succeeded`,
      found: facts.checks.known ? `${passed} of ${wanted.length}` : facts.checks.reason,
      evidence: children.flatMap(({ evidence }) => evidence),
      children,
    });
  },
};

function evaluateCheck(wanted: WantedCheck, facts: Facts): RequirementResult {
  const part = {
    kind: "check",
    title: `check ${wanted.name} by ${wanted.app}`,
    expected: "success",
  };
  if (!facts.checks.known) return resultOf({ ...part, status: "unknown", found: facts.checks.reason });
  const newest = newestCheck(facts.checks.value, wanted, facts);
  if (newest === undefined) {
    const remedy = `wait for ${wanted.app}, or see why it does not run on this commit`;
    return resultOf({ ...part, status: "pending", found: "no such check on this commit", remedy });
  }
  if (newest.status !== "completed") return resultOf({ ...part, status: "pending", found: newest.status });
  const found = newest.conclusion ?? "no conclusion";
  if (newest.conclusion !== "success") {
    return resultOf({
      ...part,
      status: "failed",
      found,
      remedy: "mend what the check found, then run it again",
    });
  }
  return resultOf({ ...part, status: "passed", found, evidence: [evidenceOf(newest)] });
}

function newestCheck(checks: readonly Check[], { name, app }: WantedCheck, facts: Facts): Check | undefined {
  return checks
    .filter((check) => check.name === name && check.app === app && check.commit === facts.head)
    .toSorted(compareAge)
    .at(-1);
}

/** Older first. One that has not started yet was asked for last, so it must not hide behind a finished one. */
function compareAge(a: Check, b: Check): number {
  const [first, second] = [startOf(a), startOf(b)];
  return first < second ? -1 : first > second ? 1 : a.id - b.id;
}

function startOf({ startedAt }: Check): string {
  return startedAt === null ? "~" : startedAt.replace(/(\.\d+)?Z$/, "");
}

function evidenceOf(check: Check): Evidence {
  return {
    kind: "check",
    name: check.name,
    app: check.app,
    appId: check.appId,
    checkRunId: check.id,
    conclusion: check.conclusion,
    commit: check.commit,
  };
}
