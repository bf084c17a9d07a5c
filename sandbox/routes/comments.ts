import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, paged, type Reply, type Route } from "../http/route.ts";
import { createComment, deleteComment, editComment } from "../pulls/comments.ts";
import { byId, pullOf } from "../pulls/find.ts";
import { READ_ISSUES, WRITE_ISSUES } from "../pulls/needs.ts";
import { mayEdit, mayPush } from "../pulls/rights.ts";
import { serializeComment } from "../serialize/comment.ts";
import { isOn } from "../serialize/issue.ts";
import type { Comment } from "../state/entities.ts";

const ISSUES = "/repos/{owner}/{repo}/issues";
const ON_ISSUE = `${ISSUES}/{issue_number}/comments`;
const COMMENT = `${ISSUES}/comments/{comment_id}`;

export const commentRoutes: readonly Route[] = [
  { method: "GET", path: ON_ISSUE, needs: READ_ISSUES, handler: listOnIssue },
  { method: "POST", path: ON_ISSUE, needs: WRITE_ISSUES, handler: create },
  { method: "GET", path: `${ISSUES}/comments`, needs: READ_ISSUES, handler: listAll },
  { method: "GET", path: COMMENT, needs: READ_ISSUES, handler: (call) => show(call, commentOf(call)) },
  { method: "PATCH", path: COMMENT, needs: WRITE_ISSUES, handler: edit },
  { method: "DELETE", path: COMMENT, needs: WRITE_ISSUES, handler: remove },
];

const CommentBody = z.object({ body: z.string() });

function listOnIssue(call: Call): Reply {
  const pull = pullOf(call);
  const found = call.world.state.comments.filter((comment) => isOn(comment, pull) && isRecent(call, comment));
  return paged(call, found, (comment) => serializeComment(call.world, call.repository, comment));
}

/** All comments of a repository: by id, or by `sort=created|updated` in either direction. */
function listAll(call: Call): Reply {
  const { world, repository, query } = call;
  const sort = query.get("sort");
  const key = sort === "updated" ? "updatedAt" : "createdAt";
  const turn = sort !== null && query.get("direction") !== "asc" ? -1 : 1;
  const found = world.state.comments
    .filter((comment) => comment.repositoryId === repository.id && isRecent(call, comment))
    .sort((a, b) => turn * (Date.parse(a[key]) - Date.parse(b[key]) || a.id - b.id));
  return paged(call, found, (comment) => serializeComment(world, repository, comment));
}

function isRecent(call: Call, comment: Comment): boolean {
  const since = call.query.get("since");
  return since === null || Date.parse(comment.updatedAt) >= Date.parse(since);
}

function create(call: Call): Reply {
  const pull = pullOf(call);
  if (pull.locked && !mayPush(call))
    throw new ApiError(403, "Unable to create comment because issue is locked.");
  const comment = createComment(call.world, pull, {
    body: fieldsOf(call, CommentBody).body,
    userId: call.actorId,
    appId: call.caller.kind === "installation" ? call.caller.appId : null,
  });
  return { ...show(call, comment), status: 201 };
}

function edit(call: Call): Reply {
  const comment = editable(call);
  editComment(call.world, comment, { body: fieldsOf(call, CommentBody).body, actorId: call.actorId });
  return show(call, comment);
}

function remove(call: Call): Reply {
  deleteComment(call.world, editable(call), call.actorId);
  return { status: 204 };
}

function commentOf(call: Call): Comment {
  const mine = call.world.state.comments.filter((comment) => comment.repositoryId === call.repository.id);
  return byId(mine, call.params.comment_id);
}

function editable(call: Call): Comment {
  const comment = commentOf(call);
  if (mayEdit(call, comment.userId)) return comment;
  throw new ApiError(403, "Must have admin rights to Repository.");
}

function show(call: Call, comment: Comment): Reply {
  return { status: 200, body: serializeComment(call.world, call.repository, comment) };
}
