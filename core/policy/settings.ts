import { z } from "zod";
import { instantSchema } from "../names.ts";
import { known } from "./known.ts";

/** Somebody whom a ruleset lets through. Ids are GitHub's; null where it names none. */
export const bypassActorSchema = z
  .strictObject({
    kind: z.enum(["app", "organization-admin", "role", "team", "deploy-key", "user", "other"]),
    id: z.int().nullable(),
    mode: z.enum(["always", "pull_request", "exempt"]).meta({
      description: "exempt: the rules are not run at all, and GitHub's audit log gets no entry",
    }),
  })
  .meta({ id: "BypassActor" });
export type BypassActor = z.infer<typeof bypassActorSchema>;

export const rulesetSchema = z
  .strictObject({
    id: z.int().positive(),
    name: z.string(),
    rules: z.array(z.string()).meta({ description: "kinds of its rules that are active on the branch" }),
    checks: z.array(
      z.strictObject({
        name: z.string(),
        appId: z.int().nullable().meta({ description: "the App it must come from, null for any source" }),
      }),
    ),
    bypass: known(z.array(bypassActorSchema)),
    own: z
      .enum(["always", "pull_requests_only", "never", "exempt"])
      .nullable()
      .meta({ description: "how the App itself gets past it; null where GitHub did not say" }),
  })
  .meta({ id: "Ruleset" });
export type Ruleset = z.infer<typeof rulesetSchema>;

export const protectionSchema = z
  .strictObject({
    rulesets: z.array(rulesetSchema).meta({ description: "those with a rule that is active on the branch" }),
    evaluating: z.array(z.string()).meta({
      description: "names of rulesets for the branch that only report what they would refuse",
    }),
  })
  .meta({ id: "Protection" });
export type Protection = z.infer<typeof protectionSchema>;

/** What guarded the registry branch. Decides nothing: it is recorded so that a lapse can be told afterwards. */
export const settingsSchema = z
  .strictObject({
    seen: instantSchema.meta({ description: "when GitHub was asked, up to a few minutes before" }),
    app: z.int().positive().meta({ description: "the App's own id" }),
    protection: known(protectionSchema),
  })
  .meta({ id: "Settings" });
export type Settings = z.infer<typeof settingsSchema>;
