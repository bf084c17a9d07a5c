/** Control and direction characters, with which a name could rewrite the terminal that shows it. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** One line of text from outside, safe on a terminal. */
export function visible(text: string): string {
  return text.replace(UNSAFE, "�");
}

/** Columns padded to their widest cell, for a terminal. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => visible(row[at] ?? "").length)),
  );
  return rows.map((row) =>
    row
      .map((cell, at) => visible(cell).padEnd(widths[at] ?? 0))
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
