import { digestOfText } from "../canonical.ts";

/**
 * Blocks of a card that Pedigree fills: a begin mark, lines, and `<!-- pedigree:end KEY -->`, each mark on a line of its
 * own. Everything outside belongs to people. The begin mark carries a seal: for which version and run the lines were
 * written, and their digest, so that an edit of them shows even where the run is not at hand.
 */
const BEGIN =
  /^<!-- pedigree:begin ([a-z][a-z-]*)(?: version=([1-9][0-9]{0,6}) run=([0-9a-f]{32}) sha256=([0-9a-f]{64}))? -->$/;

/** What a block was filled from. */
export interface BlockSource {
  readonly version: number;
  readonly run: string;
}

/** What the begin mark says; cards from before there were seals have none. */
export interface Seal extends BlockSource {
  /** SHA-256 of the lines between the marks. */
  readonly digest: string;
}

export interface Block {
  readonly key: string;
  /** Line of the begin mark, from 1. */
  readonly line: number;
  readonly seal: Seal | null;
  /** The lines between the marks, each with its line end. */
  readonly text: string;
}

/** All blocks in their order. A block without an end is none; a key may come twice, and then both are judged. */
export function listBlocks(card: string): readonly Block[] {
  const blocks: Block[] = [];
  walk(card, (block) => {
    blocks.push(block);
    return undefined;
  });
  return blocks;
}

/**
 * The card with its blocks replaced by those of a freshly rendered one. Blocks that the fresh card lacks stay as they
 * are, blocks that people removed are not brought back. Filling twice changes nothing more.
 */
export function fillBlocks(card: string, fresh: string): string {
  const blocks = blocksByKey(fresh);
  return walk(card, ({ key }) => blocks.get(key));
}

/** The same for the blocks that hold nothing yet. */
export function fillEmptyBlocks(card: string, fresh: string): string {
  const blocks = blocksByKey(fresh);
  return walk(card, ({ key, text }) => (text.trim() === "" ? blocks.get(key) : undefined));
}

function blocksByKey(card: string): ReadonlyMap<string, Block> {
  return new Map(listBlocks(card).map((block) => [block.key, block]));
}

/** The card with every block sealed for what it was filled from. */
export function sealBlocks(card: string, { version, run }: BlockSource): string {
  return walk(card, ({ text }) => ({ text, seal: { version, run, digest: digestOfText(text) } }));
}

/** Whether the lines are those that the seal was put on; a block without a seal cannot tell. */
export function isIntact({ text, seal }: Pick<Block, "text" | "seal">): boolean {
  return seal === null || seal.digest === digestOfText(text);
}

/** The card without what the blocks hold: all that people answer for. */
export function withoutBlocks(card: string): string {
  const lines = card.split("\n");
  const kept: string[] = [];
  let end = -1;
  for (const [at, line] of lines.entries()) {
    if (at < end) continue;
    kept.push(line);
    end = keyAndEnd(lines, at)?.end ?? -1;
  }
  return kept.join("\n");
}

type Replace = (block: Block) => Pick<Block, "text" | "seal"> | undefined;

/** The card with each block as `replace` wants it; undefined leaves every byte of the block alone. */
function walk(card: string, replace: Replace): string {
  const lines = card.split("\n");
  const out: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const begin = lines[at] ?? "";
    const found = keyAndEnd(lines, at);
    if (found === undefined) {
      out.push(begin);
      continue;
    }
    const { key, seal, end } = found;
    const inside = lines.slice(at + 1, end);
    const other = replace({ key, line: at + 1, seal, text: linesText(inside) });
    if (other === undefined) out.push(begin, ...inside);
    else out.push(formatBegin(key, other.seal), ...(other.text === "" ? [] : [other.text.slice(0, -1)]));
    at = end - 1;
  }
  return out.join("\n");
}

/** No line and one empty line are not the same. */
function linesText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

function keyAndEnd(lines: readonly string[], at: number) {
  const [, key, version, run, digest] = BEGIN.exec((lines[at] ?? "").trim()) ?? [];
  const end = key === undefined ? -1 : endIndex(lines, at + 1, key);
  if (key === undefined || end < 0) return undefined;
  const seal =
    version === undefined || run === undefined || digest === undefined
      ? null
      : { version: Number(version), run, digest };
  return { key, seal, end };
}

function formatBegin(key: string, seal: Seal | null): string {
  const words = seal === null ? "" : ` version=${seal.version} run=${seal.run} sha256=${seal.digest}`;
  return `<!-- pedigree:begin ${key}${words} -->`;
}

/** A block ends before another one begins: a lost end mark must not swallow what people wrote. */
function endIndex(lines: readonly string[], from: number, key: string): number {
  for (let at = from; at < lines.length; at += 1) {
    const line = (lines[at] ?? "").trim();
    if (line === `<!-- pedigree:end ${key} -->`) return at;
    if (BEGIN.test(line)) return -1;
  }
  return -1;
}
