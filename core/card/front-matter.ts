import { z } from "zod";
import { formatPath } from "../parse.ts";
import { modelIndexSchema, written } from "./model-index.ts";

/** Quotes are easily forgotten: `[More Information Needed]` without them is a list of one text. */
const writtenOrList = z.union([written, z.array(written).min(1)], {
  error: "a text or a list of texts, filled in",
});

/** A list in the hub's metadata; `- null` is what an empty line of a list becomes, and the hub refuses it. */
const listed = z.array(written, { error: "a list of texts" });

/**
 * The hub writes identifiers in small letters, SPDX does not: `apache-2.0`.
 * https://huggingface.co/docs/hub/repositories-licenses
 */
const license = z.string({ error: "a license" }).superRefine((text, context) => {
  const problem = licenseProblem(text);
  if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
});

function licenseProblem(text: string): string | undefined {
  if (!written.safeParse(text).success) return "a license, not a placeholder";
  if (/^[a-z0-9][a-z0-9.+-]{0,99}$/.test(text)) return undefined;
  return "a license id in small letters such as apache-2.0, or other";
}

export const RISK_TIERS = ["minimal", "limited", "high"] as const;

/** Grams of CO2 equivalent, alone or with how they were found. https://huggingface.co/docs/hub/model-cards-co2 */
const emissions = z.number({ error: "grams of CO2 equivalent" }).nonnegative("at least 0 grams");

/** What the run was trained on, in the words of the run's own record; a key of ours. */
export const trainingDataSchema = z
  .array(
    z.looseObject({
      name: written,
      scheme: z.string({ error: "how the data is named, e.g. sha256" }),
      id: z.string({ error: "the data's version" }),
    }),
    { error: "a list of data with name, scheme and id" },
  )
  .max(1000, "at most 1000 data versions");

/**
 * A card's front matter: the keys that the Hugging Face hub knows, and five of our own (version, owner, contact, risk_tier,
 * training_data). Other keys are the writer's, and are left alone: the hub knows more, and adds to them.
 * https://github.com/huggingface/hub-docs/blob/main/modelcard.md
 */
export const cardFrontMatterSchema = z
  .looseObject({
    model_name: written,
    version: z.union([z.int().positive(), written], { error: "the version's number" }),
    license: z.union([license, z.array(license).min(1)], { error: "a license, or a list of licenses" }),
    license_name: written.optional(),
    license_link: written.optional(),
    owner: writtenOrList,
    contact: writtenOrList,
    risk_tier: z.enum(RISK_TIERS, { error: `one of ${RISK_TIERS.join(", ")}` }),
    training_data: trainingDataSchema.optional(),
    language: writtenOrList.optional(),
    library_name: written.optional(),
    pipeline_tag: written.optional(),
    tags: listed.optional(),
    datasets: z.union([written, listed], { error: "a text or a list of texts" }).optional(),
    metrics: z.union([written, listed], { error: "a text or a list of texts" }).optional(),
    base_model: writtenOrList.optional(),
    base_model_relation: z
      .enum(["adapter", "merge", "quantized", "finetune"], {
        error: "adapter, merge, quantized or finetune",
      })
      .optional(),
    new_version: written.optional(),
    thumbnail: written.optional(),
    co2_eq_emissions: z
      .union([emissions, z.looseObject({ emissions, source: written.optional() })], {
        error: "grams of CO2 equivalent, or emissions with their source",
      })
      .optional(),
    "model-index": modelIndexSchema.optional(),
  })
  .superRefine((matter, context) => {
    if (![matter.license].flat().includes("other")) return;
    for (const key of ["license_name", "license_link"] as const) {
      if (matter[key] !== undefined) continue;
      context.addIssue({ code: "custom", path: [key], message: "a text, because license is other" });
    }
  })
  .meta({
    id: "CardFrontMatter",
    title: "Pedigree card front matter",
    description: "the front matter of a model card; keys that are not named here are allowed",
  });

export interface FrontMatterProblem {
  readonly path: string;
  readonly problem: string;
}

export interface FrontMatterFacts {
  readonly problems: readonly FrontMatterProblem[];
  readonly riskTier: string | undefined;
}

/** What is wrong with a front matter that was read at the edge; a card without one has one problem. */
export function describeFrontMatter(frontMatter: unknown): FrontMatterFacts {
  if (frontMatter === null || typeof frontMatter !== "object" || Array.isArray(frontMatter)) {
    return {
      problems: [{ path: "", problem: "expected front matter between two lines ---" }],
      riskTier: undefined,
    };
  }
  const result = cardFrontMatterSchema.safeParse(frontMatter);
  if (result.success) return { problems: [], riskTier: result.data.risk_tier };
  const problems = result.error.issues.flatMap(insideUnion).slice(0, MAX_PROBLEMS);
  return {
    problems: problems.map(({ path, message }) => ({
      path: formatPath(path),
      problem: `expected ${message}`,
    })),
    riskTier: riskTierOf(frontMatter),
  };
}

/** Where one form of several fits but for a part of it, that part is what is wrong: `datasets[0]`, not `datasets`. */
function insideUnion(issue: z.core.$ZodIssue): readonly Pick<z.core.$ZodIssue, "path" | "message">[] {
  const nearest =
    issue.code === "invalid_union"
      ? issue.errors.find((form) => form.length > 0 && form.every(({ path }) => path.length > 0))
      : undefined;
  return nearest?.map(({ path, message }) => ({ path: [...issue.path, ...path], message })) ?? [issue];
}

/** A list of ten thousand wrong entries is one mistake; the facts of a decision need not repeat it. */
const MAX_PROBLEMS = 50;

function riskTierOf(frontMatter: object): string | undefined {
  const tier = "risk_tier" in frontMatter ? frontMatter.risk_tier : undefined;
  return RISK_TIERS.find((known) => known === tier);
}
