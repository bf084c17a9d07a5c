import type { components } from "@octokit/openapi-types";
import type { Commit } from "../git/repository.ts";
import type { Repository } from "../state/entities.ts";
import { userOfEmail } from "../state/find.ts";
import type { World } from "../world.ts";
import { serializeUser } from "./account.ts";
import { apiUrl, pageUrl } from "./links.ts";
import { serializeVerification } from "./verification.ts";

type Schemas = components["schemas"];

/** A commit as lists show it, with the accounts to which its addresses belong; null for an unknown address. */
export function serializeCommit(world: World, repository: Repository, commit: Commit): Schemas["commit"] {
  const api = apiUrl(world, repository);
  const page = pageUrl(world, repository);
  const url = `${api}/commits/${commit.sha}`;
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    url,
    html_url: `${page}/commit/${commit.sha}`,
    comments_url: `${url}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.sha}`,
      author: { ...commit.author },
      committer: { ...commit.committer },
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      verification: serializeVerification(world, commit.sha),
    },
    author: accountOf(world, commit.author.email),
    committer: accountOf(world, commit.committer.email),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
  };
}

/** Whom GitHub names as the committer of what it commits itself: merges by its buttons and its API. */
const WEB_FLOW = { id: 19_864_447, login: "web-flow", type: "User" } as const;

function accountOf(world: World, email: string): Schemas["simple-user"] | null {
  if (email === "noreply@github.com") return serializeUser(world.baseUrl, WEB_FLOW);
  const user = userOfEmail(world.state, email);
  return user === undefined ? null : serializeUser(world.baseUrl, user);
}
