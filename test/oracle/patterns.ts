import type { z } from "zod";
import type { ApprovalsRule, stricterApprovalsSchema } from "../../core/policy/approvals-rule.ts";
import type { Require, StricterRequire } from "../../core/policy/require.ts";

type StricterApprovals = z.infer<typeof stricterApprovalsSchema>;

/** “`*` stands for any characters”: tried in every way, one character after the other. */
export function patternFits(pattern: string, name: string): boolean {
  if (pattern === "") return name === "";
  if (pattern.startsWith("*")) {
    return patternFits(pattern.slice(1), name) || (name !== "" && patternFits(pattern, name.slice(1)));
  }
  return name.startsWith(pattern.charAt(0)) && name !== "" && patternFits(pattern.slice(1), name.slice(1));
}

/** “Of approvals it says what is stricter and takes the rest from the stage.” */
export function tightened(stage: ApprovalsRule | undefined, said: StricterApprovals): ApprovalsRule {
  const from = said.from ?? stage?.from;
  const usual = stage?.not ?? ["requester", "author", "committer", "trainer"];
  const not = [...new Set([...usual, ...(said.not ?? [])])];
  const count = said.count ?? stage?.count ?? 1;
  const each = said.each ?? (said.from === undefined ? stage?.each : undefined);
  return {
    count,
    not,
    ...(each === undefined ? (from === undefined ? {} : { from }) : { each }),
  };
}

/** What a pattern adds: with approvals or evidence of its own it takes the rest of both from the stage. */
export function filledIn(stage: Require, said: StricterRequire): Require {
  const { approvals, evidence = stage.evidence, checks = [], ...rest } = said;
  const beside = checks.length > 0 ? { checks } : {};
  if (approvals === undefined && said.evidence === undefined) return { ...rest, ...beside };
  const people = approvals === undefined ? stage.approvals : tightened(stage.approvals, approvals);
  const all = evidence?.includes("checks") === true ? [...(stage.checks ?? []), ...checks] : checks;
  return {
    ...rest,
    ...(people === undefined ? {} : { approvals: people }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(all.length > 0 ? { checks: all } : {}),
  };
}

/** “`*` for any characters within a name and `**` for any folders”: tried in every way, one name after the other. */
export function pathFits(pattern: string, path: string): boolean {
  return namesFit(pattern.split("/"), path.split("/"));
}

function namesFit([pattern, ...patterns]: readonly string[], names: readonly string[]): boolean {
  if (pattern === undefined) return names.length === 0;
  const [name, ...others] = names;
  if (pattern === "**") {
    return namesFit(patterns, names) || (name !== undefined && namesFit([pattern, ...patterns], others));
  }
  return name !== undefined && patternFits(pattern, name) && namesFit(patterns, others);
}
