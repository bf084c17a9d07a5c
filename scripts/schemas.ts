import { z } from "zod";
import { canonicalJson } from "../core/canonical.ts";
import { cardFrontMatterSchema } from "../core/card/front-matter.ts";
import { sectionRulesSchema } from "../core/card/section-rules.ts";
import { dataVersionSchema } from "../core/data/data-version.ts";
import { decisionSchema } from "../core/policy/decision.ts";
import { factsSchema } from "../core/policy/facts.ts";
import { writtenPolicySchema } from "../core/policy/policy.ts";
import { editEventSchema } from "../core/registry/edit-event.ts";
import { eventSchema } from "../core/registry/event.ts";
import { modelSchema } from "../core/registry/model.ts";
import { stagesSchema } from "../core/registry/stages.ts";
import { versionSchema } from "../core/registry/version.ts";
import { runConfigSchema } from "../core/run/config.ts";
import { plotSchema } from "../core/run/plot.ts";
import { runSchema } from "../core/run/run.ts";
import { type GeneratedFile, writeOrCheck } from "./generated.ts";

/** Every published schema by file name. `input`: people write it, so fields with a default may be left out. */
const PUBLISHED: readonly [string, z.ZodType, "input" | "output"][] = [
  ["card-front-matter", cardFrontMatterSchema, "input"],
  ["card-sections", sectionRulesSchema, "input"],
  ["data-version", dataVersionSchema, "output"],
  ["decision", decisionSchema, "output"],
  ["edit-event", editEventSchema, "output"],
  ["event", eventSchema, "output"],
  ["facts", factsSchema, "output"],
  ["model", modelSchema, "input"],
  ["plot", plotSchema, "input"],
  ["policy", writtenPolicySchema, "input"],
  ["run", runSchema, "output"],
  ["run-config", runConfigSchema, "input"],
  ["stages", stagesSchema, "output"],
  ["version", versionSchema, "output"],
];

/** The JSON Schemas (draft 2020-12), generated from the zod schemas that the code itself parses with. */
export function generateSchemas(): readonly GeneratedFile[] {
  return PUBLISHED.map(([name, schema, io]) => ({
    path: `schemas/${name}.schema.json`,
    text: canonicalJson(z.toJSONSchema(schema, { io, target: "draft-2020-12", reused: "inline" })),
  }));
}

if (import.meta.main) await writeOrCheck(generateSchemas(), "npm run schemas");
