import type { Evidence, RequirementResult } from "../decision.ts";
import type { Check, Facts, Known } from "../facts.ts";
import type { CheckRule } from "../require.ts";
import { resultOf, type WrittenRequirement, worstOf } from "../requirement.ts";

/** Checks that others made of the very commit that is judged. */
export const checksRequirement: WrittenRequirement = {
  kind: "checks",
  triggers: ["push", "check"],
  describe: {
    written:
      "`checks: [{ name: NAME, app: SLUG-OR-ID, on: training, workflow: .github/workflows/NAME.yml }]`",
    asks: "that each named check of the named GitHub App has succeeded on the head commit, or on the commit that the version was trained from",
    rules: [
      "A check of the same name by another App counts for nothing: anybody who can push can make one.",
      "`app` is the App's slug, as in `github.com/apps/SLUG`, or its id as a number. A slug that an App gives up may be registered by somebody else; an id never changes hands.",
      "Of several with one name the newest decides.",
      "Only the conclusion `success` passes; `neutral` and `skipped` fail, although GitHub shows them as green.",
      "A check that has not begun or not ended is waited for; a new attempt takes the place of the one before.",
      "`on: training` looks at the commit of the training repository that the version's run was made from, as GitHub told it at registration.",
      "`workflow` names the workflow of GitHub Actions of which the check must be a job: any other workflow can make a check of that name. Once it has succeeded, its file at that commit has to be the one of the registry branch (`on: training`: of the training repository's default branch), byte for byte, or the check fails: a changed workflow can succeed at anything.",
    ],
  },
  demand: ({ require: { checks } }) => {
    if (checks === undefined) return undefined;
    const parts = checks.map(partOf).map(({ title, expected }) => `${title}: ${expected}`);
    return { asks: TITLE, parts };
  },
  evaluate: ({ stage, facts }) => {
    const wanted = stage.require.checks;
    if (wanted === undefined) return undefined;
    const children = wanted.map((check) => evaluateCheck(check, facts));
    const passed = children.filter(({ status }) => status === "passed").length;
    return resultOf({
      kind: "checks",
      status: worstOf(children),
      title: TITLE,
      expected: `${wanted.length} of ${wanted.length} succeeded`,
      found: facts.checks.known ? `${passed} of ${wanted.length}` : facts.checks.reason,
      evidence: children.flatMap(({ evidence }) => evidence),
      children,
    });
  },
};

const TITLE = "required checks";

function partOf(rule: CheckRule) {
  const { name, on, workflow } = rule;
  return {
    kind: "check",
    title: `check ${name} by ${appText(rule)}${on === "training" ? " on the training commit" : ""}`,
    expected: workflow === undefined ? "success" : `success of ${workflow}`,
  };
}

function evaluateCheck(rule: CheckRule, facts: Facts): RequirementResult {
  const where = rule.on === "training" ? "the training commit" : "this commit";
  const part = partOf(rule);
  const candidate = newestCheck(rule, facts);
  if (!candidate.known) return resultOf({ ...part, status: "unknown", found: candidate.reason });
  const newest = candidate.value;
  if (newest === undefined) {
    const remedy = `wait for ${appText(rule)}, or see why it does not run on ${where}`;
    return resultOf({ ...part, status: "pending", found: `no such check on ${where}`, remedy });
  }
  if (newest.status !== "completed") return resultOf({ ...part, status: "pending", found: newest.status });
  const found = newest.conclusion ?? "no conclusion";
  if (newest.conclusion !== "success") {
    const remedy = "mend what the check found, then run it again";
    return resultOf({ ...part, status: "failed", found, remedy });
  }
  const problem = workflowProblem(rule, facts);
  if (problem !== undefined) return resultOf({ ...part, ...problem });
  return resultOf({ ...part, status: "passed", found, evidence: [evidenceOf(newest)] });
}

/** The check that decides about a rule, undefined where there is none. */
export function newestCheck(rule: CheckRule, facts: Facts): Known<Check | undefined> {
  const candidates = candidatesFor(rule, facts);
  if (!candidates.known) return candidates;
  return { known: true, value: candidates.value.toSorted(compareAge).at(-1) };
}

/** Checks of that name, App and workflow on the commit that the rule is about. */
function candidatesFor({ name, app, on, workflow }: CheckRule, facts: Facts): Known<readonly Check[]> {
  const place = on === "training" ? facts.training : { commit: facts.head, checks: facts.checks };
  if (place === undefined) return { known: false, reason: "checks of the training commit were not read" };
  if (!place.checks.known) return place.checks;
  const named = place.checks.value.filter(
    (check) => check.name === name && isBy(check, app) && check.commit === place.commit,
  );
  if (workflow === undefined) return { known: true, value: named };
  if (named.some((check) => check.workflow === undefined)) {
    return { known: false, reason: "it is not known which workflow made the check" };
  }
  return { known: true, value: named.filter((check) => check.workflow === workflow) };
}

function isBy(check: Check, app: CheckRule["app"]): boolean {
  return typeof app === "number" ? check.appId === app : check.app === app;
}

function appText({ app }: CheckRule): string {
  return typeof app === "number" ? `the App with the id ${app}` : app;
}

/** B4: whoever can push can also change the workflow, so that it succeeds at anything. */
export function workflowProblem(
  { on = "head", workflow }: CheckRule,
  { workflowFiles }: Facts,
): Pick<RequirementResult, "status" | "found" | "remedy"> | undefined {
  if (workflow === undefined) return undefined;
  const file = workflowFiles?.find((one) => one.on === on && one.path === workflow);
  if (file === undefined || !file.blobs.known) {
    const reason = file?.blobs.known === false ? file.blobs.reason : "it was not read";
    return { status: "unknown", found: `${workflow} cannot be compared: ${reason}`, remedy: null };
  }
  const { judged, governed } = file.blobs.value;
  if (judged !== null && judged === governed) return undefined;
  const branch = on === "training" ? "the default branch" : "the registry branch";
  const found = judged === null ? `no ${workflow} at the commit` : `${workflow} is not the one of ${branch}`;
  const remedy = `let the check run with the workflow of ${branch}`;
  return { status: "failed", found: `success, but ${found}`, remedy };
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
