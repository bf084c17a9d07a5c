import { formatComment, formatSection, UNCOUNTED } from "./comment-sections.ts";
import { type KeyedSection, sectionsByAge } from "./earlier-sections.ts";
import type { CommentSection, CommentSections, SectionOrigin } from "./section.ts";
import { headOf, withoutLastPart } from "./section-parts.ts";

/** A section that is about to be written, and how large it may become. */
export interface NewSection {
  /** Names the section; one per experiment and leg. Any text. */
  readonly section: string;
  /** Which run it is of; left out, it is written whatever stands there. */
  readonly origin?: SectionOrigin | null;
  /** How many sections are to come at about this time, itself among them; left out where that is not known. */
  readonly expected?: number;
  /** The section's Markdown in at most `budget` characters, or its poorest form where it needs more. */
  readonly render: (budget: number) => string;
}

export interface FittedSections {
  readonly sections: CommentSections;
  /** Whether one is only counted that was shown before. */
  readonly hides: boolean;
  /** Whether not even all of those that are counted found room. */
  readonly full: boolean;
}

/**
 * The sections with a new one among them, in at most `max` characters. Its share is what each could have of those that stand
 * there and are to come. Alone it may take all; where no others are expected, half of what the others leave, should
 * that be more. Whoever has more than a share becomes smaller, but rather than have one vanish the new one takes its
 * poorest form.
 */
export function placeSection(sections: CommentSections, added: NewSection, max: number): FittedSections {
  const { section, origin = null, render } = added;
  const attempt = (budget: number) =>
    fitSections(new Map([...sections, [section, { body: render(budget).trim(), origin }]]), max);
  const preferred = attempt(shareOf(sections, added, max));
  return preferred.hides ? attempt(0) : preferred;
}

/** Characters for the text of a new section. */
function shareOf(
  sections: CommentSections,
  { section, origin = null, expected = 1 }: NewSection,
  max: number,
): number {
  const own: KeyedSection = [section, { body: STAND_IN, origin }];
  const others = sectionsByAge(new Map([...sections, own])).current.filter(([key]) => key !== section);
  const markers = formatSection(own).length - STAND_IN.length + BETWEEN;
  const room = max - formatComment(new Map(others)).length - markers;
  if (others.length === 0 && expected <= 1) return Math.max(0, room);
  const whole = max - formatComment(new Map()).length;
  const share = Math.floor(whole / Math.max(expected, others.length + 1)) - markers;
  return Math.max(0, share, expected > 1 ? 0 : Math.floor(room / 2));
}

const STAND_IN = "…";
/** The empty line between sections. */
const BETWEEN = 2;

/**
 * The sections in at most `max` characters, each as it is where that suffices. Room is made in this order: sections of
 * earlier runs keep their heads, then go, the oldest first; of the others the largest one loses its last part, again
 * and again; one of which only the head is left is counted in place of shown. The last ones by name are no longer
 * counted one by one. Fitting twice changes nothing more.
 */
export function fitSections(sections: CommentSections, max: number): FittedSections {
  let fitted = withoutEarlierCounts(sections);
  let hides = false;
  for (let over = excess(fitted, max); over > 0; over = excess(fitted, max)) {
    const fewer = withLessEarlier(fitted) ?? withSmaller(fitted, over);
    if (fewer === undefined) {
      fitted = withFewerCounted(fitted, over);
      if (fitted.size === 0) break;
    } else {
      hides ||= fewer.hides;
      fitted = fewer.sections;
    }
  }
  return { sections: fitted, hides, full: fitted.has(UNCOUNTED) };
}

/** How many there were in an earlier run tells nobody anything. */
function withoutEarlierCounts(sections: CommentSections): CommentSections {
  const earlier = sectionsByAge(sections).earlier.flatMap((run) => run.sections);
  const dropped = new Set(earlier.filter(([, { body }]) => body === "").map(([key]) => key));
  return dropped.size === 0 ? sections : new Map([...sections].filter(([key]) => !dropped.has(key)));
}

function excess(sections: CommentSections, max: number): number {
  return formatComment(sections).length - max;
}

type Fewer = Omit<FittedSections, "full">;

function withLessEarlier(sections: CommentSections): Fewer | undefined {
  const { earlier } = sectionsByAge(sections);
  const oldest = earlier.at(-1);
  if (oldest === undefined) return undefined;
  const fewer = new Map(sections);
  const long = earlier.flatMap((run) => run.sections).filter(([, { body }]) => headOf(body) !== body);
  if (long.length === 0) for (const [key] of oldest.sections) fewer.delete(key);
  for (const [key, section] of long) fewer.set(key, { ...section, body: headOf(section.body) });
  return { sections: fewer, hides: false };
}

/** The largest sections by one part less each, until `over` characters are gained. */
function withSmaller(sections: CommentSections, over: number): Fewer | undefined {
  const shown = sectionsByAge(sections).current.filter(([, { body }]) => body !== "");
  if (shown.length === 0) return undefined;
  const left = shown.map((section) => ({ section, size: sizeOf(section) }));
  const smaller = new Map(sections);
  let hides = false;
  for (let gained = 0; gained < over && left.length > 0; ) {
    const index = left.reduce((most, { size }, at) => (size >= (left[most]?.size ?? 0) ? at : most), 0);
    const [largest] = left.splice(index, 1);
    if (largest === undefined) break;
    const section = shrunk(largest.section);
    const size = sizeOf(section);
    if (section[1].body === "") hides = true;
    else left.splice(index, 0, { section, size });
    smaller.set(...section);
    gained += largest.size - size;
  }
  return { sections: smaller, hides };
}

function sizeOf(section: KeyedSection): number {
  return formatSection(section).length;
}

/** Of a section that is only counted nothing is kept but where it belongs. */
function shrunk([key, { body, origin }]: KeyedSection): KeyedSection {
  const less = withoutLastPart(body);
  if (less !== undefined) return [key, { body: less, origin }];
  return [key, countedAs(origin)];
}

function countedAs(origin: SectionOrigin | null): CommentSection {
  if (origin === null) return { body: "", origin };
  const { commit: _, ...kept } = origin;
  return { body: "", origin: kept };
}

function withFewerCounted(sections: CommentSections, over: number): CommentSections {
  const counted = sectionsByAge(sections).current.filter(([key]) => key !== UNCOUNTED);
  let bound = sections.get(UNCOUNTED);
  for (let gained = 0; gained < over; ) {
    const last = counted.pop();
    if (last === undefined) return new Map();
    bound ??= countedAs(last[1].origin);
    gained += sizeOf(last);
  }
  return new Map(bound === undefined ? counted : [...counted, [UNCOUNTED, bound]]);
}
