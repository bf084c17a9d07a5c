import { characters } from "../http/fields.ts";
import { ApiError } from "../http/route.ts";
import { serializeComment } from "../serialize/comment.ts";
import { serializeIssue } from "../serialize/issue.ts";
import type { Comment, Pull } from "../state/entities.ts";
import { repositoryById } from "../state/find.ts";
import type { World } from "../world.ts";
import { MAX_BODY } from "./text.ts";

export function createComment(
  world: World,
  pull: Pull,
  { body, userId, appId }: { body: string; userId: number; appId: number | null },
): Comment {
  checkBody(body);
  const now = world.now();
  const comment: Comment = {
    id: world.nextId(),
    repositoryId: pull.repositoryId,
    issueNumber: pull.number,
    userId,
    appId,
    body,
    createdAt: now,
    updatedAt: now,
  };
  world.state.comments.push(comment);
  pull.updatedAt = now;
  emitComment(world, comment, { action: "created", senderId: userId });
  return comment;
}

export function editComment(
  world: World,
  comment: Comment,
  { body, actorId }: { body: string; actorId: number },
): void {
  checkBody(body);
  const changes = body === comment.body ? {} : { body: { from: comment.body } };
  comment.body = body;
  comment.updatedAt = world.now();
  emitComment(world, comment, { action: "edited", senderId: actorId, extra: { changes } });
}

export function deleteComment(world: World, comment: Comment, actorId: number): void {
  world.state.comments = world.state.comments.filter((each) => each !== comment);
  emitComment(world, comment, { action: "deleted", senderId: actorId });
}

function emitComment(
  world: World,
  comment: Comment,
  event: { action: string; senderId: number; extra?: Readonly<Record<string, unknown>> },
): void {
  world.save();
  const repository = repositoryById(world.state, comment.repositoryId);
  const pull = world.state.pulls.find(
    (each) => each.repositoryId === comment.repositoryId && each.number === comment.issueNumber,
  );
  if (pull === undefined) return;
  world.emit({
    event: "issue_comment",
    action: event.action,
    repositoryId: repository.id,
    senderId: event.senderId,
    payload: {
      issue: serializeIssue(world, repository, pull),
      comment: serializeComment(world, repository, comment),
      ...event.extra,
    },
  });
}

function checkBody(body: string): void {
  if (body.trim() === "")
    throw new ApiError(422, "Validation Failed", [
      { resource: "IssueComment", code: "unprocessable", field: "data", message: "Body cannot be blank" },
    ]);
  if (characters(body) > MAX_BODY)
    throw new ApiError(422, "Validation Failed", [
      {
        resource: "IssueComment",
        code: "unprocessable",
        field: "data",
        message: `Body is too long (maximum is ${MAX_BODY} characters)`,
      },
    ]);
}
