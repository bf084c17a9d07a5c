import type { ExplainedPolicy, ExplainedStage } from "../core/policy/explain.ts";
import type { ExplainedRequirement } from "../core/policy/explain-require.ts";
import { visible } from "./text.ts";

/** A whole policy in plain words, for people. */
export function policyText(policy: ExplainedPolicy): string {
  const { mode, register, promote, override, edit, always, stages } = policy;
  const lines = [
    `Mode ${mode}.`,
    "",
    "Runs that may become versions:",
    ...listed(register, "none"),
    "",
    `Moves are asked for by: ${promote}.`,
    `Overriding, freezing and acknowledging: ${override}.`,
    "",
    "Edits by pull request:",
    ...(edit.length === 0 ? ["  the App leaves them alone"] : requirementsText(edit, "  ")),
    "",
    "Every move, whatever its stage asks for:",
    ...listed(always, "nothing"),
    "",
    ...stages.flatMap(stageLines),
  ];
  return lines.map(visible).join("\n").trimEnd();
}

export function stageText(stage: ExplainedStage): string {
  return stageLines(stage).map(visible).join("\n").trimEnd();
}

function stageLines(explained: ExplainedStage): readonly string[] {
  const { stage, enteredBy, holders, requirements, patterns, waivers, rollback, follows, deployments } =
    explained;
  return [
    `${stage}: entered by ${enteredBy}; holds ${holders}.`,
    ...(requirements.length === 0 ? ["  asks for nothing"] : requirementsText(requirements, "  ")),
    ...patterns.flatMap(({ pattern, requirements: more, rollback: back }) => [
      `  models named ${pattern} need besides:`,
      ...requirementsText(more, "    "),
      ...(back === null
        ? []
        : ["    and to go back to a former holder:", ...requirementsText(back, "      ")]),
    ]),
    ...(rollback === null
      ? []
      : ["  going back to a former holder needs:", ...requirementsText(rollback, "    ")]),
    ...waivers.map((waiver) => `  waived: ${waiver}`),
    ...follows.map((what) => `  then ${what}`),
    ...deployments.map((what) => `  ${what}`),
    "",
  ];
}

function requirementsText(requirements: readonly ExplainedRequirement[], indent: string): readonly string[] {
  return requirements.flatMap(({ asks, parts }) => [
    `${indent}- ${asks}`,
    ...requirementsText(parts, `${indent}  `),
  ]);
}

function listed(lines: readonly string[], none: string): readonly string[] {
  return lines.length === 0 ? [`  ${none}`] : lines.map((line) => `  - ${line}`);
}
