import type { StageName } from "../../names.ts";
import { type Judged, type Requirement, resultOf } from "../requirement.ts";

/** A version moves only along the ways that the policy draws between stages. */
export const orderRequirement: Requirement = {
  kind: "order",
  triggers: ["stages", "policy"],
  describe: {
    written: "`from: [STAGE, …]` or `from: any`",
    asks: "that the version stands in a stage from which this one may be entered",
    rules: [
      "The first stage of the list has no `from`: new versions enter there and nothing moves back into it.",
      "A version never moves into the stage in which it stands.",
      "A rollback goes back to a version that held the stage and was displaced; `from` does not matter to it.",
      "Where the version stands is read from `stages.json` at the tip, not from the request; a request out of another stage than that fails.",
    ],
  },
  evaluate: ({ policy, stage, facts }) => {
    const { move } = facts;
    const problem = orderProblem({ policy, stage, facts });
    return resultOf({
      kind: "order",
      status: problem === undefined ? "passed" : "failed",
      title: `the way into ${stage.name}`,
      expected: expectedOrder({ policy, stage, facts }),
      found: problem ?? (move.from === null ? "a new version" : `in ${move.from}`),
      remedy: problem === undefined ? null : "move the version along the stages of the policy",
    });
  },
};

function expectedOrder({ policy, stage, facts }: Judged): string {
  if (facts.move.kind === "rollback") return `a version that ${stage.name} was taken from`;
  if (stage.name === policy.stages[0]?.name) return "a new version";
  if (stage.from === "any") return "a version in any other stage";
  return `a version in ${(stage.from ?? []).join(" or ")}`;
}

function orderProblem({ policy, stage, facts }: Judged): string | undefined {
  const { from, version } = facts.move;
  const isFirst = stage.name === policy.stages[0]?.name;
  if (from === null) {
    if (!isFirst) return "a new version";
    // By name, so that the order of the keys says nothing.
    const [standing] = Object.entries(facts.holders)
      .flatMap(([name, versions]) => (versions.includes(version) ? [name] : []))
      .sort();
    return standing === undefined ? undefined : `in ${standing} already`;
  }
  if (!(facts.holders[from] ?? []).includes(version)) return `not in ${from}`;
  if ((facts.holders[stage.name] ?? []).includes(version)) return `in ${stage.name} already`;
  if (facts.move.kind === "rollback") {
    return facts.former?.includes(version) === true ? undefined : `never displaced from ${stage.name}`;
  }
  return allows(stage.from, from) ? undefined : `in ${from}`;
}

function allows(allowed: readonly StageName[] | "any" | undefined, from: StageName): boolean {
  return allowed === "any" || allowed?.includes(from) === true;
}
