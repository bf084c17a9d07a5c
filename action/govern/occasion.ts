import { z } from "zod";
import { digestOfText } from "../../core/canonical.ts";
import { loginSchema, repositoryNameSchema } from "../../core/names.ts";
import { parseStageLabel } from "../../core/registry/stage-label.ts";
import type { Occasion } from "../../usecases/govern-once.ts";

const number = z.int().positive();

const commentSchema = z.object({
  action: z.literal("created"),
  issue: z.object({ pull_request: z.object({}) }),
  comment: z.object({ id: number, body: z.string() }),
});

const labelSchema = z.object({
  action: z.literal("labeled"),
  pull_request: z.object({ number }),
  label: z.object({ name: z.string() }),
  sender: z.object({ id: number, login: loginSchema, type: z.string() }),
});

const runSchema = z.object({
  action: z.literal("completed"),
  workflow_run: z.object({ id: number }),
  repository: z.object({ full_name: repositoryNameSchema }),
});

/**
 * What the event that started the workflow says. As with webhooks, only names and numbers to read again are taken from
 * it. An event of another form asks for nothing of its own: everything that is due is found by looking.
 */
export function readOccasion(event: string, payload: unknown): Occasion {
  switch (event) {
    case "issue_comment":
      return ofComment(payload);
    case "pull_request_target":
      return ofLabel(payload);
    case "workflow_run":
      return ofRun(payload);
    case "schedule":
    case "workflow_dispatch":
      return { kind: "time" };
    default:
      return { kind: "other" };
  }
}

function ofComment(payload: unknown): Occasion {
  const { data } = commentSchema.safeParse(payload);
  // Most comments hold no command.
  if (data === undefined || !/^\//m.test(data.comment.body)) return { kind: "other" };
  return { kind: "comment", id: data.comment.id, text: digestOfText(data.comment.body) };
}

function ofLabel(payload: unknown): Occasion {
  const { data } = labelSchema.safeParse(payload);
  if (data === undefined || parseStageLabel(data.label.name) === undefined) return { kind: "other" };
  const { id, login, type } = data.sender;
  return {
    kind: "label",
    pull: data.pull_request.number,
    label: data.label.name,
    sender: { id, login, bot: type !== "User" },
  };
}

function ofRun(payload: unknown): Occasion {
  const { data } = runSchema.safeParse(payload);
  if (data === undefined) return { kind: "other" };
  return { kind: "run", repository: data.repository.full_name, runId: data.workflow_run.id };
}
