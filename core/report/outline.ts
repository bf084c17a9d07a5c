/** Something with parts that have parts in turn. */
export interface OutlineNode<T> {
  readonly item: T;
  readonly parts: readonly OutlineNode<T>[];
}

/** One line of a nested list: an entry, or how many entries there is no room for. */
export interface OutlineLine<T> {
  readonly depth: number;
  /** Two spaces a level, as Markdown nests its lists. */
  readonly indent: string;
  readonly item: T | null;
  /** How many entries are left out here, null for an entry. */
  readonly more: number | null;
}

/** How much is shown, and what first where there is not room for all. */
export interface OutlineRoom<T> {
  /** The most parts of one entry. */
  readonly maxParts: number;
  /** The sum of `cost` that all entries together may reach. */
  readonly budget: number;
  readonly cost: (item: T) => number;
  readonly matters: (item: T) => boolean;
}

/**
 * A tree as lines, each entry before its parts. Where there is not room for all, what stands higher comes first, and of
 * that what matters: a long list in one place pushes out nothing beside it. What is left out is counted where it would
 * stand.
 */
export function outline<T>(
  nodes: readonly OutlineNode<T>[],
  room: OutlineRoom<T>,
): readonly OutlineLine<T>[] {
  return linesOf(nodes, 0, chosen(nodes, room));
}

function chosen<T>(nodes: readonly OutlineNode<T>[], room: OutlineRoom<T>): ReadonlySet<OutlineNode<T>> {
  const kept = new Set<OutlineNode<T>>();
  let left = room.budget;
  let level = foremost(nodes, room);
  while (level.length > 0) {
    const shown = level.filter(({ item }) => {
      left -= room.cost(item);
      return left >= 0;
    });
    for (const node of shown) kept.add(node);
    level = byWeight(
      shown.flatMap(({ parts }) => foremost(parts, room)),
      room,
    );
  }
  return kept;
}

function foremost<T>(nodes: readonly OutlineNode<T>[], room: OutlineRoom<T>): readonly OutlineNode<T>[] {
  return byWeight(nodes, room).slice(0, room.maxParts);
}

function byWeight<T>(
  nodes: readonly OutlineNode<T>[],
  { matters }: OutlineRoom<T>,
): readonly OutlineNode<T>[] {
  return nodes.toSorted((a, b) => Number(matters(b.item)) - Number(matters(a.item)));
}

function linesOf<T>(
  nodes: readonly OutlineNode<T>[],
  depth: number,
  kept: ReadonlySet<OutlineNode<T>>,
): readonly OutlineLine<T>[] {
  const place = { depth, indent: "  ".repeat(depth) };
  const shown = nodes.filter((node) => kept.has(node));
  const lines = shown.flatMap((node) => [
    { ...place, item: node.item, more: null },
    ...linesOf(node.parts, depth + 1, kept),
  ]);
  const more = nodes.length - shown.length;
  return more === 0 ? lines : [...lines, { ...place, item: null, more }];
}
