import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GitHubIssueComments } from "../../../adapters/github/issue-comments.ts";
import { GitHubPullRequests } from "../../../adapters/github/pull-requests.ts";
import { GitHubRegistryRepository } from "../../../adapters/github/registry-repository.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";
import { withCode } from "../../support/with-code.ts";

const PLACE = { fullName: "acme/registry", branch: "main" };
const AT = { owner: "acme", repo: "registry" };

describe("GitHubPullRequests", () => {
  let github: TestGitHub;
  let pulls: GitHubPullRequests;
  let repository: GitHubRegistryRepository;
  beforeAll(async () => {
    github = await startGitHub();
    pulls = new GitHubPullRequests(github.api(), PLACE, github.app.id);
    repository = new GitHubRegistryRepository(github.api(), PLACE);
  });
  afterAll(() => github.close());

  async function openPull(branch: string, files: Record<string, string> = { [`${branch}.txt`]: "text\n" }) {
    const tip = await repository.tip();
    const commit = await repository.commit(tip, [tip], new Map(Object.entries(files)), branch);
    await repository.createBranch(branch, commit);
    return await pulls.create({ title: `Title of ${branch}`, body: "body", head: branch });
  }

  it("opens a pull request as the App and finds it again", async () => {
    const made = await openPull("pedigree/one");
    expect(made).toMatchObject({
      title: "Title of pedigree/one",
      body: "body",
      state: "open",
      merged: false,
      draft: false,
      author: { login: "pedigree[bot]", bot: true },
      base: "main",
      headBranch: "pedigree/one",
      headInRepository: true,
      labels: [],
    });
    expect(await pulls.get(made.number)).toEqual(made);
    expect(await pulls.findByBranch("pedigree/one")).toEqual(made);
    expect(await pulls.findByBranch("pedigree/none")).toBeUndefined();
    expect((await pulls.open()).map((pull) => pull.number)).toContain(made.number);
  });

  it("lists files, commits and reviews with accounts by id", async () => {
    const { number, head } = await openPull("listed");
    await github.as("bob").rest.pulls.createReview({ ...AT, pull_number: number, event: "APPROVE" });
    await github.as("carol").rest.pulls.createReview({
      ...AT,
      pull_number: number,
      event: "REQUEST_CHANGES",
      body: "no",
    });
    const [files, commits, reviews] = await Promise.all([
      pulls.files(number),
      pulls.commits(number),
      pulls.reviews(number),
    ]);
    expect(files).toMatchObject({
      known: true,
      value: [{ path: "listed.txt", status: "added", previousPath: null }],
    });
    expect(commits).toMatchObject({
      known: true,
      value: [{ commit: head, author: { login: "pedigree[bot]", bot: true } }],
    });
    expect(reviews).toMatchObject({
      known: true,
      value: [
        { user: { login: "bob", bot: false }, state: "approved", commit: head },
        { user: { login: "carol", bot: false }, state: "changes_requested", commit: head },
      ],
    });
  });

  it("reads all pages, and does not know a list that GitHub cuts", async () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`many/${n}.txt`, `${n}\n`]));
    const paged = await openPull("paged", many(101));
    const files = await pulls.files(paged.number);
    expect(files.known && files.value.length).toBe(101);
    let head = await repository.tip();
    for (let n = 0; n < 250; n += 1) head = await commitOnto(head);
    await repository.createBranch("long", head);
    const { number } = await pulls.create({ title: "long", body: "", head: "long" });
    expect(await pulls.commits(number)).toMatchObject({ known: false });
    expect(await pulls.hasUnlistedCommits(number)).toBe(true);
  });

  async function commitOnto(parent: Awaited<ReturnType<GitHubRegistryRepository["tip"]>>) {
    return await repository.commit(parent, [parent], new Map([["n.txt", parent]]), "n");
  }

  it("does not know a list that differs from GitHub's own count", async () => {
    const { number } = await openPull("counted");
    await pulls.get(number);
    const other = new GitHubRegistryRepository(github.api(), { ...PLACE, branch: "counted" });
    const head = await other.tip();
    expect(await other.advance(await other.commit(head, [head], new Map([["new.txt", "x"]]), "x"))).toBe(
      true,
    );
    expect(await pulls.files(number)).toMatchObject({ known: false });
    await pulls.get(number);
    expect(await pulls.files(number)).toMatchObject({ known: true });
  });

  it("labels, and takes a label off that is not there", async () => {
    const { number } = await openPull("labelled");
    await pulls.addLabel(number, "stage: production");
    expect((await pulls.get(number)).labels).toEqual(["stage: production"]);
    await pulls.removeLabel(number, "stage: production");
    await pulls.removeLabel(number, "stage: production");
    expect((await pulls.get(number)).labels).toEqual([]);
  });

  it("writes title, body and comments, closes", async () => {
    const { number } = await openPull("closed");
    await pulls.updateText(number, { title: "new title", body: "new body" });
    expect(await pulls.comment(number, "a comment")).toMatch(/^http/);
    await pulls.close(number);
    expect(await pulls.get(number)).toMatchObject({
      title: "new title",
      body: "new body",
      state: "closed",
      merged: false,
    });
  });

  it("reads a comment only while it is as its author wrote it", async () => {
    const { number } = await openPull("commented");
    const comments = new GitHubIssueComments(github.api(), PLACE.fullName);
    const { data } = await github
      .as("bob")
      .rest.issues.createComment({ ...AT, issue_number: number, body: "/promote production" });
    expect(await comments.unedited(data.id)).toMatchObject({
      pull: number,
      author: { login: "bob", bot: false },
      body: "/promote production",
    });
    const comment = github.sandbox.world.state.comments.find(({ id }) => id === data.id);
    if (comment !== undefined) comment.updatedAt = "2099-01-01T00:00:00Z";
    expect(await comments.unedited(data.id)).toBeUndefined();
    expect(await comments.unedited(999_999)).toBeUndefined();
  });

  it("raises REMOTE_REFUSED for a pull request that is not there", async () => {
    await expect(pulls.get(9_999)).rejects.toThrow(withCode("REMOTE_REFUSED"));
  });
});
