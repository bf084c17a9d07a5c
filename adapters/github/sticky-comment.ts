import { z } from "zod";
import { PedigreeError } from "../../core/errors.ts";
import { parseWith } from "../../core/parse.ts";
import type { SectionUpdate, StickyComments, WrittenComment } from "../../core/ports/comments.ts";
import { type CommentSections, formatComment, parseComment } from "../../core/report/comment-sections.ts";
import { type GitHubClient, remoteError, statusOf, withTimeout } from "./request.ts";

/** GitHub refuses comments beyond 65,536 characters; what is between is room for its own processing. */
export const MAX_COMMENT_CHARACTERS = 60_000;
const PAGE_SIZE = 100;
const MAX_PAGES = 100;
/** How often a section is written again when another writer overwrote the comment at the same moment. */
const MAX_WRITES = 3;

const commentSchema = z.object({
  id: z.int().positive(),
  html_url: z.string(),
  body: z.string().nullish(),
  user: z.object({ id: z.int(), login: z.string(), type: z.string() }).nullable(),
});
type Comment = z.infer<typeof commentSchema>;

const viewerSchema = z.object({ data: z.object({ viewer: z.object({ login: z.string() }) }) });
/** Who acts when a workflow uses its GITHUB_TOKEN, on every GitHub server. */
const ACTIONS_BOT = "github-actions[bot]";

/**
 * Whose comment is ours: a token of an installation (`GITHUB_TOKEN` is one) acts as a bot, any other as its user. The App
 * knows the number of its own account.
 */
export type CommentAuthor =
  | { readonly kind: "bot" }
  | { readonly kind: "user" }
  | { readonly kind: "account"; readonly id: number };

/** Installation tokens begin with `ghs_`; no other kind does. */
export function authorOfToken(token: string): CommentAuthor {
  return { kind: token.startsWith("ghs_") ? "bot" : "user" };
}

export interface StickyCommentOptions {
  readonly client: GitHubClient;
  readonly owner: string;
  readonly repo: string;
  readonly author: CommentAuthor;
}

/** The sticky comment over GitHub's REST interface. */
export function createStickyComments(options: StickyCommentOptions): StickyComments {
  const writer = new CommentWriter({ ...options, client: withTimeout(options.client) });
  return { update: (update) => writer.update(update) };
}

class CommentWriter {
  readonly #options: StickyCommentOptions;
  #viewer: Promise<string | undefined> | undefined;

  constructor(options: StickyCommentOptions) {
    this.#options = options;
  }

  async update(update: SectionUpdate): Promise<WrittenComment> {
    let written = false;
    for (let round = 1; ; round += 1) {
      const [existing, ...duplicates] = await this.#find(update.pullRequest);
      const sections = merge([existing, ...duplicates]);
      const body = formatComment(withSection(sections, update));
      if (existing !== undefined && sameText(existing.body ?? "", body) && duplicates.length === 0) {
        return { url: existing.html_url, characters: body.length, written };
      }
      const comment = await this.#write(update.pullRequest, existing, body);
      for (const { id } of duplicates) await this.#delete(id);
      written = true;
      // GitHub has no compare-and-swap for comments. Where several experiments share one, a look at what stands there
      // finds most lost updates; whoever is alone needs none.
      const alone = [...sections.keys()].every((key) => key === update.section);
      if (alone || round === MAX_WRITES || (await this.#stands(comment, body))) {
        return { url: comment.html_url, characters: body.length, written };
      }
    }
  }

  /**
   * The comments that are ours by marker and author, on the first page that has any. More than one appears when two
   * jobs began at the same moment; the first is the one that stays.
   */
  async #find(pullRequest: number): Promise<readonly Comment[]> {
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const comments = await this.#page(pullRequest, page);
      const ours: Comment[] = [];
      for (const comment of comments) {
        if (parseComment(comment.body ?? "") !== undefined && (await this.#isOurs(comment)))
          ours.push(comment);
      }
      if (ours.length > 0 || comments.length < PAGE_SIZE) return ours;
    }
    throw new PedigreeError("REMOTE_INCOMPLETE", "comments cannot be read to their end", {
      subject: `pull request ${pullRequest}`,
      expected: `at most ${MAX_PAGES * PAGE_SIZE} comments`,
    });
  }

  async #page(pullRequest: number, page: number): Promise<readonly Comment[]> {
    const parameters = { issue_number: pullRequest, per_page: PAGE_SIZE, page };
    const data = await this.#ask("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", parameters);
    return parseWith(z.array(commentSchema), data, "GitHub's list of comments", "REMOTE_UNAVAILABLE");
  }

