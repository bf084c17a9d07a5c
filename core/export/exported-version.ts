import type { CardFacts } from "../card/card-facts.ts";
import type { CardSubject } from "../card/card-view.ts";
import type { ReadCard } from "../card/describe-card.ts";
import type { Sha256 } from "../names.ts";

/** A registered version with its card, as all exports take it. */
export interface ExportedVersion {
  readonly subject: CardSubject;
  readonly card: ReadCard;
  /** The card as judged against the run. */
  readonly facts: CardFacts;
  readonly stage: string;
  /** When the version entered the stage: the time of the event, and the only time in what is exported. */
  readonly at: string;
  /** `version.json`, `run.json`, `card.md`, `evidence/…` → digest. */
  readonly digests: ReadonlyMap<string, Sha256>;
  /** Names of the model's log files that moved this version, oldest first, with their digests. */
  readonly events: readonly { readonly file: string; readonly digest: Sha256 }[];
}

/** Files by path, and what could not be said in the format or was left out of it. */
export interface Exported {
  readonly files: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}
