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
  const commit = place === "head" ? facts.head : facts.training?.commit;
  const found = place === "head" ? facts.checks : facts.training?.checks;
  if (found === undefined || !found.known) return "unknown";
  const named = found.value.filter(
    (check) => check.name === rule.name && check.app === rule.app && check.commit === commit,
  );
  // Nobody asked GitHub which workflow made it, so no workflow is known to have.
  if (rule.workflow !== undefined && named.some(({ workflow }) => workflow === undefined)) return "unknown";
  const made = named.filter(({ workflow }) => rule.workflow === undefined || workflow === rule.workflow);
  const conclusion = concluded(newestOf(made));
  // A file is compared once the check that it made has succeeded.
  if (conclusion !== "passed" || rule.workflow === undefined) return conclusion;
  return workflowFile(place, rule.workflow, facts);
}

/** One that has not started yet was asked for last: “a new attempt takes the place of the one before”. */
function newestOf(made: readonly Check[]): Check | undefined {
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
