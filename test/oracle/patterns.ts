import type { z } from "zod";
import type { ApprovalsRule, stricterApprovalsSchema } from "../../core/policy/approvals-rule.ts";

export type StricterApprovals = z.infer<typeof stricterApprovalsSchema>;

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
