import type { Check, Facts } from "../../../core/policy/facts.ts";
import type { CheckRule } from "../../../core/policy/require.ts";
import type { OracleKind, Status } from "../verdict.ts";

type Place = NonNullable<CheckRule["on"]>;

export const checks: OracleKind<readonly CheckRule[]> = {
  kind: "checks",
  judge: (rules, facts) => rules.map((rule) => one(rule, facts)),
};

function one(rule: CheckRule, facts: Facts): Status {
  const place = rule.on ?? "head";
  const found = place === "head" ? facts.checks : facts.training?.checks;
  if (found === undefined || !found.known) return "unknown";
  // Nobody asked GitHub which workflow made it, so no workflow is known to have.
  if (rule.workflow !== undefined && everyNamed(rule, facts).some(({ workflow }) => workflow === undefined)) {
    return "unknown";
  }
  const conclusion = concluded(newestOf(namedBy(rule, facts)));
  // A file is compared once the check that it made has succeeded.
  if (conclusion !== "passed" || rule.workflow === undefined) return conclusion;
  return workflowFile(place, rule.workflow, facts);
}

function everyNamed({ name, app, on }: CheckRule, facts: Facts): readonly Check[] {
  const [found, commit] =
    on === "training" ? [facts.training?.checks, facts.training?.commit] : [facts.checks, facts.head];
  const value = found?.known === true ? found.value : [];
  return value.filter(
    (check) => check.name === name && [check.app, check.appId].includes(app) && check.commit === commit,
  );
}

/** The checks of which the newest decides. */
export function namedBy(rule: CheckRule, facts: Facts): readonly Check[] {
  return everyNamed(rule, facts).filter(
    ({ workflow }) => rule.workflow === undefined || workflow === rule.workflow,
  );
}

/** One that has not started yet was asked for last: “a new attempt takes the place of the one before”. */
export function newestOf(made: readonly Check[]): Check | undefined {
  const start = ({ startedAt }: Check) =>
    startedAt === null ? Number.POSITIVE_INFINITY : Date.parse(startedAt);
  return made.toSorted((a, b) => (start(a) === start(b) ? a.id - b.id : start(a) - start(b))).at(-1);
}

function concluded(check: Check | undefined): Status {
  if (check === undefined || check.status !== "completed") return "pending";
  return check.conclusion === "success" ? "passed" : "failed";
}

/** “Its file at that commit has to be the one of the registry branch, byte for byte, or the check fails.” */
function workflowFile(place: Place, path: string, facts: Facts): Status {
  const file = facts.workflowFiles?.find((one) => one.on === place && one.path === path);
  if (file === undefined || !file.blobs.known) return "unknown";
  const { judged, governed } = file.blobs.value;
  return judged !== null && judged === governed ? "passed" : "failed";
}
