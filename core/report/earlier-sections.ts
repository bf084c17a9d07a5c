import type { CommentSection, CommentSections } from "./section.ts";

export type KeyedSection = readonly [key: string, section: CommentSection];

/** What an earlier run of a workflow left in a comment where a newer run of that workflow has spoken. */
export interface EarlierRun {
  readonly workflowRun: number;
  readonly commit: string | undefined;
  readonly sections: readonly KeyedSection[];
}

export interface SectionsByAge {
  readonly current: readonly KeyedSection[];
  /** The newest run first. */
  readonly earlier: readonly EarlierRun[];
}

/**
 * Tells the sections that speak of the present apart from those that a newer run of their workflow has left behind: their
 * leg or experiment exists no longer, or has not finished yet. One that does not say which workflow it is of counts as
 * present. All stand by name, whatever the order
 * in which they were written.
 */
export function sectionsByAge(sections: CommentSections): SectionsByAge {
  const newest = new Map<string, number>();
  for (const { origin } of sections.values()) {
    if (origin?.workflow === undefined) continue;
    newest.set(origin.workflow, Math.max(newest.get(origin.workflow) ?? 0, origin.workflowRun));
  }
  const current: KeyedSection[] = [];
  const runs = new Map<number, KeyedSection[]>();
  for (const entry of [...sections].sort(([a], [b]) => compareNames(a, b))) {
    const { origin } = entry[1];
    const last = origin?.workflow === undefined ? 0 : (newest.get(origin.workflow) ?? 0);
    if (origin === null || origin.workflowRun >= last) current.push(entry);
    else runs.set(origin.workflowRun, [...(runs.get(origin.workflowRun) ?? []), entry]);
  }
  const earlier = [...runs].sort(([a], [b]) => b - a).map(([workflowRun, of]) => earlierRun(workflowRun, of));
  return { current, earlier };
}

function earlierRun(workflowRun: number, sections: readonly KeyedSection[]): EarlierRun {
  const commit = sections.map(([, { origin }]) => origin?.commit).find((one) => one !== undefined);
  return { workflowRun, commit, sections };
}

const NUMBERS = new Intl.Collator("en", { numeric: true });

/** `lr=2` before `lr=10`. */
function compareNames(a: string, b: string): number {
  return NUMBERS.compare(a, b) || (a < b ? -1 : Number(a > b));
}
