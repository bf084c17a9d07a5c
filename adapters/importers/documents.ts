import { parseWith } from "../../core/parse.ts";
import type { Documents } from "../../core/ports/documents.ts";
import { modelSchema } from "../../core/registry/model.ts";
import { describeCardFile } from "./card-file.ts";
import { parsePolicy } from "./policy-file.ts";
import { parseYaml } from "./yaml.ts";

/** The documents that people write into a registry, read within hard limits. */
export const documents: Documents = {
  policy: (text) => parsePolicy(text),
  model: (text, subject) => parseWith(modelSchema, parseYaml(text, subject), subject),
  card: (text) => describeCardFile(text),
};
