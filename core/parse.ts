import type { z } from "zod";
import { type ErrorCode, PedigreeError } from "./errors.ts";

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
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue === undefined ? "" : formatPath(issue.path);
  const more = result.error.issues.length - 1;
  throw new PedigreeError(code, "document has the wrong form", {
    subject,
    path,
    expected: issue?.message ?? "a valid document",
    found: describeValue(valueAt(value, issue?.path ?? [])),
    ...(more > 0 ? { remedy: `${more} more ${more === 1 ? "problem" : "problems"} after this one` } : {}),
  });
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
