import { digestOfText } from "../canonical.ts";
import type { AncestorRun } from "../lineage/ancestry.ts";
import type { Sha256 } from "../names.ts";
import type { Run } from "../run/run.ts";
import { type Block, isIntact, listBlocks } from "./blocks.ts";
import type { CardEvidence, CardFinding } from "./card-facts.ts";
import type { CardView } from "./card-view.ts";
import { findContradictions, findLeftOutResults } from "./contradictions.ts";
import { findLeaks, findLeaksOnce, findLineageLeaks, findLineageLeaksOnce } from "./data-leaks.ts";
import type { ReadCard } from "./describe-card.ts";

/** Rises whenever the same card and run would be found otherwise, so that an old record is not judged by new rules. */
export const EVIDENCE_RULES = 4;

/** Since these rules a result that was filled has to stay in `model-index`. */
const RESULTS_STAY = 2;

/** Since these rules test data is looked for in folders, behind pointers, and in the training data of ancestors. */
export const LINEAGE_COUNTS = 3;

/** Since these rules it is looked for through folders that this run and an ancestor both name. */
const SHARED_FOLDERS = 4;

/** So many findings say enough; a card has ten blocks. */
const MAX_FINDINGS = 100;

/** A card, and what it has to agree with. */
export interface EvidenceQuestion {
  readonly card: ReadCard;
  /** The card as it would be filled now, with its blocks sealed. */
  readonly fresh: string;
  /** As releases before this one filled it, where that may be another text: its blocks are as true. */
  readonly earlier?: () => string;
  readonly model: string;
  readonly version: number;
  readonly run: Run;
  /** Digest of the registry's own template, null for Pedigree's. */
  readonly template: Sha256 | null;
  /** Metrics that Pedigree's template puts into `model-index`; a registry's own template decides itself what it says. */
  readonly results?: CardView["results"];
  /** Versions that the model was made from, as far as they are known. */
  readonly ancestors?: readonly AncestorRun[];
  /** The rules by which an old record was judged; this release's where it is judged now. */
  readonly rules?: number;
}

/** The card against its run: a pure function, so that `verify` finds the same. */
export function compareWithRun(question: EvidenceQuestion): CardEvidence {
  const { fresh, template, rules = EVIDENCE_RULES } = question;
  const blocks = listBlocks(fresh);
  const findings = [
    ...checkBlocks(question, blocks),
    ...findContradictions(question),
    ...(rules < RESULTS_STAY ? [] : findLeftOutResults(question, question.results ?? [])),
    ...leaksBy(rules, question),
  ];
  return {
    rules: Math.min(rules, EVIDENCE_RULES),
    template,
    filled: digestOfText(blocks.map(({ key, text }) => `${key}\n${text}`).join("\n")),
    findings: findings.slice(0, MAX_FINDINGS),
  };
}

function leaksBy(rules: number, { run, ancestors = [] }: EvidenceQuestion): readonly CardFinding[] {
  if (rules < LINEAGE_COUNTS) return findLeaksOnce(run);
  const inherited =
    rules < SHARED_FOLDERS ? findLineageLeaksOnce(run, ancestors) : findLineageLeaks(run, ancestors);
  return [...findLeaks(run), ...inherited];
}

function checkBlocks(
  { card, version, run, earlier }: EvidenceQuestion,
  fresh: readonly Block[],
): CardFinding[] {
  const wanted = new Map(fresh.map((block) => [block.key, block]));
  const present = listBlocks(card.text);
  // Nearly every card is as it would be filled now, and needs no second filling.
  let filled: ReadonlyMap<string, string> | undefined;
  const once = () => {
    filled ??= new Map(listBlocks(earlier?.() ?? "").map(({ key, text }) => [key, text]));
    return filled;
  };
  const keys = new Set(present.map(({ key }) => key));
  const stale = present.flatMap((block) => {
    const now = wanted.get(block.key);
    const isAsOnce = now?.text !== block.text && once().get(block.key) === block.text;
    const found = staleness(block, isAsOnce ? block : now, { version, run: run.id });
    return found === undefined ? [] : [found];
  });
  const missing = fresh
    .filter(({ key }) => !keys.has(key))
    .map(({ key }): CardFinding => {
      const finding = { kind: "block-missing", section: key, line: null, subject: key } as const;
      return { ...finding, expected: "the block that is filled from the run", found: "no such block" };
    });
  return [...stale, ...missing];
}

/** Blocks that were edited, as far as the card alone can tell: their lines are not those that the seal was put on. */
export function findEdits(card: string): CardFinding[] {
  return listBlocks(card)
    .filter((block) => !isIntact(block))
    .map(({ key, line }) => {
      const finding = { kind: "stale", section: key, line, subject: key } as const;
      return { ...finding, expected: "what was filled from the run", found: "an edited block" };
    });
}

function staleness(
  block: Block,
  wanted: Block | undefined,
  of: { readonly version: number; readonly run: string },
): CardFinding | undefined {
  const { key, line, seal, text } = block;
  const stale = { kind: "stale", section: key, line, subject: key } as const;
  if (wanted === undefined) {
    return { ...stale, expected: "no block of this name", found: "a block that is not filled from the run" };
  }
  if (seal !== null && (seal.version !== of.version || seal.run !== of.run)) {
    const found = `filled for version ${seal.version}, run ${seal.run}`;
    return { ...stale, expected: `filled for version ${of.version}, run ${of.run}`, found };
  }
  if (text === wanted.text && isIntact(block)) return undefined;
  const found = isIntact(block) ? "another content" : "an edited block";
  return {
    ...stale,
    line: line + 1 + firstDifference(text, wanted.text),
    expected: "what the run gives now",
    found,
  };
}

/** Index of the first line that differs; the last line where one text goes on. */
function firstDifference(text: string, wanted: string): number {
  const [lines, others] = [text.split("\n"), wanted.split("\n")];
  const at = lines.findIndex((line, index) => line !== others[index]);
  return Math.max(0, Math.min(at < 0 ? lines.length : at, lines.length - 2));
}
