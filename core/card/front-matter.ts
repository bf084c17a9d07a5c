import { z } from "zod";
import { formatPath } from "../parse.ts";
import { hasPlaceholder } from "./placeholder.ts";

/** A text that somebody has really written. */
const written = z
  .string({ error: "a text" })
  .trim()
  .min(1, "a text")
  .max(1000, "at most 1000 characters")
  .refine((text) => !hasPlaceholder(text), "what belongs here, not a placeholder");

/** Quotes are easily forgotten: `[More Information Needed]` without them is a list of one text. */
const writtenOrList = z.union([written, z.array(written).min(1)], {
  error: "a text or a list of texts, filled in",
});

export const RISK_TIERS = ["minimal", "limited", "high"] as const;

const modelIndexSchema = z.array(
  z.looseObject({
    name: written,
    results: z.array(
      z.looseObject({
        task: z.looseObject({ type: written }),
        dataset: z.looseObject({ type: written, name: written }),
        metrics: z.array(z.looseObject({ type: written, value: z.number({ error: "a finite number" }) })),
      }),
    ),
  }),
);

/**
 * The part of a card's front matter that is judged: Hugging Face's keys, and three of our own (owner, contact,
 * risk_tier). Other keys are the writer's: the Hugging Face hub knows many, and adds more.
 * https://huggingface.co/docs/hub/model-cards
 */
export const cardFrontMatterSchema = z
  .looseObject({
    model_name: written,
    license: writtenOrList,
    owner: writtenOrList,
    contact: writtenOrList,
    risk_tier: z.enum(RISK_TIERS, { error: `one of ${RISK_TIERS.join(", ")}` }),
    "model-index": modelIndexSchema.optional(),
  })
  .meta({ id: "CardFrontMatter", description: "the judged part of a model card's front matter" });

export interface FrontMatterFacts {
  readonly problems: readonly { readonly path: string; readonly problem: string }[];
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
  const problems = result.error.issues.map(({ path, message }) => ({
    path: formatPath(path),
    problem: `expected ${message}`,
  }));
  return { problems, riskTier: riskTierOf(frontMatter) };
}

function riskTierOf(frontMatter: object): string | undefined {
  const tier = "risk_tier" in frontMatter ? frontMatter.risk_tier : undefined;
  return RISK_TIERS.find((known) => known === tier);
}
