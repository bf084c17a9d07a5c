import { z } from "zod";
import { loginSchema } from "../names.ts";

/** `organisation/team-slug`. */
export const teamNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,39}\/[a-z0-9._-]{1,100}$/, "a team is written organisation/team-slug");

/** Who: a team or one user. */
export const principalSchema = z
  .union([z.strictObject({ team: teamNameSchema }), z.strictObject({ user: loginSchema })], {
    error: "a principal is { team: organisation/slug } or { user: login }",
  })
  .meta({ id: "Principal" });
export type Principal = z.infer<typeof principalSchema>;
