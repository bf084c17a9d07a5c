/** Compares by Unicode code points, as databases compare UTF-8 bytes; `<` on strings compares UTF-16 units. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return codePointOrder(x) - codePointOrder(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others: move them behind U+E000 to U+FFFF. */
function codePointOrder(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/**
 * SQL's LIKE: `%` stands for any text, `_` for one character; the whole text must match. Takes at most
 * pattern × text steps: after a mismatch only the last `%` takes one character more.
 */
export function matchesLike(pattern: string, text: string, ignoreCase: boolean): boolean {
  const wanted = Array.from(ignoreCase ? pattern.toLowerCase() : pattern);
  const given = Array.from(ignoreCase ? text.toLowerCase() : text);
  let [p, t, anyAt, anyEnd] = [0, 0, -1, 0];
  while (t < given.length) {
    if (wanted[p] === "%") {
      anyAt = p;
      anyEnd = t;
      p += 1;
    } else if (p < wanted.length && (wanted[p] === "_" || wanted[p] === given[t])) {
      p += 1;
      t += 1;
    } else if (anyAt >= 0) {
      anyEnd += 1;
      p = anyAt + 1;
      t = anyEnd;
    } else return false;
  }
  while (wanted[p] === "%") p += 1;
  return p === wanted.length;
}
