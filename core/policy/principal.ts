import { z } from "zod";
import { loginSchema } from "../names.ts";
import type { Account } from "../people.ts";

/** `organisation/team-slug`. */
export const teamNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,39}\/[a-z0-9._-]{1,100}$/, "a team is written organisation/team-slug");

/** An account by its login, or with `id` by its number, whatever it is called by now. */
export const userSchema = z.strictObject({
  user: loginSchema,
  id: z.int().positive().optional().meta({
    description: "GitHub's number of the account: a login can be given up and taken by somebody else",
  }),
});

export type NamedUser = z.infer<typeof userSchema>;

/** Whether the entry names this account. GitHub compares logins without regard to case. */
export function isUser({ user, id }: NamedUser, account: Account): boolean {
  return id === undefined ? user.toLowerCase() === account.login.toLowerCase() : id === account.id;
}

/** The login, with the number where the policy gives one. */
export function nameOfUser({ user, id }: NamedUser): string {
  return id === undefined ? user : `${user} (account ${id})`;
}

/** Who: a team or one user. */
export const principalSchema = z
  .union([z.strictObject({ team: teamNameSchema }), userSchema], {
    error: "a principal is { team: organisation/slug }, { user: login } or { user: login, id: number }",
  })
  .meta({ id: "Principal" });
export type Principal = z.infer<typeof principalSchema>;
