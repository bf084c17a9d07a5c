/** One step from an old sequence to a new one. `before` and `after` are places in them. */
export type Step =
  | { readonly kind: "same"; readonly before: number; readonly after: number }
  | { readonly kind: "removed"; readonly before: number }
  | { readonly kind: "added"; readonly after: number };

/** Entries of the table of a whole notebook: two thousand cells or lines against as many. */
export const MAX_TABLE = 4_000_000;

/**
 * The shortest way from one sequence to another by a longest common subsequence; what is removed stands before what is added.
 * Takes time and memory up to `room`, which is the product of both lengths; where that is not enough, the parts between the common
 * ends count as replaced.
 */
export function diffSequences(
  before: readonly string[],
  after: readonly string[],
  room = MAX_TABLE,
): readonly Step[] {
  const short = Math.min(before.length, after.length);
  let head = 0;
  while (head < short && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < short - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const same = (count: number, from: number, to: number) =>
    Array.from({ length: count }, (_, at): Step => ({ kind: "same", before: from + at, after: to + at }));
  const [old, now] = numbered(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
  );
  const middle = diffMiddle(old, now, { offset: head, room });
  return [...same(head, 0, 0), ...middle, ...same(tail, before.length - tail, after.length - tail)];
}

type Numbers = readonly number[];

/** Numbers in place of texts, the same for the same: each pair is compared, and long texts that begin alike take their time. */
function numbered(before: readonly string[], after: readonly string[]): readonly [Numbers, Numbers] {
  const numbers = new Map<string, number>();
  const numberOf = (text: string) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
  return [before.map(numberOf), after.map(numberOf)];
}

function diffMiddle(
  before: Numbers,
  after: Numbers,
  { offset, room }: { readonly offset: number; readonly room: number },
): readonly Step[] {
  const [rows, columns] = [before.length, after.length];
  if ((rows + 1) * (columns + 1) > room) {
    return [
      ...before.map((_, at): Step => ({ kind: "removed", before: offset + at })),
      ...after.map((_, at): Step => ({ kind: "added", after: offset + at })),
    ];
  }
  const lengths = commonLengths(before, after);
  const at = (row: number, column: number) => lengths[row * (columns + 1) + column] ?? 0;
  const steps: Step[] = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    if (row < rows && column < columns && before[row] === after[column]) {
      steps.push({ kind: "same", before: offset + row++, after: offset + column++ });
    } else if (row < rows && (column === columns || at(row + 1, column) >= at(row, column + 1))) {
      steps.push({ kind: "removed", before: offset + row++ });
    } else steps.push({ kind: "added", after: offset + column++ });
  }
  return steps;
}

/** How long the longest common subsequence of what follows is, for each pair of places. */
function commonLengths(before: Numbers, after: Numbers): Uint32Array {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const here = row * width + column;
      lengths[here] =
        before[row] === after[column]
          ? (lengths[here + width + 1] ?? 0) + 1
          : Math.max(lengths[here + width] ?? 0, lengths[here + 1] ?? 0);
    }
  }
  return lengths;
}
