/** Control and direction characters, with which a name could rewrite the terminal that shows it. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** One line of text from outside, safe on a terminal. */
export function visible(text: string): string {
  return text.replace(UNSAFE, "�");
}

/** Signs that take two columns of a terminal: scripts of East Asia, their full-width forms, and emoji (Unicode Annex 11). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/gu;
/** Signs that stand on the one before them. */
const COMBINING = /[\p{Mn}\p{Me}]/gu;

function widthOf(text: string): number {
  if (isAscii(text)) return text.length;
  const [own, wide] = [text.replace(COMBINING, ""), text.match(WIDE) ?? []];
  return Array.from(own).length + wide.length;
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

/** Columns padded to their widest cell, for a terminal. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const shown = rows.map((row) => row.map(visible));
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...shown.map((row) => widthOf(row[at] ?? ""))));
  return shown.map((row) =>
    row
      .map((cell, at) => cell + " ".repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell))))
      .join("  ")
      .trimEnd(),
  );
}

/** Notes beside an answer, a line each; none at all where there is none. */
export function asideOf(notes: readonly string[]): string {
  return notes.map((note) => visible(`pedigree: ${note}`)).join("\n");
}

/** `1 event`, `2 events`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** The first twelve digits: enough for a person; `--json` has all. */
export function short(digest: string): string {
  return digest.slice(0, 12);
}

/**
 * RFC 4180, and a cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function csvLine(cells: readonly string[]): string {
  return cells
    .map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(",");
}
