import { beforeEach, describe, expect, it } from "vitest";
import type { CommitSha } from "../../core/names.ts";
import type { Account } from "../../core/people.ts";
import type { PullRequests } from "../../core/ports/pull-requests.ts";
import type { RegistryRepository } from "../../core/ports/registry-repository.ts";
import { formatAnswerMark } from "../../core/registry/answer-mark.ts";

export interface PullRequestsSubject {
  readonly pulls: PullRequests;
  readonly repository: RegistryRepository;
  /** The account as which the port works. */
  readonly app: Account;
  /** Somebody approves the present head of a pull request, as a person. */
  readonly approve: (number: number) => Promise<Account> | Account;
  /** Somebody writes a comment, as a person. */
  readonly say: (number: number, body: string) => Promise<void> | void;
}

const BRANCH = "pedigree/register/churn/1";

/** What every implementation of the port must do; run on the memory one and on the adapters. */
export function pullRequestsContract(make: () => Promise<PullRequestsSubject> | PullRequestsSubject): void {
  describe("pull requests", () => {
    let subject: PullRequestsSubject;
    let tip: CommitSha;
    let head: CommitSha;

    beforeEach(async () => {
      subject = await make();
      const { repository } = subject;
      tip = await repository.tip();
      head = await repository.commit(tip, [tip], new Map([["a.txt", "a\n"]]), "A\n");
      await repository.createBranch(BRANCH, head);
    });

    const create = () => subject.pulls.create({ title: "churn 1", body: "A body", head: BRANCH });

    it("shows what was created", async () => {
      const { number } = await create();
      expect(await subject.pulls.get(number)).toMatchObject({
        title: "churn 1",
        body: "A body",
        state: "open",
        merged: false,
        draft: false,
        author: subject.app,
        headBranch: BRANCH,
        headInRepository: true,
        head,
        labels: [],
      });
      expect((await subject.pulls.open()).map((pull) => pull.number)).toEqual([number]);
    });

    it("finds by branch the newest, open or closed", async () => {
      expect(await subject.pulls.findByBranch(BRANCH)).toBeUndefined();
      const first = await create();
      await subject.pulls.close(first.number);
      expect(await subject.pulls.findByBranch(BRANCH)).toMatchObject({
        number: first.number,
        state: "closed",
        merged: false,
      });
      const second = await create();
      expect((await subject.pulls.findByBranch(BRANCH))?.number).toBe(second.number);
      // A prefix is another branch.
      expect(await subject.pulls.findByBranch("pedigree/register/churn")).toBeUndefined();
    });

    it("shows one as merged once the registry branch contains its head", async () => {
      const { number } = await create();
      const landing = await subject.repository.commit(tip, [tip, head], new Map(), "Land\n");
      expect(await subject.repository.advance(landing)).toBe(true);
      await subject.repository.deleteBranch(BRANCH);
      expect(await subject.pulls.get(number)).toMatchObject({ state: "closed", merged: true, head });
      expect(await subject.pulls.open()).toEqual([]);
      expect(await subject.pulls.close(number)).toEqual({ merged: true });
    });

    it("lists files, and commits with the oldest first", async () => {
      const { number } = await create();
      const files = await subject.pulls.files(number);
      expect(files).toMatchObject({
        known: true,
        value: [{ path: "a.txt", status: "added", previousPath: null }],
      });
      const commits = await subject.pulls.commits(number);
      expect(commits.known ? commits.value.map(({ commit }) => commit) : []).toEqual([head]);
      expect(await subject.pulls.hasUnlistedCommits(number)).toBe(false);
    });

    it("binds a review to its commit and to an account", async () => {
      const { number } = await create();
      const user = await subject.approve(number);
      expect(await subject.pulls.reviews(number)).toMatchObject({
        known: true,
        value: [{ state: "approved", commit: head, user }],
      });
    });

    it("adds and removes labels, any number of times, and tells who put one on", async () => {
      const { number } = await create();
      await subject.pulls.addLabel(number, "stage: production");
      await subject.pulls.addLabel(number, "stage: production");
      expect((await subject.pulls.get(number)).labels).toEqual(["stage: production"]);
      const put = await subject.pulls.labelling(number, "stage: production");
      // An implementation that cannot tell says null, never somebody else.
      if (put !== null)
        expect(put).toEqual({ event: expect.any(Number), by: subject.app, at: expect.any(String) });
      await subject.pulls.removeLabel(number, "stage: production");
      await subject.pulls.removeLabel(number, "stage: production");
      expect((await subject.pulls.get(number)).labels).toEqual([]);
    });

    it("knows its own answer again, and takes nobody else's word for it", async () => {
      const { number, updatedAt } = await create();
      const question = { kind: "label", id: 77, at: updatedAt } as const;
      expect(await subject.pulls.isAnswered(number, question)).toBe(false);
      await subject.say(number, formatAnswerMark(question));
      expect(await subject.pulls.isAnswered(number, question)).toBe(false);
      await subject.pulls.comment(number, `No.\n${formatAnswerMark(question)}`);
      expect(await subject.pulls.isAnswered(number, question)).toBe(true);
      expect(await subject.pulls.isAnswered(number, { ...question, kind: "comment" })).toBe(false);
    });

    it("tells which changed since a moment, open or closed, and all without one", async () => {
      const { number, updatedAt } = await create();
      const numbers = async (moment?: string) =>
        (await subject.pulls.changedSince(moment)).map((pull) => pull.number);
      expect(await numbers()).toEqual([number]);
      expect(await numbers(updatedAt)).toEqual([number]);
      await subject.pulls.close(number);
      const closed = await subject.pulls.get(number);
      expect(await numbers(closed.updatedAt)).toEqual([number]);
      const later = new Date(Date.parse(closed.updatedAt) + 1_000).toISOString();
      expect(await numbers(later)).toEqual([]);
    });

    it("counts labels and reviews among the changes", async () => {
      const { number } = await create();
      const before = Date.parse((await subject.pulls.get(number)).updatedAt);
      await subject.pulls.addLabel(number, "stage: production");
      const labelled = Date.parse((await subject.pulls.get(number)).updatedAt);
      await subject.approve(number);
      const approved = Date.parse((await subject.pulls.get(number)).updatedAt);
      expect(labelled).toBeGreaterThanOrEqual(before);
      expect(approved).toBeGreaterThanOrEqual(labelled);
    });

    it("lists the repository's labels by id", async () => {
      const { number } = await create();
      await subject.pulls.addLabel(number, "stage: production");
      const found = (await subject.pulls.labels()).filter(({ name }) => name === "stage: production");
      expect(found).toEqual([{ id: expect.any(Number), name: "stage: production" }]);
    });

    it("changes title and body, comments and closes", async () => {
      const { number } = await create();
      const text = { title: "Another title", body: "Another body" };
      await subject.pulls.updateText(number, text);
      expect(await subject.pulls.get(number)).toMatchObject(text);
      expect(await subject.pulls.comment(number, "Hello")).toMatch(/^https?:\/\//);
      expect(await subject.pulls.close(number)).toEqual({ merged: false });
      expect((await subject.pulls.get(number)).state).toBe("closed");
    });
  });
}
