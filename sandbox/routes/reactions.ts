import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import { type Call, paged, type Reply, type Route } from "../http/route.ts";
import { byId } from "../pulls/find.ts";
import { READ_ISSUES, WRITE_ISSUES } from "../pulls/needs.ts";
import { REACTIONS, serializeReaction } from "../serialize/reaction.ts";
import type { Comment, Reaction } from "../state/entities.ts";

const PATH = "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions";

export const reactionRoutes: readonly Route[] = [
  { method: "GET", path: PATH, needs: READ_ISSUES, handler: list },
  { method: "POST", path: PATH, needs: WRITE_ISSUES, handler: create },
];

const ReactionBody = z.object({ content: z.enum(REACTIONS) });

function list(call: Call): Reply {
  const wanted = call.query.get("content");
  const found = reactionsOn(call, commentOf(call)).filter(
    (reaction) => wanted === null || reaction.content === wanted,
  );
  return paged(call, found, (reaction) => serializeReaction(call.world, reaction));
}

/** 201 for a new reaction, 200 when the account has reacted so before. */
function create(call: Call): Reply {
  const { world, actorId } = call;
  const comment = commentOf(call);
  const { content } = fieldsOf(call, ReactionBody);
  const known = reactionsOn(call, comment).find(
    (reaction) => reaction.userId === actorId && reaction.content === content,
  );
  if (known !== undefined) return { status: 200, body: serializeReaction(world, known) };
  const reaction: Reaction = {
    id: world.nextId(),
    commentId: comment.id,
    userId: actorId,
    content,
    createdAt: world.now(),
  };
  world.state.reactions = [...(world.state.reactions ?? []), reaction];
  world.save();
  return { status: 201, body: serializeReaction(world, reaction) };
}

function commentOf(call: Call): Comment {
  const mine = call.world.state.comments.filter((comment) => comment.repositoryId === call.repository.id);
  return byId(mine, call.params.comment_id);
}

function reactionsOn(call: Call, comment: Comment): readonly Reaction[] {
  return (call.world.state.reactions ?? []).filter((reaction) => reaction.commentId === comment.id);
}
