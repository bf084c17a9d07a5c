import type { z } from "zod";
import { ApiError, type Call } from "./route.ts";

/**
 * The request's body in the form that a route expects; unknown properties are left out, as GitHub does. Raises 422
 * in GitHub's words: which property was not supplied or has the wrong type.
 */
export function fieldsOf<T>(call: Call | Pick<Call, "body">, schema: z.ZodType<T>): T {
  const result = schema.safeParse(call.body);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => describe(issue, call.body));
  throw new ApiError(422, `Invalid request.\n\n${lines.join("\n")}`);
}

function describe(issue: z.core.$ZodIssue, body: unknown): string {
  const place = issue.path.map(String).join("/");
  if (at(body, issue.path) === undefined) return `"${place}" wasn't supplied.`;
  return `For 'properties/${place}', ${issue.message}.`;
}

function at(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    body,
  );
}

/** Length in Unicode characters, as GitHub counts what its limits are about. */
export function characters(text: string): number {
  return Array.from(text).length;
}
