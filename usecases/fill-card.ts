import { digestOfText } from "../core/canonical.ts";
import { sealBlocks } from "../core/card/blocks.ts";
import { compareWithRun } from "../core/card/card-evidence.ts";
import type { CardFacts } from "../core/card/card-facts.ts";
import { MAX_CARD_BYTES } from "../core/card/card-limits.ts";
import { type CardSubject, cardView, type MetricScope } from "../core/card/card-view.ts";
import { describeCard, type ReadCard } from "../core/card/describe-card.ts";
import { completeBlocks } from "../core/card/registry-template.ts";
import type { CardSection } from "../core/card/sections.ts";
import { templateValues } from "../core/card/template-values.ts";
import { PedigreeError } from "../core/errors.ts";
import type { AncestorRun } from "../core/lineage/ancestry.ts";
import type { Documents } from "../core/ports/documents.ts";
import type { Renderer } from "../core/ports/renderer.ts";
import { CARD_SECTIONS_PATH, CARD_TEMPLATE_PATH } from "../core/registry/layout.ts";
import type { Stages } from "../core/registry/stages.ts";
import { isHardwareMetric } from "../core/run/hardware.ts";

/** How a registry wants its cards: its own template and sections, where it has some on its branch. */
export interface CardForm {
  readonly template: string | null;
  readonly sections: readonly CardSection[] | undefined;
}

/** Reads both files by `read`, which gives undefined for one that is missing. */
export async function readCardForm(
  { documents }: { readonly documents: Pick<Documents, "cardSections"> },
  read: (path: string) => Promise<string | undefined>,
): Promise<CardForm> {
  const [template, sections] = await Promise.all([read(CARD_TEMPLATE_PATH), read(CARD_SECTIONS_PATH)]);
  return {
    template: template ?? null,
    sections: sections === undefined ? undefined : documents.cardSections(sections),
  };
}

/** The card as a new version gets it, with its blocks sealed. Raises TEMPLATE_INVALID. */
export function fillCard(
  renderer: Renderer,
  { template }: CardForm,
  subject: CardSubject,
  scope: MetricScope = "evaluation",
): string {
  const view = cardView(subject, scope);
  const own = renderer.render("model-card", view);
  const source = { version: subject.version.version, run: subject.run.id };
  if (template === null) return sealBlocks(own, source);
  const path = CARD_TEMPLATE_PATH;
  const filled = renderer.fill({ text: template, path }, templateValues(view, subject));
  const card = sealBlocks(completeBlocks(filled, own, path), source);
  const bytes = new TextEncoder().encode(card).length;
  if (bytes <= MAX_CARD_BYTES) return card;
  throw new PedigreeError("TEMPLATE_INVALID", "the filled card would be too large", {
    subject: path,
    expected: `at most ${MAX_CARD_BYTES} bytes`,
    found: `${bytes} bytes`,
  });
}

export interface CardQuestion {
  readonly card: ReadCard;
  readonly subject: CardSubject;
  /** Versions that its model was made from, as far as they are known. */
  readonly ancestors?: readonly AncestorRun[] | undefined;
  /** By which rules it was judged, where it is judged again. */
  readonly rules?: number | undefined;
}

/** All that a decision needs to know of a version's card: what it says, and whether its run says the same. */
export function judgeCard(
  renderer: Renderer,
  form: CardForm,
  { card, subject, ancestors = [], rules }: CardQuestion,
): CardFacts {
  return {
    ...describeCard(card, form.sections),
    evidence: compareWithRun({
      card,
      fresh: fillCard(renderer, form, subject),
      ...(measuresMachine(subject) && { earlier: () => fillCard(renderer, form, subject, "everything") }),
      model: subject.name,
      version: subject.version.version,
      run: subject.run,
      template: form.template === null ? null : digestOfText(form.template),
      ...(form.template === null && { results: cardView(subject).results }),
      ancestors,
      ...(rules !== undefined && { rules }),
    }),
  };
}

/** Cards showed what was measured of the machine among the results, before they left it out. */
function measuresMachine({ run, previous }: CardSubject): boolean {
  return [run, previous?.run].some((one) => Object.keys(one?.metrics ?? {}).some(isHardwareMetric));
}

/** The registered version before this one, whose run the card compares with; undefined for the first. */
export function versionBefore(stages: Stages, version: number): number | undefined {
  const earlier = Object.keys(stages.versions)
    .map(Number)
    .filter((number) => number < version);
  return earlier.length === 0 ? undefined : Math.max(...earlier);
}
