import { canonicalJson } from "../canonical.ts";
import { describeValue, formatPath } from "../parse.ts";

/** Where two documents differ first, in the order of canonical JSON. */
export interface Difference {
  /** `versions.3.stage`; empty where the documents differ as a whole. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** The first place in which `found` is not what was `expected`; undefined for equal documents. */
export function firstDifference(expected: unknown, found: unknown): Difference | undefined {
  const place = differingPlace(expected, found, []);
  if (place === undefined) return undefined;
  return {
    path: formatPath(place.path),
    expected: describeValue(place.expected),
    found: describeValue(place.found),
  };
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly expected: unknown;
  readonly found: unknown;
}

function differingPlace(expected: unknown, found: unknown, path: Place["path"]): Place | undefined {
  if (Array.isArray(expected) && Array.isArray(found)) {
    const length = Math.max(expected.length, found.length);
    return firstOf(
      Array.from({ length }, (_, at) => at),
      (at) => differingPlace(expected[at], found[at], [...path, at]),
    );
  }
  if (isRecord(expected) && isRecord(found)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort();
    return firstOf(keys, (key) =>
      differingPlace(fieldOf(expected, key), fieldOf(found, key), [...path, key]),
    );
  }
  return isSame(expected, found) ? undefined : { path, expected, found };
}

function firstOf<T>(items: readonly T[], look: (item: T) => Place | undefined): Place | undefined {
  for (const item of items) {
    const place = look(item);
    if (place !== undefined) return place;
  }
  return undefined;
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonicalJson(a) === canonicalJson(b);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function fieldOf(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
