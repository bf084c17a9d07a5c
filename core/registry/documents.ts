import type { z } from "zod";
import { canonicalJson } from "../canonical.ts";
import { PedigreeError } from "../errors.ts";
import { parseWith } from "../parse.ts";

/**
 * Reads one of the App's own JSON documents. What the App wrote it can read, so anything else is a contradiction in
 * the registry: REGISTRY_INCONSISTENT with the file and the place in it.
 */
export function parseDocument<T extends z.ZodType>(schema: T, text: string, subject: string): z.infer<T> {
  return parseWith(schema, parseJson(text, subject), subject, "REGISTRY_INCONSISTENT");
}

/** The same for a document that the App always writes in canonical form: other bytes are a change by hand. */
export function parseCanonical<T extends z.ZodType>(schema: T, text: string, subject: string): z.infer<T> {
  const document = parseDocument(schema, text, subject);
  if (canonicalJson(document) === text) return document;
  throw new PedigreeError("REGISTRY_INCONSISTENT", "file is not in the form that the App writes", {
    subject,
    expected: "canonical JSON",
    found: "the same or other data in another form",
    remedy: "somebody changed it by hand; restore it from the commit that landed it",
  });
}

function parseJson(text: string, subject: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PedigreeError("REGISTRY_INCONSISTENT", "file is not JSON", { subject, cause });
  }
}
