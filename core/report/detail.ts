/** How much a report shows. Each level shows less than the one before it. */
export interface Detail {
  /** Rows of the first table: metrics with a goal, or all when none has one. */
  readonly rows: number;
  /** Whether rows that did not change are shown, too. */
  readonly unchanged: boolean;
  /** Rows of the folded table of all other metrics, and of those that the first table had no room for. */
  readonly others: number;
  readonly charts: number;
  /** Lines of each list of changes. */
  readonly lines: number;
}

/** For the verdict alone, in a section or a line. */
export const POOREST_DETAIL: Detail = { rows: 0, unchanged: false, others: 0, charts: 0, lines: 0 };

/** The levels of the comment, from full to the verdict alone. */
export const COMMENT_DETAILS: readonly Detail[] = [
  { rows: 30, unchanged: true, others: 600, charts: 4, lines: 50 },
  { rows: 30, unchanged: true, others: 200, charts: 3, lines: 30 },
  { rows: 30, unchanged: false, others: 0, charts: 2, lines: 15 },
  { rows: 15, unchanged: false, others: 0, charts: 1, lines: 5 },
  { rows: 8, unchanged: false, others: 0, charts: 0, lines: 0 },
  POOREST_DETAIL,
];

/** The job summary has room for more: 1 MiB against a comment's 65,536 characters. */
export const SUMMARY_DETAILS: readonly Detail[] = [
  { rows: 200, unchanged: true, others: 2000, charts: 12, lines: 500 },
  ...COMMENT_DETAILS,
];

/** The first attempt that fits; the last one when none does. Attempts are made one by one, from rich to poor. */
export function firstFitting<T>(
  levels: readonly T[],
  render: (level: T) => string,
  fits: (text: string) => boolean,
): string {
  let text = "";
  for (const level of levels) {
    text = render(level);
    if (fits(text)) return text;
  }
  return text;
}
