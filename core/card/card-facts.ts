import { z } from "zod";
import { sha256Schema } from "../names.ts";

/** How one section of a model card stands, with the line to look at. */
export const cardSectionFactSchema = z
  .strictObject({
    key: z.string(),
    status: z.enum(["complete", "missing", "empty", "placeholder", "short"]),
    words: z.int().nonnegative(),
    line: z
      .int()
      .positive()
      .nullable()
      .meta({ description: "line of the heading in card.md, null when it is missing" }),
  })
  .meta({ id: "CardSectionFact" });

/** What a decision needs to know of a card; recomputed from `card.md` at any time. */
export const cardFactsSchema = z
  .strictObject({
    digest: sha256Schema.meta({ description: "digest of card.md as judged" }),
    frontMatter: z
      .array(z.strictObject({ path: z.string(), problem: z.string() }))
      .meta({ description: "what is wrong with the front matter" }),
    riskTier: z
      .string()
      .max(40)
      .optional()
      .meta({ description: "the front matter's risk_tier, when it is a known one" }),
    sections: z.array(cardSectionFactSchema),
  })
  .meta({ id: "CardFacts" });
export type CardFacts = z.infer<typeof cardFactsSchema>;
export type CardSectionFact = z.infer<typeof cardSectionFactSchema>;
