import type { RequirementResult } from "./decision.ts";
import type { Require } from "./require.ts";
import { count, type Judged, resultOf, worstOf } from "./requirement.ts";
import { CONDITIONS } from "./requirements/index.ts";
import { waive } from "./waiver.ts";

/**
 * Results of every condition that a block asks for, in a fixed order; a block inside (`all`, `any`) is one result with
 * its own as parts. Nested at most three deep, as the schema allows no more.
 */
export function evaluateRequire(judged: Judged): readonly RequirementResult[] {
  const { all = [], any } = judged.stage.require;
  return [
    ...CONDITIONS.flatMap((condition) => condition.evaluate(judged) ?? []).map((result) =>
      waive(result, judged.policy.waivers ?? [], judged.facts),
    ),
    ...all.map((block) => evaluateBlock(judged, block)),
    ...(any === undefined ? [] : [evaluateAny(judged, any)]),
  ];
}

/** A block passes when all in it has passed; one that asks for nothing has shown nothing. */
export function evaluateBlock(judged: Judged, block: Require, title = titleOf(block)): RequirementResult {
  const children = evaluateRequire({ ...judged, stage: { ...judged.stage, require: block } });
  const open = children.filter(({ status }) => status !== "passed");
  return resultOf({
    kind: "all",
    status: worstOf(children),
    title,
    expected: `${count(children.length, "requirement")} met`,
    found: `${children.length - open.length} of ${children.length}`,
    remedy: remedies(open),
    evidence: children.flatMap(({ evidence }) => evidence),
    children,
  });
}

/** The most hopeful of several: one that has passed, else one that somebody can still meet. */
const BEST_FIRST = ["passed", "pending", "unknown", "failed"] as const;

function evaluateAny(judged: Judged, alternatives: readonly Require[]): RequirementResult {
  const children = alternatives.map((block) => evaluateBlock(judged, block));
  const status = BEST_FIRST.find((one) => children.some((child) => child.status === one)) ?? "unknown";
  const met = children.filter((child) => child.status === "passed");
  return resultOf({
    kind: "any",
    status,
    title: `one of ${children.length} alternatives`,
    expected: `one of: ${children.map(({ title }) => title).join("; ")}`,
    found: met.length === 0 ? "none" : met.map(({ title }) => title).join("; "),
    remedy: status === "passed" ? null : `meet one of: ${children.map(({ title }) => title).join("; ")}`,
    evidence: met.flatMap(({ evidence }) => evidence),
    children,
  });
}

function remedies(open: readonly RequirementResult[]): string | null {
  const texts = open.flatMap(({ remedy, title }) => remedy ?? title);
  return texts.length === 0 ? null : [...new Set(texts)].join("; ");
}

function titleOf(block: Require): string {
  return Object.keys(block).sort().join(" and ");
}
