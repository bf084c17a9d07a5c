import type { z } from "zod";
import { type ErrorCode, PedigreeError } from "./errors.ts";

/** The most entries of one list or map that any of Pedigree's documents may have, and a half more. */
const MAX_ENTRIES = 20_000;
/** No document nests nearly as deep. */
const MAX_DEPTH = 64;

/**
 * Parses outside data by a schema, once, at the edge. An error names the subject (a file or input), the path
 * inside it, what was expected and what was found.
 */
export function parseWith<T extends z.ZodType>(
  schema: T,
  value: unknown,
  subject: string,
  code: ErrorCode = "SCHEMA_MISMATCH",
): z.infer<T> {
  refuseExcess(value, subject, code);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue, ...more] = result.error.issues;
  const place = [...(issue?.path ?? []), ...unknownKey(issue)];
  throw new PedigreeError(code, "document has the wrong form", {
    subject,
    path: formatPath(place),
    expected: issue === undefined ? "a valid document" : describeExpectation(issue),
    found: describeValue(valueAt(value, place)),
    ...(more.length > 0
      ? { remedy: `${more.length} more ${more.length === 1 ? "problem" : "problems"} after this one` }
      : {}),
  });
}

type Issue = z.core.$ZodIssue;

/** An unknown key is reported at its parent; the place to mend is the key. */
function unknownKey(issue: Issue | undefined): readonly string[] {
  return issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
}

/** What was expected, in the words of the schema where it has some, without what zod says was received. */
function describeExpectation(issue: Issue): string {
  if (issue.code === "unrecognized_keys") return "no such key";
  if (issue.code === "invalid_union" && issue.message === "Invalid input") {
    const wanted = issue.errors.flatMap(([first]) =>
      first === undefined ? [] : [describeExpectation(first)],
    );
    return wanted.length === 0 ? "one of the forms that are allowed" : [...new Set(wanted)].join(" or ");
  }
  return issue.message.replace(/^[A-Z][a-z ]+: expected /, "").replace(/, received .*$/, "");
}

/** `["stages", 2, "require"]` as `stages[2].require`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
}

/** A short, safe rendering of an offending value: never the whole of it. */
export function describeValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return `an object with ${Object.keys(value).length} keys`;
  const text =
    typeof value === "number" || typeof value === "bigint"
      ? String(value)
      : (JSON.stringify(value) ?? typeof value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      value !== null && typeof value === "object" ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    root,
  );
}

/**
 * A schema describes every entry that is wrong, one by one: a list of a million nulls would fill the memory with
 * complaints, and one that nests without end the stack. So what no document can be is refused before.
 */
function refuseExcess(root: unknown, subject: string, code: ErrorCode): void {
  let level = [root];
  for (let depth = 0; level.length > 0; depth++) {
    const below: unknown[] = [];
    for (const value of level) {
      if (typeof value !== "object" || value === null) continue;
      const entries: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
      if (entries.length > MAX_ENTRIES || depth === MAX_DEPTH) {
        const [expected, found] =
          depth === MAX_DEPTH
            ? [`at most ${MAX_DEPTH} levels of lists and maps`, "more"]
            : [`at most ${MAX_ENTRIES} entries in one list or map`, `${entries.length}`];
        throw new PedigreeError(code, "document has the wrong form", { subject, expected, found });
      }
      for (const entry of entries) if (typeof entry === "object") below.push(entry);
    }
    level = below;
  }
}
