// A literal within a function makes a new expression whenever it is reached, which is more than the cell that it reads.
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const NO_NUMBER = /^([+-]?)(nan|inf|infinity)$/i;

/**
 * A number as training code and people write it: decimal digits, or one of the usual spellings of NaN and the infinities.
 * Undefined for anything else, also for digits beyond what a double holds: they would be an infinity that nobody wrote.
 */
export function numberOf(text: string): number | undefined {
  if (isDecimal(text)) {
    const number = Number(text);
    return Number.isFinite(number) ? number : undefined;
  }
  const word = NO_NUMBER.exec(text);
  if (word?.[2] === undefined) return undefined;
  if (word[2].toLowerCase() === "nan") return Number.NaN;
  return word[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** Whether a text is meant as a decimal number, be it one that no double holds. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}
