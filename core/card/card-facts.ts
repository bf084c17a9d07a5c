import { z } from "zod";
import { sha256Schema } from "../names.ts";
import { cardSectionSchema } from "./section-rules.ts";

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

/**
 * What does not agree between a card and its run.
 * stale: a block was filled for another version or run, was edited, or is not what would be filled now.
 * block-missing: a block that the template has was taken out.
 * result-missing: `model-index` leaves out what the run was judged by.
 * contradicts-run: the front matter says something else than the run recorded.
 * test-data-in-training: data of the evaluation is among the data that the run trained on.
 * test-data-in-lineage: it is among the data that a model was trained on from which this one was made.
 */
export const cardFindingSchema = z
  .strictObject({
    kind: z.enum([
      "stale",
      "block-missing",
      "result-missing",
      "contradicts-run",
      "test-data-in-training",
      "test-data-in-lineage",
    ]),
    section: z.string().meta({ description: "key of the section that it belongs to" }),
    line: z.int().positive().nullable().meta({ description: "line in card.md, null where there is none" }),
    subject: z.string().max(200).meta({ description: "the block, field, metric or data" }),
    expected: z.string().max(400).meta({ description: "what the run says" }),
    found: z.string().max(400).meta({ description: "what the card says" }),
  })
  .meta({ id: "CardFinding" });
export type CardFinding = z.infer<typeof cardFindingSchema>;

/** A text for a finding, cut to what its schema holds: names and values come from outside and may be long. */
export function bounded(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}

/** The card against the run that it describes; whoever has both can compute it again. */
export const cardEvidenceSchema = z
  .strictObject({
    rules: z.int().positive().meta({ description: "number of the rules by which it was compared" }),
    template: sha256Schema
      .nullable()
      .meta({ description: "digest of the registry's own template, null for Pedigree's" }),
    filled: sha256Schema.meta({ description: "digest of the blocks as they would be filled now" }),
    findings: z.array(cardFindingSchema),
  })
  .meta({ id: "CardEvidence" });
export type CardEvidence = z.infer<typeof cardEvidenceSchema>;

/** What a decision needs to know of a card; recomputed from `card.md` at any time. */
export const cardFactsSchema = z
  .strictObject({
    digest: sha256Schema.meta({ description: "digest of card.md as judged" }),
    frontMatter: z
      .array(
        z.strictObject({
          path: z.string(),
          problem: z.string(),
          line: z.int().positive().optional().meta({ description: "line in card.md, where it is known" }),
        }),
      )
      .meta({ description: "what is wrong with the front matter" }),
    riskTier: z
      .string()
      .max(40)
      .optional()
      .meta({ description: "the front matter's risk_tier, when it is a known one" }),
    sections: z.array(cardSectionFactSchema),
    rules: z.array(cardSectionSchema).optional().meta({
      description: "all sections and what they are worth, where the registry has rules of its own",
    }),
    evidence: cardEvidenceSchema.optional().meta({
      description: "the card against its run, where the policy asks for a card",
    }),
  })
  .meta({ id: "CardFacts" });
export type CardFacts = z.infer<typeof cardFactsSchema>;
export type CardSectionFact = z.infer<typeof cardSectionFactSchema>;
