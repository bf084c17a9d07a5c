import { z } from "zod";
import type { Job } from "../job.ts";

/** Who the App is, so that it recognises what it did itself. */
export interface Self {
  readonly appId: number;
  /** `slug[bot]`; nobody else can have a login with brackets. */
  readonly botLogin: string;
}

/** The permission without which GitHub does not send an event, as `app.yml` names it. */
export type EventPermission =
  | "actions"
  | "administration"
  | "checks"
  | "contents"
  | "deployments"
  | "issues"
  | "merge_queues"
  | "metadata"
  | "pull_requests";

export type HandledEvent =
  | "branch_protection_rule"
  | "check_run"
  | "check_suite"
  | "deployment_protection_rule"
  | "deployment_status"
  | "issue_comment"
  | "label"
  | "merge_group"
  | "pull_request"
  | "pull_request_review"
  | "push"
  | "repository_ruleset"
  | "workflow_run";

/** One kind of webhook: how its payload must look and what it asks for. */
export interface EventHandler {
  readonly event: HandledEvent;
  /** Any one of them is enough for GitHub to send the event. */
  readonly permissions: readonly EventPermission[];
  /** Whether a payload has this event's form; the event's name is not covered by the signature. */
  fits(payload: unknown): boolean;
  jobs(payload: unknown, self: Self): readonly Job[];
}

interface Definition<T extends z.ZodType> {
  readonly event: HandledEvent;
  readonly permissions: readonly EventPermission[];
  readonly schema: T;
  readonly jobs: (payload: z.infer<T>, self: Self) => readonly Job[];
}

/** Hides the payload's type, so that handlers of all events stand in one list. */
export function defineHandler<T extends z.ZodType>(definition: Definition<T>): EventHandler {
  const { event, permissions, schema, jobs } = definition;
  return {
    event,
    permissions,
    fits: (payload) => schema.safeParse(payload).success,
    jobs: (payload, self) => {
      const parsed = schema.safeParse(payload);
      return parsed.success ? jobs(parsed.data, self) : [];
    },
  };
}

/** Parts of payloads. Objects are loose: GitHub adds fields at any time. */
export const repositoryPart = z.looseObject({ full_name: z.string().regex(/^[^/\s]+\/[^/\s]+$/) });
export const senderPart = z.looseObject({
  id: z.int().positive(),
  login: z.string(),
  type: z.string(),
});
export const number = z.int().positive();
export const commit = z.string().regex(/^[0-9a-f]{40}$/);
/** A key that this event's payload never has, but another event's does. */
export const absent = z.undefined().optional();
