import type { RawHandler } from "../http/route.ts";
import { findRepository, fullName } from "../state/find.ts";
import type { World } from "../world.ts";
import { homePage, pullPage, repositoryPage } from "./pull-page.ts";

/**
 * Pages for people who follow a link that the API gave (`html_url`): repositories, pull requests with their
 * conversation and checks. For reading only, and only of public repositories.
 */
export const showPage: RawHandler = (request, response, world) => {
  const [pathname = "/"] = (request.url ?? "/").split("?", 1);
  const isBrowser = request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
  const content = isBrowser ? renderPage(world, pathname) : null;
  if (content === null) return false;
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": CSP });
  response.end(content);
  return true;
};

const CSP = "default-src 'none'; style-src 'unsafe-inline'";

/** The page at a path, null when there is none. */
export function renderPage(world: World, pathname: string): string | null {
  const { state } = world;
  if (pathname === "/") {
    return homePage(
      state.repositories
        .filter((repository) => !repository.private)
        .map((repository) => fullName(state, repository)),
    );
  }
  const match = /^\/([^/]+)\/([^/]+?)(?:\/pull\/([1-9][0-9]*))?\/?$/.exec(pathname);
  const repository = findRepository(state, match?.[1] ?? "", match?.[2] ?? "");
  if (repository === undefined || repository.private) return null;
  const name = fullName(state, repository);
  if (match?.[3] === undefined)
    return repositoryPage(state, repository, { fullName: name, url: `${world.baseUrl}/${name}` });
  const number = Number(match[3]);
  const pull = state.pulls.find((p) => p.repositoryId === repository.id && p.number === number);
  return pull === undefined ? null : pullPage(state, name, pull);
}
