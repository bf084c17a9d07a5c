import type { CommitSha } from "../names.ts";
import { type GtoTag, parseGtoTag } from "./tag.ts";

/** A tag of a repository, as git tells it. */
export interface GitTag {
  readonly name: string;
  /** The commit that it leads to; null when it leads to something else. */
  readonly commit: CommitSha | null;
  /** Null for a lightweight tag, which has neither time nor author. */
  readonly tagger: {
    readonly name: string;
    readonly email: string;
    /** Seconds since 1970: git keeps no more. */
    readonly seconds: number;
  } | null;
  readonly subject: string;
}

/** A tag of GTO with who made it, when and where. */
export interface GtoEvent extends GtoTag {
  readonly tag: string;
  readonly commit: CommitSha;
  readonly seconds: number;
  readonly by: string;
  readonly message: string;
}

/** Tags that look like GTO's and cannot count. */
export interface PassedOver {
  readonly tag: string;
  readonly reason: string;
}

export interface ReadTags {
  readonly events: readonly GtoEvent[];
  readonly passedOver: readonly PassedOver[];
}

/** The events among the tags of a repository, in no particular order. */
export function readGtoEvents(tags: Iterable<GitTag>): ReadTags {
  const events: GtoEvent[] = [];
  const passedOver: PassedOver[] = [];
  for (const { name, commit, tagger, subject } of tags) {
    const parsed = parseGtoTag(name);
    if (parsed === undefined || parsed.action.kind === "created") continue;
    if (tagger === null) {
      passedOver.push({
        tag: name,
        reason: "it is a lightweight tag, without time and author; GTO reads none",
      });
    } else if (commit === null) passedOver.push({ tag: name, reason: "it leads to no commit" });
    else {
      const { seconds, name: by } = tagger;
      events.push({ ...parsed, tag: name, commit, seconds, by, message: subject });
    }
  }
  return { events, passedOver };
}

/** By time; within one second by counter, and without one by name, so that the order is total. */
export function inOrder(a: GtoEvent, b: GtoEvent): number {
  return (
    a.seconds - b.seconds ||
    (a.counter ?? 0) - (b.counter ?? 0) ||
    (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0)
  );
}
