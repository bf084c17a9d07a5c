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

/** Of an integer this long a double may hold another one. */
const LONG = /^(?:[-+]?\d{16,}|0x[\da-f]{12,}|0o[0-7]{16,})$/i;

/**
 * Whether the integer that a text writes (decimal, `0x` or `0o`) is the one that a double holds, or that is shown of it. Of a seed of
 * 64 bits a double holds another one, and nothing of so many digits that no double holds them.
 */
export function isExactInteger(text: string): boolean {
  if (!LONG.test(text)) return true;
  const number = Number(text);
  return String(number) === text || (Number.isFinite(number) && BigInt(number) === BigInt(text));
}
