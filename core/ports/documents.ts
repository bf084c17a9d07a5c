import type { CardFacts } from "../card/card-facts.ts";
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
  /** `card.md`. A card that cannot be parsed is described as such, never an error. */
  card(text: string): CardFacts;
}
