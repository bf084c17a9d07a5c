/**
 * Those of the columns that have one of the names, in letters of any size, by the name in small letters. A column that is written in small
 * letters comes before another one, or else the first.
 */
export function namedColumns(
  columns: readonly string[],
  names: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  // Rows of a log come by the million, and most have none of the names.
  let found: Map<string, string> | undefined;
  for (const column of columns) {
    const name = nameOf(column);
    if (!names.has(name) || (column !== name && found?.has(name))) continue;
    found ??= new Map();
    found.set(name, column);
  }
  return found ?? NONE;
}

const NONE: ReadonlyMap<string, string> = new Map();

/** Longer than any name that says what a column is for. */
const LONG = 16;

/** A column's name in small letters, for a look at what it is for; there are rows of a hundred thousand long names. */
export function nameOf(column: string): string {
  return column.length > LONG ? column : column.toLowerCase();
}

/** The columns of these names, in the order of the names. */
export function pickColumns(named: ReadonlyMap<string, string>, names: readonly string[]): readonly string[] {
  return named.size === 0 ? [] : names.flatMap((name) => named.get(name) ?? []);
}
