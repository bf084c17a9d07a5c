import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { authorOfToken, type CommentAuthor } from "../../../adapters/github/own-comments.ts";
import { createStickyComments, MAX_COMMENT_CHARACTERS } from "../../../adapters/github/sticky-comment.ts";
import { COMMENT_MARKER, formatComment, parseComment } from "../../../core/report/comment-sections.ts";
import type { CommentSection } from "../../../core/report/section.ts";
import { CUT_MARKER } from "../../../core/report/section-parts.ts";
import { BOT, type FakeGitHub, startFakeGitHub, USER } from "../../support/fake-github.ts";
import { plainSections } from "../../support/plain-sections.ts";
import { withCode } from "../../support/with-code.ts";

let github: FakeGitHub;
beforeEach(async () => {
  github = await startFakeGitHub();
});
afterEach(() => github.close());

function stickyComments(author: CommentAuthor = { kind: "bot" }) {
  const pause = async () => {};
  return createStickyComments({ client: github.octokit, owner: "acme", repo: "churn", author, pause });
}

function write(section: string, body: string, author?: CommentAuthor) {
  return stickyComments(author).update({ pullRequest: 7, section, render: () => body });
}

function addOthers(count: number) {
  for (let id = 1; id <= count; id += 1) github.comments.push({ id, body: `talk ${id}`, user: USER });
}

const sectionsOf = (index: number) =>
  Object.fromEntries(
    [...(parseComment(github.comments[index]?.body ?? "") ?? [])].map(([key, { body }]) => [key, body]),
  );

