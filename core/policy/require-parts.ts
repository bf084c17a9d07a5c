import type { Policy, StagePolicy } from "./policy.ts";
import type { Require } from "./require.ts";
import { stricterBlocksOf } from "./stricter.ts";

/** One block of requirements and where it is written. */
export interface RequirePart {
  readonly path: string;
  readonly require: Require;
}

/** Every block of requirements of a stage, those inside others as well. */
export function requireParts(stage: StagePolicy, path = "require"): readonly RequirePart[] {
  return blocksIn({ path, require: stage.require });
}

/** The blocks of what going back to a former holder requires, where the policy says so. */
function rollbackParts({ rollback }: StagePolicy, path: string): readonly RequirePart[] {
  return rollback === undefined ? [] : blocksIn({ path, require: rollback });
}

function blocksIn({ path, require }: RequirePart): readonly RequirePart[] {
  const inside = (["all", "any"] as const).flatMap((name) =>
    (require[name] ?? []).map((block, at) => ({ path: `${path}.${name}[${at}]`, require: block })),
  );
  return [{ path, require }, ...inside.flatMap(blocksIn)];
}

/** A block with the stage that it belongs to. */
export interface StagePart extends RequirePart {
  readonly stage: StagePolicy;
}

/** Where a pattern's block is written. */
export function stricterPath(pattern: string, stage: string): string {
  return `models[${JSON.stringify(pattern)}].stages.${stage}.require`;
}

/** The blocks of all stages and of all patterns, with paths from the top of the policy. */
export function policyParts(policy: Policy): readonly StagePart[] {
  return policy.stages.flatMap((stage, index) => {
    const patterns = stricterBlocksOf(policy, stage).map(({ pattern, require }) => ({
      path: stricterPath(pattern, stage.name),
      require,
    }));
    return [
      ...requireParts(stage, `stages[${index}].require`),
      ...rollbackParts(stage, `stages[${index}].rollback`),
      ...patterns,
    ].map((part) => ({ ...part, stage }));
  });
}
