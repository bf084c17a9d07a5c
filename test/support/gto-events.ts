import { type GitTag, type GtoEvent, readGtoEvents } from "../../core/gto/event.ts";
import { commitShaSchema } from "../../core/names.ts";

/** The commit that a story calls `c1`. */
export const commitOf = (name: string) => commitShaSchema.parse(name.slice(1).padStart(40, "0"));

/** Tags as a story tells them: `m@v1.0.0 c1 @1, m#prod#1 c1 @2`, with the second behind the last `@`. */
export function gitTags(story: string): readonly GitTag[] {
  return story.split(", ").map((part) => {
    const [name = "", commit = "", second = ""] = part.split(" ");
    const tagger = { name: "Ada", email: "ada@example.com", seconds: Number(second.slice(1)) };
    return { name, commit: commitOf(commit), tagger, subject: "" };
  });
}

export function gtoEvents(story: string): readonly GtoEvent[] {
  return readGtoEvents(gitTags(story)).events;
}
