import type { z } from "zod";
import { type ErrorCode, PedigreeError } from "./errors.ts";
import { formProblems } from "./form-problems.ts";

/** The most entries of one list or map that any of Pedigree's documents may have, and a half more. */
const MAX_ENTRIES = 20_000;
/** No document nests nearly as deep. */
const MAX_DEPTH = 64;

/** Something that is wrong with a document, with the place to mend. */
export interface PlacedProblem {
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  /** Of a key that there is not: the keys that could have been meant. */
  readonly allowed?: readonly string[];
}

/** A document as its schema has it, or what is wrong with its form and how much more of it there is. */
export type Examined<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly PlacedProblem[]; readonly more: number };

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
  const examined = examineForm(schema, value, 1);
  if (examined.ok) return examined.value;
  const [first, ...others] = examined.problems;
  const { allowed, ...problem } = first ?? { expected: "a valid document" };
  const more = examined.more + others.length;
  const advice = [
    ...(allowed === undefined ? [] : [`allowed here: ${allowed.join(", ")}`]),
    ...(more > 0 ? [`${more} more ${more === 1 ? "problem" : "problems"} after this one`] : []),
  ];
  throw new PedigreeError(code, "document has the wrong form", {
    subject,
    ...problem,
    ...(advice.length > 0 ? { remedy: advice.join("; ") } : {}),
  });
}

/** The same with up to `max` problems as values. The value has to be within limits: YAML and JSON are read with some. */
export function examineForm<T extends z.ZodType>(
  schema: T,
  value: unknown,
  max: number,
): Examined<z.infer<T>> {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  const { issues } = result.error;
  const problems = formProblems(schema, issues.slice(0, max)).map(({ path, isKey, ...said }) => ({
    ...said,
    path: formatPath(path),
    found: describeValue(isKey === true ? path.at(-1) : valueAt(value, path)),
  }));
  return { ok: false, problems, more: Math.max(0, issues.length - max) };
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
