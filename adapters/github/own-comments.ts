import { z } from "zod";
import { PedigreeError } from "../../core/errors.ts";
import { parseWith } from "../../core/parse.ts";
import { joinSections, parseComment } from "../../core/report/comment-sections.ts";
import type { CommentSections } from "../../core/report/section.ts";
import { type GitHubClient, remoteError, statusOf, withTimeout } from "./request.ts";

const PAGE_SIZE = 100;
const MAX_PAGES = 100;

const commentSchema = z.object({
  id: z.int().positive(),
  html_url: z.string(),
  body: z.string().nullish(),
  user: z.object({ id: z.int(), login: z.string(), type: z.string() }).nullable(),
});
export type Comment = z.infer<typeof commentSchema>;

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

export interface CommentPlace {
  readonly client: GitHubClient;
  readonly owner: string;
  readonly repo: string;
  readonly author: CommentAuthor;
}

/** Sections of comments with our marker that others wrote, `own` being the number of the account that asks. */
export async function sectionsOfOthers(
  { client, owner, repo }: Omit<CommentPlace, "author">,
  { pullRequest, own, bots }: { readonly pullRequest: number; readonly own: number; readonly bots: boolean },
): Promise<CommentSections> {
  let sections: CommentSections = new Map();
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
    const at = { owner, repo, issue_number: pullRequest, per_page: PAGE_SIZE, page };
    const comments = readComments((await client.request(route, at)).data);
    for (const { user, body } of comments) {
      const isOthers = user !== null && user.id !== own && (!bots || user.type === "Bot");
      const found = isOthers ? parseComment(body ?? "") : undefined;
      sections = joinSections(sections, found ?? new Map());
    }
    if (comments.length < PAGE_SIZE) break;
  }
  return sections;
}

/** Comments with our marker on pull requests of one repository, told by their author from everybody else's. */
export class OwnComments {
  readonly #place: CommentPlace;
  #viewer: Promise<string | undefined> | undefined;
  /** Where ours was found; comments before it do not become ours. */
  #firstPage = 1;

  constructor(place: CommentPlace) {
    this.#place = { ...place, client: withTimeout(place.client) };
  }

  /**
   * The comments that are ours by marker and author, the oldest first. More than one appears when two jobs began at the
   * same moment: they stand close together, at most across the border of two pages.
   */
  async find(pullRequest: number): Promise<readonly Comment[]> {
    const ours: Comment[] = [];
    for (let page = this.#firstPage; page <= MAX_PAGES; page += 1) {
      const comments = await this.#page(pullRequest, page);
      const before = ours.length;
      for (const comment of comments) {
        if (parseComment(comment.body ?? "") !== undefined && (await this.#isOurs(comment)))
          ours.push(comment);
      }
      if (before === 0 && ours.length > 0) this.#firstPage = page;
      if (before > 0 || comments.length < PAGE_SIZE) return ours;
    }
    throw new PedigreeError("REMOTE_INCOMPLETE", "comments cannot be read to their end", {
      subject: `pull request ${pullRequest}`,
      expected: `at most ${MAX_PAGES * PAGE_SIZE} comments`,
    });
  }

  /** Replaces a comment, or creates one where there is none (any more). */
  async write(pullRequest: number, existing: Comment | undefined, body: string): Promise<Comment> {
    if (existing !== undefined) {
      const route = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";
      try {
        return readComment(await this.#ask(route, { comment_id: existing.id, body }));
      } catch (error) {
        // Somebody deleted it since it was listed.
        if (!isGone(error)) throw error;
      }
    }
    const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
    return readComment(await this.#ask(route, { issue_number: pullRequest, body }));
  }

  async remove(id: number): Promise<void> {
    const route = "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}";
    await this.#ask(route, { comment_id: id }).catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });
  }

  async #page(pullRequest: number, page: number): Promise<readonly Comment[]> {
    const parameters = { issue_number: pullRequest, per_page: PAGE_SIZE, page };
    const data = await this.#ask("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", parameters);
    return readComments(data);
  }

  /** Anyone can write our marker; nobody else can be its author. */
  async #isOurs({ user }: Comment): Promise<boolean> {
    const { author } = this.#place;
    if (author.kind === "account") return user?.id === author.id;
    if (user === null || (user.type === "Bot") !== (author.kind === "bot")) return false;
    // The bot of GITHUB_TOKEN needs no question. Any other bot may be somebody else's that repeats what people write.
    if (author.kind === "bot" && user.login === ACTIONS_BOT) return true;
    this.#viewer ??= this.#askViewer();
    return user.login === (await this.#viewer);
  }

  /** Login of the token's own account; undefined when GitHub does not tell. */
  async #askViewer(): Promise<string | undefined> {
    if (this.#place.author.kind === "user") {
      return parseWith(z.object({ login: z.string() }), await this.#ask("GET /user", {}), "GitHub's account")
        .login;
    }
    // Installation tokens cannot ask REST for their account.
    const data = await this.#ask("POST /graphql", { query: "{ viewer { login } }" }).catch(() => undefined);
    return viewerSchema.safeParse(data).data?.data.viewer.login;
  }

  async #ask(route: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    const { client, owner, repo } = this.#place;
    try {
      const place = route.includes("{owner}") ? { owner, repo } : {};
      const { data } = await client.request(route, { ...parameters, ...place });
      return data;
    } catch (cause) {
      throw remoteError("comment cannot be read or written", `${owner}/${repo}`, cause);
    }
  }
}

function isGone(error: unknown): boolean {
  return error instanceof PedigreeError && statusOf(error.details.cause) === 404;
}

function readComments(data: unknown): readonly Comment[] {
  return parseWith(z.array(commentSchema), data, "GitHub's list of comments", "REMOTE_UNAVAILABLE");
}

function readComment(data: unknown): Comment {
  return parseWith(commentSchema, data, "GitHub's comment", "REMOTE_UNAVAILABLE");
}
