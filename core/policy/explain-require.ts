import type { StagePolicy } from "./policy.ts";
import type { Require } from "./require.ts";
import type { Demand } from "./requirement.ts";
import { CONDITIONS, MODIFIERS } from "./requirements/index.ts";

/** One demand of the policy in plain words, with its parts. */
export interface ExplainedRequirement {
  /** As in the policy: `approvals`, `any`; `part` for a line of one of them. */
  readonly kind: string;
  readonly asks: string;
  readonly parts: readonly ExplainedRequirement[];
}

/** Everything that a block demands, those inside it as well. Each kind of requirement says its demand itself. */
export function explainRequire(
  stage: Pick<StagePolicy, "name" | "from">,
  require: Require,
): readonly ExplainedRequirement[] {
  const judged: StagePolicy = { holders: "many", ...stage, require };
  const asked = [...CONDITIONS, ...MODIFIERS].flatMap(({ kind, demand }) => {
    const said = demand(judged);
    return said === undefined ? [] : [explainDemand(kind, said)];
  });
  const { all = [], any = [] } = require;
  const blocks = all.map((block) => explainBlock("all", "all of these", explainRequire(stage, block)));
  if (any.length === 0) return [...asked, ...blocks];
  const alternatives = any.map((block, at) =>
    explainBlock("all", `alternative ${at + 1}`, explainRequire(stage, block)),
  );
  return [...asked, ...blocks, explainBlock("any", `one of ${any.length} alternatives`, alternatives)];
}

export function explainDemand(kind: string, { asks, parts }: Demand): ExplainedRequirement {
  return { kind, asks, parts: parts.map((part) => ({ kind: "part", asks: part, parts: [] })) };
}

function explainBlock(
  kind: "all" | "any",
  asks: string,
  parts: readonly ExplainedRequirement[],
): ExplainedRequirement {
  return { kind, asks, parts };
}
