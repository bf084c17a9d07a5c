import type { components } from "@octokit/openapi-types";
import type { Reaction } from "../state/entities.ts";
import type { World } from "../world.ts";
import { simpleUser } from "./actor.ts";

type Rollup = components["schemas"]["reaction-rollup"];
type ReactionBody = components["schemas"]["reaction"];

export const REACTIONS = [
  "+1",
  "-1",
  "laugh",
  "confused",
  "heart",
  "hooray",
  "rocket",
  "eyes",
] as const satisfies readonly ReactionBody["content"][];

export function noReactions(url: string): Rollup {
  return countReactions(url, []);
}

export function countReactions(url: string, reactions: readonly Reaction[]): Rollup {
  const count = (content: string) => reactions.filter((each) => each.content === content).length;
  return {
    url,
    total_count: reactions.length,
    "+1": count("+1"),
    "-1": count("-1"),
    laugh: count("laugh"),
    confused: count("confused"),
    heart: count("heart"),
    hooray: count("hooray"),
    eyes: count("eyes"),
    rocket: count("rocket"),
  };
}

export function serializeReaction(world: World, reaction: Reaction): ReactionBody {
  return {
    id: reaction.id,
    node_id: `REA_${reaction.id}`,
    user: simpleUser(world, reaction.userId),
    content: REACTIONS.find((content) => content === reaction.content) ?? "eyes",
    created_at: reaction.createdAt,
  };
}
