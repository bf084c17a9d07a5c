import { sectionRulesSchema, sectionsWith } from "../../core/card/section-rules.ts";
import { parseWith } from "../../core/parse.ts";
import type { Documents } from "../../core/ports/documents.ts";
import { CARD_SECTIONS_PATH } from "../../core/registry/layout.ts";
import { modelSchema } from "../../core/registry/model.ts";
import { readCardFile } from "./card-file.ts";
import { parsePolicy } from "./policy-file.ts";
import { parseYaml } from "./yaml.ts";

/** The documents that people write into a registry, read within hard limits. */
export const documents: Documents = {
  policy: (text) => parsePolicy(text),
  model: (text, subject) => parseWith(modelSchema, parseYaml(text, subject), subject),
  card: readCardFile,
  cardSections: (text) => {
    const written = parseYaml(text, CARD_SECTIONS_PATH);
    return sectionsWith(parseWith(sectionRulesSchema, written, CARD_SECTIONS_PATH, "TEMPLATE_INVALID"));
  },
};
