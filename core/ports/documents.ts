import type { ReadCard } from "../card/describe-card.ts";
import type { CardSection } from "../card/sections.ts";
import type { Policy } from "../policy/policy.ts";
import type { Model } from "../registry/model.ts";

/**
 * Documents that people write, turned into values. YAML and Markdown are parsed at the edge with hard limits, so
 * the core never sees their text.
 */
export interface Documents {
  /** `pedigree.yml`. Raises POLICY_INVALID, FILE_TOO_LARGE or FILE_UNREADABLE. */
  policy(text: string): Policy;
  /** `models/NAME/model.yml`; `subject` is its path, for the message. */
  model(text: string, subject: string): Model;
  /** `card.md`. Front matter that cannot be parsed is a part of what was read; raises FILE_TOO_LARGE only. */
  card(text: string, subject?: string): ReadCard;
  /** `templates/card-sections.yml`: all sections, front matter first. Raises TEMPLATE_INVALID or what reading YAML raises. */
  cardSections(text: string): readonly CardSection[];
}
