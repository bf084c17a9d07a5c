import { sectionRulesSchema, sectionsWith } from "../../core/card/section-rules.ts";
import { parseWith } from "../../core/parse.ts";
import type { Policy } from "../../core/policy/policy.ts";
import type { Documents } from "../../core/ports/documents.ts";
import { CARD_SECTIONS_PATH } from "../../core/registry/layout.ts";
import { modelSchema } from "../../core/registry/model.ts";
import { readCardFile } from "./card-file.ts";
import { parsePolicy } from "./policy-file.ts";
import { parseYaml, WRITTEN_YAML_LIMITS } from "./yaml.ts";

/** The documents that people write into a registry, read within hard limits. */
export const documents: Documents = {
  policy: remembering(parsePolicy),
  model: (text, subject) => parseWith(modelSchema, parseYaml(text, subject, WRITTEN_YAML_LIMITS), subject),
  card: readCardFile,
  cardSections: (text) => {
    const written = parseYaml(text, CARD_SECTIONS_PATH, WRITTEN_YAML_LIMITS);
    return sectionsWith(parseWith(sectionRulesSchema, written, CARD_SECTIONS_PATH, "TEMPLATE_INVALID"));
  },
};

/** Policies that are remembered: each evaluation reads the one at the tip and the one at the last landing. */
const MAX_POLICIES = 32;

/** Every evaluation reads the policy anew, and nearly always it is the same text; what does not parse is not remembered. */
function remembering(parse: (text: string) => Policy): (text: string) => Policy {
  const known = new Map<string, Policy>();
  return (text) => {
    const policy = known.get(text) ?? parse(text);
    known.delete(text);
    known.set(text, policy);
    const [oldest] = known.keys();
    if (known.size > MAX_POLICIES && oldest !== undefined) known.delete(oldest);
    return policy;
  };
}