  /** Anyone can write our marker; nobody else can be its author. */
  async #isOurs({ user }: Comment): Promise<boolean> {
    const { author } = this.#options;
    if (author.kind === "account") return user?.id === author.id;
    if (user === null || (user.type === "Bot") !== (author.kind === "bot")) return false;
    // The bot of GITHUB_TOKEN needs no question. Any other bot may be somebody else's that repeats what people write.
    if (author.kind === "bot" && user.login === ACTIONS_BOT) return true;
    this.#viewer ??= this.#askViewer();
    return user.login === (await this.#viewer);
  }

  /** Login of the token's own account; undefined when GitHub does not tell. */
  async #askViewer(): Promise<string | undefined> {
    if (this.#options.author.kind === "user") {
      return parseWith(z.object({ login: z.string() }), await this.#ask("GET /user", {}), "GitHub's account")
        .login;
    }
    // Installation tokens cannot ask REST for their account.
    const data = await this.#ask("POST /graphql", { query: "{ viewer { login } }" }).catch(() => undefined);
    return viewerSchema.safeParse(data).data?.data.viewer.login;
  }

  async #write(pullRequest: number, existing: Comment | undefined, body: string): Promise<Comment> {
    if (existing !== undefined) {
      const route = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";
      try {
        return readComment(await this.#ask(route, { comment_id: existing.id, body }));
      } catch (error) {
        // Somebody deleted it since it was listed.
        if (!(error instanceof PedigreeError) || statusOf(error.details.cause) !== 404) throw error;
      }
    }
    const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
    return readComment(await this.#ask(route, { issue_number: pullRequest, body }));
  }

  async #delete(id: number): Promise<void> {
    const route = "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}";
    await this.#ask(route, { comment_id: id }).catch((error: unknown) => {
      if (!(error instanceof PedigreeError) || statusOf(error.details.cause) !== 404) throw error;
    });
  }

  async #stands({ id }: Comment, body: string): Promise<boolean> {
    const data = await this.#ask("GET /repos/{owner}/{repo}/issues/comments/{comment_id}", {
      comment_id: id,
    });
    return sameText(readComment(data).body ?? "", body);
  }

  async #ask(route: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    const { client, owner, repo } = this.#options;
    try {
      const place = route.includes("{owner}") ? { owner, repo } : {};
      const { data } = await client.request(route, { ...parameters, ...place });
      return data;
    } catch (cause) {
      throw remoteError("comment cannot be read or written", `${owner}/${repo}`, cause);
    }
  }
}

function readComment(data: unknown): Comment {
  return parseWith(commentSchema, data, "GitHub's comment", "REMOTE_UNAVAILABLE");
}

/** All sections of our comments; of one that is in several, the first comment's. */
function merge(comments: readonly (Comment | undefined)[]): CommentSections {
  const sections = new Map<string, string>();
  for (const comment of comments) {
    for (const [key, body] of parseComment(comment?.body ?? "") ?? []) {
      if (!sections.has(key)) sections.set(key, body);
    }
  }
  return sections;
}

/**
 * The sections with this one in its place. It may take half of the room that the others leave, so that those which
 * come later find some, too; a section that finds none says so by an error.
 */
function withSection(sections: CommentSections, { section, render }: SectionUpdate): CommentSections {
  const withOwn = (body: string) => new Map([...sections, [section, body]]);
  const taken = formatComment(withOwn("")).length;
  const room = Math.max(0, MAX_COMMENT_CHARACTERS - taken);
  const alone = [...sections.keys()].every((key) => key === section);
  const updated = withOwn(render(alone ? room : Math.floor(room / 2)).trim());
  if (formatComment(updated).length <= MAX_COMMENT_CHARACTERS) return updated;
  throw new PedigreeError("REMOTE_REFUSED", "comment has no room for another section", {
    subject: `section ${JSON.stringify(section)}`,
    expected: `at most ${MAX_COMMENT_CHARACTERS} characters`,
    remedy: "the job summary holds the comparison",
  });
}

/** GitHub stores line ends as they were sent, and trims the end. */
function sameText(a: string, b: string): boolean {
  return a.replaceAll("\r\n", "\n").trim() === b.trim();
}
