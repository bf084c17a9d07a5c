/**
 * Blocks of a card that Pedigree fills: `<!-- pedigree:begin KEY -->` … `<!-- pedigree:end KEY -->`, each mark on a
 * line of its own. Everything outside belongs to people.
 */
const BEGIN = /^<!-- pedigree:begin ([a-z-]+) -->$/;

function endOf(key: string): string {
  return `<!-- pedigree:end ${key} -->`;
}

/** Key → lines between the marks. A block without an end, or a key for the second time, is no block. */
export function readBlocks(card: string): ReadonlyMap<string, string> {
  const blocks = new Map<string, string>();
  walk(card.split("\n"), (key, lines) => {
    if (!blocks.has(key)) blocks.set(key, lines.join("\n"));
    return lines;
  });
  return blocks;
}

/**
 * The card with its blocks replaced by those of a freshly rendered one. Blocks that the fresh card lacks stay as they
 * are, blocks that people removed are not brought back. Filling twice changes nothing more.
 */
export function fillBlocks(card: string, fresh: string): string {
  const blocks = readBlocks(fresh);
  return walk(card.split("\n"), (key, lines) => blocks.get(key)?.split("\n") ?? lines).join("\n");
}

/** The card without what the blocks hold: all that people answer for. */
export function withoutBlocks(card: string): string {
  return walk(card.split("\n"), () => []).join("\n");
}

function walk(
  lines: readonly string[],
  replace: (key: string, lines: readonly string[]) => readonly string[],
): readonly string[] {
  const out: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    out.push(line);
    const key = BEGIN.exec(line.trim())?.[1];
    const end = key === undefined ? -1 : endIndex(lines, at + 1, key);
    if (key === undefined || end < 0) continue;
    out.push(...replace(key, lines.slice(at + 1, end)));
    at = end - 1;
  }
  return out;
}

/** A block ends before another one begins: a lost end mark must not swallow what people wrote. */
function endIndex(lines: readonly string[], from: number, key: string): number {
  for (let at = from; at < lines.length; at += 1) {
    const line = (lines[at] ?? "").trim();
    if (line === endOf(key)) return at;
    if (BEGIN.test(line)) return -1;
  }
  return -1;
}
