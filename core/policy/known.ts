import { z } from "zod";

/**
 * A fact that could not be established completely is `known: false` with the reason. No requirement may pass on
 * it: a truncated list, a lost page or a 404 that may mean "no rights" are all unknown, never "none".
 */
export function known<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion("known", [
    z.strictObject({ known: z.literal(true), value }),
    z.strictObject({
      known: z.literal(false),
      reason: z.string(),
      remedy: z
        .string()
        .optional()
        .meta({ description: "what makes it known, where people can do something" }),
    }),
  ]);
}

export type Known<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly reason: string; readonly remedy?: string | undefined };
