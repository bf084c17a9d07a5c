/** The first and the last byte that are wanted, both counted from 0 and included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads a `Range` header with one range (RFC 9110 §14.2) against a body of `total` bytes. Null asks for the whole: no
 * header, several ranges, or a form that a server has to ignore.
 */
export function parseRange(header: string, total: number): ByteRange | null | "unsatisfiable" {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header);
  const [, from = "", to = ""] = match ?? [];
  if (match === null || (from === "" && to === "")) return null;
  if (from === "") return fromEnd(Number(to), total);
  const first = Number(from);
  const last = to === "" ? total - 1 : Math.min(Number(to), total - 1);
  if (to !== "" && Number(to) < first) return null;
  return first >= total ? "unsatisfiable" : { first, last };
}

function fromEnd(count: number, total: number): ByteRange | "unsatisfiable" {
  if (count === 0 || total === 0) return "unsatisfiable";
  return { first: Math.max(0, total - count), last: total - 1 };
}
