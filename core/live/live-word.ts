import { z } from "zod";

const line = z
  .string()
  .max(1_000)
  .regex(/^[^\p{Cc}]*$/u);

/** What a recorder leaves for whoever ends its job: how far the live view came. */
export const liveWordSchema = z.strictObject({
  /** Whether a check may be there that has to be ended. */
  begun: z.boolean(),
  /** Why GitHub takes none; null when it does. */
  refused: line.nullable(),
  /** Other trouble, one line each. */
  notes: z.array(line).max(20),
});
export type LiveWord = z.infer<typeof liveWordSchema>;
