/**
 * What a plot shows, in shapes that the comment and the image files both draw: numbers, raw text, and no markup. Words that
 * are Pedigree's own and text from outside are different fields.
 */
export type Figure =
  | LinesFigure
  | ScatterFigure
  | BarsFigure
  | ColumnsFigure
  | MatrixFigure
  | TableFigure
  | TimelineFigure
  | TextsFigure;

/** Those that are pictures, and not text. */
export type GraphicFigure = Exclude<Figure, TableFigure | TextsFigure>;

export type Point = readonly [x: number, y: number];

export interface Line {
  /** Own words, such as “diagonal”; empty where `foreign` names the line. */
  readonly own: string;
  readonly foreign: string | null;
  readonly points: readonly Point[];
}

/** Lines over one axis; all of own words but the names of lines. */
export interface LinesFigure {
  readonly shape: "lines";
  readonly x: string;
  readonly y: string;
  /** The least range of the vertical axis; null where the values alone decide. */
  readonly range: readonly [number, number] | null;
  readonly lines: readonly Line[];
  /** Pairs of lines, by position, between which an image is shaded, the widest first. */
  readonly bands: readonly (readonly [number, number])[];
  readonly notes: readonly string[];
}

/** Points beside the diagonal, on which both coordinates are equal. */
export interface ScatterFigure {
  readonly shape: "scatter";
  readonly x: string;
  readonly y: string;
  readonly points: readonly Point[];
  readonly notes: readonly string[];
}

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Own words beside the bar, such as “pushes up”; empty for none. */
  readonly word: string;
}

/** Named values, the largest first. */
export interface BarsFigure {
  readonly shape: "bars";
  readonly of: string;
  readonly measure: string;
  /** What the words of the bars tell; empty where they have none. */
  readonly words: string;
  readonly bars: readonly Bar[];
}

/** Counts over bins of numbers. */
export interface ColumnsFigure {
  readonly shape: "columns";
  readonly x: string;
  readonly y: string;
  readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  readonly notes: readonly string[];
}

export interface MatrixFigure {
  readonly shape: "matrix";
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

export type Cell = string | number | boolean | null;

export interface Column {
  readonly own: string;
  readonly foreign: string | null;
}

export interface TableFigure {
  readonly shape: "table";
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  readonly notes: readonly string[];
}

export interface TimelineStep {
  readonly name: string;
  /** How many steps it was called through. */
  readonly depth: number;
  /** Milliseconds since the chain began; null where it was not told. */
  readonly start: number | null;
  readonly duration: number | null;
  readonly tokens: number | null;
  readonly input: string | null;
  readonly output: string | null;
  readonly error: string | null;
}

/** Steps in the order in which they were called, each after the one that called it. */
export interface TimelineFigure {
  readonly shape: "timeline";
  readonly steps: readonly TimelineStep[];
  readonly notes: readonly string[];
}

/** Samples of long texts. */
export interface TextsFigure {
  readonly shape: "texts";
  readonly samples: readonly {
    readonly name: string;
    readonly numbers: readonly {
      readonly own: string;
      readonly foreign: string | null;
      readonly value: Cell;
    }[];
    readonly texts: readonly { readonly own: string; readonly text: string }[];
  }[];
}

export const ownLine = (own: string, points: readonly Point[]): Line => ({ own, foreign: null, points });
export const foreignLine = (foreign: string, points: readonly Point[]): Line => ({
  own: "",
  foreign,
  points,
});
export const ownColumn = (own: string): Column => ({ own, foreign: null });
export const foreignColumn = (foreign: string): Column => ({ own: "", foreign });
