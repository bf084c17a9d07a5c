import { z } from "zod";
import { CARD_SECTIONS, type CardSection, FRONT_MATTER_SECTION } from "./sections.ts";

const needSchema = z.enum(["required", "recommended", "optional"]);

/** A section as a decision was made with it, recorded where the registry has rules of its own. */
export const cardSectionSchema = z
  .strictObject({
    key: z.string(),
    heading: z.string(),
    needs: z.strictObject({ development: needSchema, staging: needSchema, production: needSchema }),
    minWords: z.int().nonnegative(),
    asks: z.string(),
  })
  .meta({ id: "CardSection" });

const changeSchema = z
  .strictObject({
    heading: z
      .string()
      .trim()
      .min(1, "a heading")
      .max(200, "at most 200 characters")
      .optional()
      .meta({ description: "the heading; must be given for a section of your own" }),
    development: needSchema.optional(),
    staging: needSchema.optional(),
    production: needSchema.optional(),
    words: z
      .int("a whole number")
      .min(0, "at least 0")
      .max(10_000, "at most 10000")
      .optional()
      .meta({ description: "words below which the section says too little" }),
    asks: z
      .string()
      .max(500, "at most 500 characters")
      .optional()
      .meta({ description: "what a writer is asked for" }),
  })
  .meta({ id: "CardSectionRule" });

const keySchema = z
  .string()
  .regex(/^[a-z][a-z-]{0,39}$/, "a section's key is 1 to 40 of a-z and - and starts with a letter");

/** So many sections of its own no card has; each costs a line of every decision. */
const MAX_SECTIONS = 60;

/** `templates/card-sections.yml` of a registry: what differs from the sections that Pedigree brings. */
export const sectionRulesSchema = z
  .strictObject({
    schemaVersion: z.literal(1, { error: "1" }),
    sections: z
      .record(keySchema, changeSchema)
      .refine((sections) => Object.keys(sections).length <= MAX_SECTIONS, `at most ${MAX_SECTIONS} sections`)
      .superRefine((sections, context) => {
        for (const [key, { heading }] of Object.entries(sections)) {
          if (heading === undefined && !KNOWN.has(key)) {
            context.addIssue({
              code: "custom",
              path: [key, "heading"],
              message: "a heading, because Pedigree has no section of this key",
            });
          }
        }
      }),
  })
  .meta({
    id: "CardSections",
    title: "Pedigree card sections",
    description:
      "which section of the model card is needed at which level, where it differs from Pedigree's own",
  });
export type SectionRules = z.infer<typeof sectionRulesSchema>;

const OWN: readonly CardSection[] = [FRONT_MATTER_SECTION, ...CARD_SECTIONS];
const KNOWN: ReadonlySet<string> = new Set(OWN.map(({ key }) => key));

/** All sections of a registry, front matter first: Pedigree's as the rules change them, then the registry's own. */
export function sectionsWith({ sections }: SectionRules): readonly CardSection[] {
  const changed = OWN.map((section) => {
    const rule = Object.hasOwn(sections, section.key) ? sections[section.key] : undefined;
    return rule === undefined ? section : withRule(section, rule);
  });
  const added = Object.entries(sections)
    .filter(([key]) => !KNOWN.has(key))
    .map(([key, rule]) => withRule({ ...NEW_SECTION, key }, rule));
  return [...changed, ...added];
}

const NEW_SECTION: CardSection = {
  key: "",
  heading: "",
  needs: { development: "optional", staging: "optional", production: "optional" },
  minWords: 1,
  asks: "What belongs into this section of your registry's card.",
};

function withRule(section: CardSection, rule: SectionRules["sections"][string]): CardSection {
  const { development, staging, production } = section.needs;
  return {
    key: section.key,
    heading: rule.heading ?? section.heading,
    needs: {
      development: rule.development ?? development,
      staging: rule.staging ?? staging,
      production: rule.production ?? production,
    },
    minWords: rule.words ?? section.minWords,
    asks: rule.asks ?? section.asks,
  };
}
