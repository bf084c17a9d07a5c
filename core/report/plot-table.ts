import type { Cell, Column, TableFigure, TextsFigure } from "./figure.ts";

/** A piece of a text; `cut` is the length of the whole where that is more, in characters. */
export interface CutText {
  readonly text: string;
  readonly cut: number | null;
}

export interface CellView extends CutText {
  /** The number, where `numeric`. */
  readonly number: number | null;
  readonly numeric: boolean;
  readonly empty: boolean;
}

export interface TableView {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly CellView[])[];
  readonly omittedRows: number;
  readonly omittedColumns: number;
  /** One empty cell for each column but the first, for the row that counts what was left out. */
  readonly rest: readonly Column[];
}

export interface TextsView {
  readonly samples: readonly {
    readonly name: string;
    readonly numbers: readonly (CellView & Column)[];
    readonly texts: readonly (CutText & { readonly own: string })[];
  }[];
  readonly omitted: number;
}

const MAX_COLUMNS = 10;
const MAX_ROWS = 15;
const MAX_SAMPLES = 4;
const MAX_NUMBERS = 8;
const CELL_LENGTH = 120;
const TEXT_LENGTH = 600;

export function tableView({ columns, rows }: TableFigure): TableView {
  const shown = columns.slice(0, MAX_COLUMNS);
  const cells = rows.slice(0, MAX_ROWS).map((row) => row.slice(0, MAX_COLUMNS).map(cellView));
  return {
    columns: shown,
    rows: cells,
    omittedRows: rows.length - cells.length,
    omittedColumns: columns.length - shown.length,
    rest: shown.slice(1),
  };
}

/** The first samples; how many more there are is counted. */
export function textsView({ samples }: TextsFigure): TextsView {
  const shown = samples.slice(0, MAX_SAMPLES).map(({ name, numbers, texts }) => ({
    name,
    numbers: numbers.slice(0, MAX_NUMBERS).map(({ value, ...column }) => ({ ...column, ...cellView(value) })),
    texts: texts.map(({ own, text }) => ({ own, ...cutText(text, TEXT_LENGTH) })),
  }));
  return { samples: shown, omitted: samples.length - shown.length };
}

export function cellView(value: Cell): CellView {
  const numeric = typeof value === "number" && Number.isFinite(value);
  return {
    number: numeric ? value : null,
    numeric,
    empty: value === null,
    ...cutText(value === null ? "" : String(value), CELL_LENGTH),
  };
}

/** The beginning of a text, never ending within a character, and how long the whole is. */
export function cutText(text: string, max: number = CELL_LENGTH): CutText {
  if (text.length <= max) return { text, cut: null };
  const end = /[\uD800-\uDBFF]/.test(text.charAt(max - 1)) ? max - 1 : max;
  return { text: `${text.slice(0, end)}…`, cut: text.length };
}