describe("the sticky comment", () => {
  it("is created once, and then updated", async () => {
    const first = await write("train", "one");
    const second = await write("train", "two");
    expect([first.written, second.written, first.url === second.url]).toEqual([true, true, true]);
    expect(github.comments).toHaveLength(1);
    expect(sectionsOf(0)).toEqual({ train: "two" });
    expect(second.characters).toBe(github.comments[0]?.body.length);
  });

  it("is not written again when nothing changed", async () => {
    await write("train", "one");
    github.requests.length = 0;
    expect((await write("train", "one")).written).toBe(false);
    expect(github.requests).toEqual(["GET /repos/acme/churn/issues/7/comments"]);
  });

  it.each([
    [0, 2],
    [30, 2],
    [300, 5],
  ])("is created below %i other comments with at most %i requests", async (others, most) => {
    addOthers(others);
    await write("train", "one");
    expect(github.requests.length).toBeLessThanOrEqual(most);
  });

  it("is found and updated behind 250 other comments", async () => {
    addOthers(250);
    await write("train", "one");
    github.requests.length = 0;
    await write("train", "two");
    expect(github.comments).toHaveLength(251);
    expect(github.requests.length).toBeLessThanOrEqual(6);
  });

  it("keeps other sections as they are, and their order", async () => {
    await write("a", "A\n\n| x |");
    await write("b", "B");
    await write("a", "A2");
    expect(Object.entries(sectionsOf(0))).toEqual([
      ["a", "A2"],
      ["b", "B"],
    ]);
  });

  it("ignores a comment of somebody else with our marker", async () => {
    github.comments.push({ id: 1, body: formatComment(plainSections({ train: "APPROVED" })), user: USER });
    await write("train", "one");
    expect(github.comments.map((comment) => comment.user.login)).toEqual(["mallory", BOT.login]);
    expect(github.comments[0]?.body).toContain("APPROVED");
  });

  it("ignores another bot that was made to repeat our marker", async () => {
    const parrot = { id: 9, login: "parrot[bot]", type: "Bot" } as const;
    github.comments.push({ id: 1, body: formatComment(plainSections({ x: "APPROVED" })), user: parrot });
    await write("train", "one");
    await write("train", "two");
    expect(github.comments).toHaveLength(2);
    expect(sectionsOf(1)).toEqual({ train: "two" });
  });

  it("is found again by an App of one's own", async () => {
    await github.close();
    github = await startFakeGitHub({ id: 10, login: "acme-ml[bot]", type: "Bot" });
    await write("train", "one");
    await write("train", "two");
    expect(github.comments).toHaveLength(1);
  });

  it("goes by the account when the token is a person's", async () => {
    await github.close();
    github = await startFakeGitHub(USER);
    github.comments.push({ id: 1, body: COMMENT_MARKER, user: BOT });
    await write("train", "one", { kind: "user" });
    await write("train", "two", { kind: "user" });
    expect(github.comments).toHaveLength(2);
    expect(sectionsOf(1)).toEqual({ train: "two" });
  });

  it("is made anew when somebody deletes it between reading and writing", async () => {
    await write("train", "one");
    github.intercept = (method) => {
      if (method === "PATCH") github.comments.length = 0;
      return undefined;
    };
    expect((await write("train", "two")).written).toBe(true);
    expect(sectionsOf(0)).toEqual({ train: "two" });
  });

  it("puts back a section that another writer overwrote at the same moment", async () => {
    await write("a", "A");
    await write("b", "B");
    let written = 0;
    github.intercept = (method) => {
      const comment = github.comments[0];
      if (method === "PATCH") written += 1;
      if (method === "GET" && written === 1 && comment !== undefined) {
        written += 1;
        comment.body = formatComment(plainSections({ a: "A", b: "B other" }));
      }
      return undefined;
    };
    await write("a", "A2");
    expect(sectionsOf(0)).toEqual({ a: "A2", b: "B other" });
  });

  it("joins two comments that two jobs created at the same moment", async () => {
    github.comments.push({ id: 1, body: formatComment(plainSections({ a: "A" })), user: BOT });
    github.comments.push({ id: 2, body: formatComment(plainSections({ b: "B" })), user: BOT });
    await write("b", "B2");
    expect(github.comments).toHaveLength(1);
    expect(sectionsOf(0)).toEqual({ a: "A", b: "B2" });
  });

  it("may be filled by one section alone, and never grows beyond its limit", async () => {
    const budgets: number[] = [];
    const render = (budget: number) => {
      budgets.push(budget);
      return "x".repeat(budget);
    };
    await stickyComments().update({ pullRequest: 7, section: "0", render });
    await stickyComments().update({ pullRequest: 7, section: "0", render });
    expect(budgets[0]).toBe(budgets[1]);
    expect(github.comments[0]?.body.length).toBe(MAX_COMMENT_CHARACTERS);
    await write("1", "y".repeat(1000));
    expect(github.comments[0]?.body.length).toBeLessThanOrEqual(MAX_COMMENT_CHARACTERS);
    expect(sectionsOf(0)).toEqual({ "0": "", "1": "y".repeat(1000) });
    expect(github.comments[0]?.body).toContain("… and **1 more section**");
  });

  it.each([
    ["by what the runner tells", 30],
    ["by what stands there", 1],
  ])("has room for 30 legs that would each fill it, %s", async (_, expected) => {
    const part = "x".repeat(950);
    const render = (budget: number) => {
      const parts = Array.from({ length: Math.max(1, Math.min(60, Math.floor(budget / 1000))) }, () => part);
      return parts.join(`\n\n${CUT_MARKER}\n\n`);
    };
    for (let leg = 0; leg < 30; leg += 1) {
      const origin = { workflowRun: 1, attempt: 1, runs: 1 };
      const update = { pullRequest: 7, section: `lr=${leg}`, origin, expected, render };
      expect((await stickyComments().update(update)).written).toBe(true);
    }
    const [comment] = github.comments;
    expect(comment?.body.length).toBeLessThanOrEqual(MAX_COMMENT_CHARACTERS);
    expect(Object.values(sectionsOf(0)).filter((body) => body.startsWith(part))).toHaveLength(30);
    github.requests.length = 0;
    const last = {
      pullRequest: 7,
      section: "lr=29",
      origin: { workflowRun: 1, attempt: 1, runs: 1 },
      expected,
      render,
    };
    expect((await stickyComments().update(last)).written).toBe(false);
  });

  it("fits when two comments become one, also where a newer run's section stands", async () => {
    const origin = { workflowRun: 2, attempt: 1, runs: 1 };
    const large = { body: [1, 2, 3].map(() => "x".repeat(12_000)).join(`\n\n${CUT_MARKER}\n\n`), origin };
    github.comments.push({ id: 1, body: formatComment(new Map([["a", large]])), user: BOT });
    github.comments.push({ id: 2, body: formatComment(new Map([["b", large]])), user: BOT });
    const older = { ...origin, workflowRun: 1 };
    await stickyComments().update({ pullRequest: 7, section: "a", origin: older, render: () => "old" });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body.length).toBeLessThanOrEqual(MAX_COMMENT_CHARACTERS);
    expect(Object.keys(sectionsOf(0))).toEqual(["a", "b"]);
    expect(github.comments[0]?.body).not.toContain("old");
  });

  it("is never refused for want of room: names that fill it are counted, and at last more than counted", async () => {
    const section: CommentSection = { body: "y", origin: null };
    const legs = Array.from({ length: 500 }, (_, leg) => [`${"x".repeat(150)} ${leg}`, section] as const);
    const text = formatComment(new Map(legs));
    github.comments.push({ id: 1, body: text, user: BOT });
    await write("last", "### Verdict");
    expect(github.comments[0]?.body.length).toBeLessThanOrEqual(MAX_COMMENT_CHARACTERS);
    expect(github.comments[0]?.body).toMatch(/… and \*\*more than \d+ more sections\*\*/);
    await write("last", "### Verdict");
    expect((await write("last", "### Verdict")).written).toBe(false);
    // There is no use in waiting for one that is not counted.
    let looks = 0;
    const look = () => {
      looks += 1;
      return Promise.resolve({ count: 1, absent: [() => Promise.resolve(undefined)] });
    };
    const render = () => "### Verdict";
    await stickyComments().update({ pullRequest: 7, section: "last", render, siblings: { look } });
    expect(looks).toBe(1);
  });

  it.each([
    [403, "REMOTE_REFUSED"],
    [502, "REMOTE_UNAVAILABLE"],
  ] as const)("raises on status %i with %s", async (status, code) => {
    github.intercept = () => status;
    await expect(write("train", "one")).rejects.toThrow(withCode(code));
  });

  it("knows whose token it has", () => {
    expect([authorOfToken("ghs_x").kind, authorOfToken("ghp_x").kind]).toEqual(["bot", "user"]);
  });
});
