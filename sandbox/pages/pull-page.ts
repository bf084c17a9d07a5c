import type { CheckRun, Pull, Repository, State } from "../state/entities.ts";
import { type Html, html, page } from "./html.ts";
import { markdownToHtml } from "./markdown.ts";

/** The page of one pull request: what a person would look at on GitHub, for reading only. */
export function pullPage(state: State, fullName: string, pull: Pull): string {
  const login = (id: number) => state.users.find((user) => user.id === id)?.login ?? "ghost";
  const body = html`
<p><a href="/${fullName}">${fullName}</a></p>
<h1>${pull.title} <small>#${pull.number}</small></h1>
<p>${stateBadge(pull)} ${login(pull.authorId)} wants to merge <code>${pull.headBranch}</code> into <code>${pull.base}</code> ${labels(state, pull)}</p>
${box(login(pull.authorId), pull.createdAt, pull.body ?? "*No description.*")}
${conversation(state, pull).map(({ who, at, text }) => box(login(who), at, text))}
${checks(state, pull)}`;
  return page(`${pull.title} · #${pull.number}`, body);
}

/** The list of pull requests of a repository, newest first. */
export function repositoryPage(
  state: State,
  repository: Repository,
  at: { fullName: string; url: string },
): string {
  const { fullName, url } = at;
  const pulls = state.pulls.filter((pull) => pull.repositoryId === repository.id).toReversed();
  const rows = pulls.map(
    (pull) =>
      html`<tr><td>${stateBadge(pull)}</td><td><a href="/${fullName}/pull/${pull.number}">#${pull.number} ${pull.title}</a> ${labels(state, pull)}</td></tr>`,
  );
  const clone = html`<pre>git clone ${url}.git</pre>`;
  return page(
    fullName,
    html`<p><a href="/">all repositories</a></p><h1>${fullName}</h1>${clone}<table>${rows}</table>`,
  );
}

/** The list of repositories. */
export function homePage(fullNames: readonly string[]): string {
  const items = fullNames.map((name) => html`<li><a href="/${name}">${name}</a></li>`);
  return page(
    "Pedigree sandbox",
    html`<h1>Pedigree sandbox</h1><p>A stand-in for GitHub on this machine.</p><ul>${items}</ul>`,
  );
}

interface Remark {
  readonly who: number;
  readonly at: string;
  readonly text: string;
}

function conversation(state: State, pull: Pull): readonly Remark[] {
  const comments = state.comments
    .filter((comment) => comment.repositoryId === pull.repositoryId && comment.issueNumber === pull.number)
    .map((comment): Remark => ({ who: comment.userId, at: comment.createdAt, text: comment.body }));
  const reviews = state.reviews
    .filter((review) => review.pullId === pull.id)
    .map((review): Remark => {
      const stale = review.commitSha === pull.headSha ? "" : " (an older commit)";
      const verdict = `*${review.state.toLowerCase().replace("_", " ")}* \`${review.commitSha.slice(0, 7)}\`${stale}`;
      return { who: review.userId, at: review.submittedAt, text: `${verdict}\n\n${review.body}` };
    });
  return [...comments, ...reviews].toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

function checks(state: State, pull: Pull): readonly Html[] {
  const runs = state.checkRuns.filter(
    (run) => run.repositoryId === pull.repositoryId && run.headSha === pull.headSha,
  );
  return runs.map((run) => checkBox(state, run));
}

function checkBox(state: State, run: CheckRun): Html {
  const app = state.apps.find(({ id }) => id === run.appId)?.slug ?? String(run.appId);
  const title = run.output.title === null ? "" : `**${run.output.title}**\n\n`;
  const text = `${title}${run.output.summary ?? ""}`;
  return html`<div class="box"><header>check <b>${run.name}</b> by ${app}: ${run.conclusion ?? run.status}</header><div>${markdownToHtml(text)}</div></div>`;
}

function box(who: string, at: string, text: string): Html {
  return html`<div class="box"><header><b>${who}</b> ${at}</header><div>${markdownToHtml(text)}</div></div>`;
}

function labels(state: State, pull: Pull): readonly Html[] {
  return state.labels
    .filter((label) => pull.labelIds.includes(label.id))
    .map((label) => html`<span class="label">${label.name}</span>`);
}

function stateBadge(pull: Pull): Html {
  const text = pull.mergedAt === null ? pull.state : "merged";
  return html`<span class="state ${text}">${text}</span>`;
}
