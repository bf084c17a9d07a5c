import { APPROVER_PERMISSIONS, type ApprovalsRule, type Approver } from "./approvals-rule.ts";
import { attestationRule } from "./attestation-rule.ts";
import { dataRule, type WrittenDataRule } from "./data-rule.ts";
import { durationMs } from "./duration.ts";
import type { Policy } from "./policy.ts";
import type { PolicyProblem, PolicyRule } from "./policy-problem.ts";
import { cardLevelSchema, type Require, type StricterRequire } from "./require.ts";
import { stricterPath } from "./require-parts.ts";
import { stricterBlocksOf } from "./stricter.ts";

/** The rules for `models`: a pattern may only tighten, and what would not is refused by name. */
export const STRICTER_RULES: readonly PolicyRule[] = [stagesAreKnown, patternsOnlyTighten];

function stagesAreKnown({ models = {}, stages }: Policy): readonly PolicyProblem[] {
  return Object.entries(models).flatMap(([pattern, model]) =>
    Object.keys(model.stages)
      .filter((name) => stages.every((stage) => stage.name !== name))
      .map((name) => ({
        path: `models[${JSON.stringify(pattern)}].stages.${name}`,
        expected: `one of ${stages.map((stage) => stage.name).join(", ")}`,
        found: `"${name}"`,
      })),
  );
}

function patternsOnlyTighten(policy: Policy): readonly PolicyProblem[] {
  return policy.stages.flatMap((stage) =>
    stricterBlocksOf(policy, stage).flatMap(({ pattern, written }) => {
      const path = stricterPath(pattern, stage.name);
      return loosened(written, stage.require).map((problem) => ({
        ...problem,
        path: `${path}.${problem.path}`,
      }));
    }),
  );
}

function loosened(written: StricterRequire, base: Require): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const levels = cardLevelSchema.options;
  if (written.card !== undefined && base.card !== undefined) {
    if (levels.indexOf(written.card) < levels.indexOf(base.card))
      problems.push(less("card", base.card, written.card));
  }
  if (written.soak !== undefined && base.soak !== undefined) {
    if (durationMs(written.soak) < durationMs(base.soak))
      problems.push(less("soak", base.soak, written.soak));
  }
  return [
    ...problems,
    ...loosenedData(written.data, base.data),
    ...loosenedAttestation(written.attestation, base.attestation),
    ...loosenedEvidence(written.evidence, base.evidence),
    ...loosenedApprovals(written.approvals, base.approvals),
  ];
}

/** Another workflow or predicate is asked for besides; without the stage's runner it would only seem to be enough. */
function loosenedAttestation(
  written: Require["attestation"],
  base: Require["attestation"],
): readonly PolicyProblem[] {
  if (written === undefined || base === undefined) return [];
  const [asked, stage] = [attestationRule(written).runner, attestationRule(base).runner];
  if (stage === undefined || asked === stage) return [];
  return [less("attestation.runner", stage, asked ?? "any")];
}

function loosenedEvidence(
  written: Require["evidence"],
  base: Require["evidence"] = [],
): readonly PolicyProblem[] {
  const missing = written === undefined ? [] : base.filter((kind) => !written.includes(kind));
  return missing.length === 0 ? [] : [less("evidence", base.join(", "), `none of ${missing.join(", ")}`)];
}

function loosenedData(
  written: WrittenDataRule | undefined,
  base: WrittenDataRule | undefined,
): readonly PolicyProblem[] {
  if (written === undefined || base === undefined) return [];
  const [asked, stage] = [dataRule(written), dataRule(base)];
  const problems: PolicyProblem[] = [];
  if (asked.strength > stage.strength) problems.push(less("data", stage.strength, asked.strength));
  if (asked.freshFor !== undefined && stage.freshFor !== undefined) {
    if (durationMs(asked.freshFor) > durationMs(stage.freshFor)) {
      const expected = `at most the stage's ${stage.freshFor}, as a pattern may only tighten`;
      problems.push({ path: "data.freshFor", expected, found: asked.freshFor });
    }
  }
  return problems;
}

function loosenedApprovals(
  written: StricterRequire["approvals"],
  base: ApprovalsRule | undefined,
): readonly PolicyProblem[] {
  if (written === undefined || base === undefined) return [];
  const problems: PolicyProblem[] = [];
  if (written.count !== undefined && written.count < base.count) {
    problems.push(less("approvals.count", `${base.count}`, `${written.count}`));
  }
  const missing =
    written.not === undefined ? [] : base.not.filter((role) => written.not?.includes(role) !== true);
  if (missing.length > 0) {
    problems.push(less("approvals.not", base.not.join(", "), `none of ${missing.join(", ")}`));
  }
  if (written.from !== undefined && !isWithin(written.from, base.from)) {
    problems.push({
      path: "approvals.from",
      expected: "none but those whom the stage names, as a pattern may only tighten",
      found: describeFrom(written.from),
    });
  }
  return problems;
}

function less(path: string, base: string, found: string): PolicyProblem {
  return { path, expected: `at least the stage's ${base}, as a pattern may only tighten`, found };
}

type From = NonNullable<ApprovalsRule["from"]>;

/** Whoever is not named may still have to write: without `from` the stage lets everybody approve who can. */
function isWithin(written: From, base: ApprovalsRule["from"]): boolean {
  if (base === undefined) return true;
  if (base === "owners" || written === "owners") return base === written;
  return written.every((approver) => base.some((one) => covers(one, approver)));
}

/** Each approver has the right to write in any case, so everybody with that right covers all others. */
function covers(base: Approver, approver: Approver): boolean {
  if ("permission" in base) {
    if (base.permission === "write") return true;
    if (!("permission" in approver)) return false;
    return APPROVER_PERMISSIONS.indexOf(approver.permission) >= APPROVER_PERMISSIONS.indexOf(base.permission);
  }
  return JSON.stringify(base).toLowerCase() === JSON.stringify(approver).toLowerCase();
}

function describeFrom(from: From): string {
  if (from === "owners") return "owners";
  return from.map((approver) => Object.values(approver).join("")).join(", ");
}
