import type { IncomingMessage } from "node:http";
import type { Pull, Repository, State } from "../state/entities.ts";
import { findRepository, fullName, userById } from "../state/find.ts";
import type { World } from "../world.ts";
import type { RawHandler } from "./route.ts";

/**
 * Plain pages behind the links that GitHub's answers carry (`html_url`), so that a person who follows one sees the
 * pull request. Only browsers get them, only of public repositories; text stands as it was written.
 */
export const handlePages: RawHandler = (request, response, world) => {
  const page = isBrowser(request) ? renderPage(world, request.url ?? "/") : null;
  if (page === null) return false;
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  });
  response.end(page);
  return true;
};

function isBrowser(request: IncomingMessage): boolean {
  return request.method === "GET" && request.headers.accept?.includes("text/html") === true;
}

function renderPage(world: World, url: string): string | null {
  const [, owner = "", name = "", rest = ""] = /^\/([^/?#]+)\/([^/?#]+?)(?:\/(.*))?$/.exec(url) ?? [];
  const repository = findRepository(world.state, owner, name);
  if (repository === undefined || repository.private) return null;
  const number = /^pull\/(\d+)/.exec(rest)?.[1];
  if (number === undefined) return renderRepository(world.state, repository);
  const pull = world.state.pulls.find(
    (candidate) => candidate.repositoryId === repository.id && candidate.number === Number(number),
  );
  return pull === undefined ? null : renderPull(world.state, repository, pull);
}

function renderRepository(state: State, repository: Repository): string {
  const name = fullName(state, repository);
  const pulls = state.pulls.filter((pull) => pull.repositoryId === repository.id).reverse();
  const items = pulls.map((pull) => {
    const labels = labelsOf(state, pull).join(", ");
    return `<li><a href="/${escapeHtml(name)}/pull/${pull.number}">#${pull.number} ${escapeHtml(pull.title)}</a> ${stateOf(pull)} ${escapeHtml(labels)}</li>`;
  });
  return layout(name, `<h1>${escapeHtml(name)}</h1><h2>Pull requests</h2><ul>${items.join("")}</ul>`);
}

function renderPull(state: State, repository: Repository, pull: Pull): string {
  const name = fullName(state, repository);
  const sections = [
    block(state, pull.authorId, { heading: "opened it", id: "body", text: pull.body ?? "" }),
    ...state.reviews
      .filter((review) => review.pullId === pull.id)
      .map((review) =>
        block(state, review.userId, {
          heading: `${review.state.toLowerCase().replace("_", " ")} ${review.commitSha.slice(0, 7)}`,
          id: `pullrequestreview-${review.id}`,
          text: review.body,
        }),
      ),
    ...state.comments
      .filter(
        ({ repositoryId, issueNumber }) => repositoryId === repository.id && issueNumber === pull.number,
      )
      .map((comment) =>
        block(state, comment.userId, {
          heading: "commented",
          id: `issuecomment-${comment.id}`,
          text: comment.body,
        }),
      ),
    ...state.checkRuns
      .filter((run) => run.repositoryId === repository.id && run.headSha === pull.headSha)
      .map((run) => {
        const text = [run.output.title, run.output.summary].filter((part) => part !== null).join("\n\n");
        const heading = `${run.name}: ${run.conclusion ?? run.status}`;
        return `<section id="check-${run.id}"><h3>Check ${escapeHtml(heading)}</h3><pre>${escapeHtml(text)}</pre></section>`;
      }),
  ];
  const labels = labelsOf(state, pull).map((label) => `<mark>${escapeHtml(label)}</mark>`);
  const title = `#${pull.number} ${pull.title}`;
  const head = `<p><a href="/${escapeHtml(name)}">${escapeHtml(name)}</a></p><h1>${escapeHtml(title)}</h1>`;
  return layout(title, `${head}<p>${stateOf(pull)} ${labels.join(" ")}</p>${sections.join("")}`);
}

function block(
  state: State,
  userId: number,
  { heading, id, text }: { heading: string; id: string; text: string },
): string {
  const who = escapeHtml(userById(state, userId).login);
  return `<section id="${id}"><h3>${who} ${escapeHtml(heading)}</h3><pre>${escapeHtml(text)}</pre></section>`;
}

function labelsOf(state: State, pull: Pull): string[] {
  return state.labels.filter(({ id }) => pull.labelIds.includes(id)).map((label) => label.name);
}

function stateOf(pull: Pull): string {
  return pull.mergedAt === null ? pull.state : "merged";
}

function layout(title: string, body: string): string {
  const style =
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}pre{white-space:pre-wrap}";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${style}</style></head><body>${body}</body></html>`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
