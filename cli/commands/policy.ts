import { PedigreeError } from "../../core/errors.ts";
import { type ExplainedStage, explainPolicy } from "../../core/policy/explain.ts";
import { checkedPolicy, checkText } from "../check-text.ts";
import type { Command } from "../command.ts";
import { policyText, stageText } from "../policy-text.ts";
import { visible } from "../text.ts";

export const POLICY_POSITIONAL = { name: "FILE", about: "the policy, e.g. pedigree.yml" } as const;

export const policyCheckCommand: Command = {
  name: "policy check",
  about:
    "say whether the App could use a policy, all that is wrong with it, and what is weaker than it looks",
  positionals: [POLICY_POSITIONAL],
  options: [],
  examples: ["pedigree policy check pedigree.yml"],
  run: async ({ positionals }, ports) => {
    const [file = ""] = positionals;
    const examined = await ports.examinePolicy(file);
    const json = checkedPolicy(examined);
    return { json, text: checkText(visible(file), json), status: json.usable ? 0 : 2 };
  },
};

export const policyExplainCommand: Command = {
  name: "policy explain",
  about: "say in plain words everything that a policy demands",
  positionals: [POLICY_POSITIONAL],
  options: [{ name: "stage", value: "STAGE", about: "only this stage" }],
  examples: ["pedigree policy explain pedigree.yml --stage production"],
  run: async ({ positionals, values }, ports) => {
    const policy = await ports.readPolicy(positionals[0] ?? "");
    const explained = explainPolicy(policy);
    const { stage } = values;
    if (stage === undefined) return { json: explained, text: policyText(explained), status: 0 };
    const found = explained.stages.find((one) => one.stage === stage);
    if (found === undefined) throw unknownStage(stage, explained.stages);
    return { json: found, text: stageText(found), status: 0 };
  },
};

function unknownStage(stage: string, stages: readonly ExplainedStage[]): PedigreeError {
  return new PedigreeError("STAGE_UNKNOWN", "the policy has no such stage", {
    subject: "--stage",
    expected: `one of ${stages.map((one) => one.stage).join(", ")}`,
    found: JSON.stringify(stage.slice(0, 60)),
  });
}
