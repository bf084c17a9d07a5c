import type { Move } from "../decision.ts";
import { type Requirement, resultOf } from "../requirement.ts";

/** How many offending paths a result names; the rest is counted. */
const MAX_NAMED_PATHS = 5;

/**
 * A move and an edit never share a pull request: reviewers of a move look at evidence, not at a changed policy or
 * another model's card that rides along.
 */
export const pathsRequirement: Requirement = {
  kind: "paths",
  triggers: ["push"],
  describe: {
    written: null,
    asks: "that the pull request of a move touches nothing but that move",
    rules: [
      "A move may touch `models/NAME/stages.json`, the model's log and the version's `card.md`.",
      "A new version may touch its own folder as well.",
      "Both names of a renamed file count.",
    ],
  },
  evaluate: ({ facts }) => {
    const part = { kind: "paths", title: "only files of this move", expected: expectedPaths(facts.move) };
    const { changedPaths } = facts;
    if (!changedPaths.known) {
      return resultOf({ ...part, status: "unknown", found: changedPaths.reason });
    }
    const others = changedPaths.value.filter((path) => !belongs(path, facts.move)).sort();
    if (others.length === 0) return resultOf({ ...part, status: "passed", found: "nothing else" });
    const named = others.slice(0, MAX_NAMED_PATHS).join(", ");
    const more = others.length - MAX_NAMED_PATHS;
    return resultOf({
      ...part,
      status: "failed",
      found: more > 0 ? `${named} and ${more} more` : named,
      remedy: "make these changes in a pull request of their own",
    });
  },
};

function expectedPaths({ model, version, from }: Move): string {
  return from === null
    ? `models/${model}/versions/${version}/ and the model's stages and log`
    : `models/${model}/stages.json, its log and models/${model}/versions/${version}/card.md`;
}

function belongs(path: string, { model, version, from }: Move): boolean {
  const folder = `models/${model}/`;
  if (path === `${folder}stages.json` || path === `${folder}versions/${version}/card.md`) return true;
  if (path.startsWith(`${folder}log/`) && /^[0-9]{6}-[a-z]+\.json$/.test(path.slice(folder.length + 4)))
    return true;
  return from === null && path.startsWith(`${folder}versions/${version}/`);
}
