import type { Plain } from "./expression.ts";

/** One combination of a matrix; empty when there is no matrix. */
export type MatrixCell = Readonly<Record<string, Plain>>;

/** GitHub refuses a matrix of more jobs. */
const MAX_JOBS = 256;

/**
 * The jobs of a `strategy.matrix`: every combination, less `exclude`, then `include` by GitHub's rule (added to each
 * combination whose own values it does not change, else a job of its own).
 */
export function expandMatrix(matrix: Plain): readonly MatrixCell[] {
  if (!isObject(matrix)) return [{}];
  const axes = Object.entries(matrix).filter(([name]) => name !== "include" && name !== "exclude");
  const product = axes.reduce<MatrixCell[]>(
    (cells, [name, values]) =>
      cells.flatMap((cell) => list(values).map((value) => ({ ...cell, [name]: value }))),
    axes.length === 0 ? [] : [{}],
  );
  const excluded = list(matrix.exclude ?? null).filter(isObject);
  const kept = product.filter((cell) => !excluded.some((rule) => matches(cell, rule)));
  const cells = addIncluded(
    kept,
    new Set(axes.map(([name]) => name)),
    list(matrix.include ?? null).filter(isObject),
  );
  if (cells.length > MAX_JOBS)
    throw new RangeError(`a matrix of ${cells.length} jobs; GitHub allows ${MAX_JOBS}`);
  return cells;
}

/** The job's name with its combination, as GitHub shows it: `test (20, linux)`. */
export function cellName(name: string, cell: MatrixCell): string {
  const values = Object.values(cell).map(cellText);
  return values.length === 0 ? name : `${name} (${values.join(", ")})`;
}

function cellText(value: Plain): string {
  if (isList(value)) return value.map(cellText).join(", ");
  if (isObject(value)) return Object.values(value).map(cellText).join(", ");
  return String(value);
}

function addIncluded(
  combinations: readonly MatrixCell[],
  axes: ReadonlySet<string>,
  included: readonly MatrixCell[],
): readonly MatrixCell[] {
  const cells = [...combinations];
  const added: MatrixCell[] = [];
  for (const extra of included) {
    const own = Object.fromEntries(Object.entries(extra).filter(([name]) => axes.has(name)));
    const fits = combinations.map((cell) => matches(cell, own));
    if (!fits.includes(true)) added.push(extra);
    else for (const [index, fit] of fits.entries()) if (fit) cells[index] = { ...cells[index], ...extra };
  }
  return [...cells, ...added];
}

function matches(cell: MatrixCell, rule: MatrixCell): boolean {
  return Object.entries(rule).every(([name, value]) => JSON.stringify(cell[name]) === JSON.stringify(value));
}

function list(value: Plain): readonly Plain[] {
  if (isList(value)) return value;
  return value === null ? [] : [value];
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

function isObject(value: Plain): value is Readonly<Record<string, Plain>> {
  return typeof value === "object" && value !== null && !isList(value);
}
