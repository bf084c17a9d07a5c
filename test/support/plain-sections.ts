import type { CommentSections } from "../../core/report/section.ts";

/** Sections that are of no workflow run. */
export function plainSections(bodies: Readonly<Record<string, string>>): CommentSections {
  return new Map(Object.entries(bodies).map(([key, body]) => [key, { body, origin: null }]));
}
