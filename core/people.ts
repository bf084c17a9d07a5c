import { z } from "zod";
import { loginSchema } from "./names.ts";

/**
 * An account, always by numeric id: a login can be renamed and registered again by somebody else.
 * `bot` accounts (Apps, Actions) never count as a person.
 */
export const accountSchema = z
  .strictObject({ id: z.int().positive(), login: loginSchema, bot: z.boolean() })
  .meta({ id: "Account", description: "a GitHub account, identified by its numeric id" });
export type Account = z.infer<typeof accountSchema>;
