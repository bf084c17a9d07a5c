import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editEventSchema } from "../../core/registry/edit-event.ts";
import { verifyClone } from "../support/clone-story.ts";
import { type AppWorld, POLICY, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const AT = { owner: "acme", repo: "registry" };
const GOVERNED = POLICY.replace(
  "stages:",
  '  edit: [{ paths: [pedigree.yml, "models/**"], approvals: { count: 2, from: [{ team: acme/ml-leads }] } }]\nstages:',
);
const STRICTER = GOVERNED.replace("candidate.auc >= 0.8", "candidate.auc >= 0.95");

describe("an edit of the policy, on a GitHub", () => {
  let world: AppWorld;
  beforeAll(async () => {
    world = await startAppWorld({}, GOVERNED);
    const churn = await createTrainingRepository(world.github);
    await world.settle();
    await train(world.github, churn, { metrics: { auc: 0.9 } });
    await world.settle();
    await say(world.pullOf("churn 1").number, "/promote production");
  }, 120_000);
  afterAll(async () => {
    expect(world.github.judge.violations).toEqual([]);
    await world.close();
  });

  const alice = () => world.github.as("alice").rest;
  const say = async (number: number, body: string) => {
    await alice().issues.createComment({ ...AT, issue_number: number, body });
    await world.settle();
  };
  const tip = async () => (await alice().git.getRef({ ...AT, ref: "heads/main" })).data.object.sha;
  const read = async (path: string) => {
    const { data } = await alice().repos.getContent({ ...AT, path });
    if (!("content" in data)) throw new Error(path);
    return { sha: data.sha, text: Buffer.from(data.content, "base64").toString() };
  };
  const write = async (branch: string, path: string, text: string) => {
    const { data } = await alice().repos.getContent({ ...AT, path, ref: branch });
    await alice().repos.createOrUpdateFileContents({
      ...AT,
      path,
      branch,
      message: "a change",
      content: Buffer.from(text).toString("base64"),
      ...("sha" in data ? { sha: data.sha } : {}),
    });
  };
  const propose = async (branch: string, path: string, text: string) => {
    await alice().git.createRef({ ...AT, ref: `refs/heads/${branch}`, sha: await tip() });
    await write(branch, path, text);
    const { data } = await alice().pulls.create({ ...AT, title: branch, head: branch, base: "main" });
    await world.settle();
    return data.number;
  };
  const approve = async (number: number, ...logins: readonly string[]) => {
    for (const login of logins) {
      const { rest } = world.github.as(login);
      await rest.pulls.createReview({ ...AT, pull_number: number, event: "APPROVE" });
    }
    await world.settle();
  };
  const check = async (title: string) => {
    const ref = world.pullOf(title).headSha;
    const { data } = await alice().checks.listForRef({ ...AT, ref, check_name: "pedigree" });
    return data.check_runs[0];
  };
  const lastComment = async (number: number) => {
    const { data } = await alice().issues.listComments({ ...AT, issue_number: number });
    return data.at(-1)?.body ?? "";
  };
  const between = (first: string, last: string) => {
    const start = world.requests.findIndex((request) => request.startsWith(first));
    const end = world.requests.findIndex((request) => request.startsWith(last));
    return world.requests.slice(start + 1, end);
  };
  const verified = () => verifyClone(join(world.github.folder, "github/git/acme/registry.git"));

  it("is judged on its head, and says what it would decide otherwise", async () => {
    const number = await propose("stricter", "pedigree.yml", STRICTER);
    const said = await check("stricter");
    expect(said?.status).not.toBe("completed");
    expect(said?.output.summary).toContain("1 of 1 open and 1 of 1 past moves");
    expect(said?.output.summary).toMatch(/churn 1 → production: would be refused; .*candidate\.auc = /);
    await say(number, "/explain");
    expect(await lastComment(number)).toMatch(/2 approvals.*acme\/ml-leads/);
    await say(number, "/promote production");
    expect(await lastComment(number)).toContain("/explain");
  });

  it("lands after the second approval, with an event that an auditor can recompute", async () => {
    const { number } = world.pullOf("stricter");
    await approve(number, "bob");
    expect((await read("pedigree.yml")).text).toBe(GOVERNED);
    const before = await tip();
    world.requests.length = 0;
    await approve(number, "carol");
    expect(world.pullOf("stricter").mergedAt).not.toBeNull();
    const look = between("POST /repos/acme/registry/git/commits", "PATCH /repos/acme/registry/git/refs/");
    expect(look).toContain(`GET /repos/acme/registry/pulls/${number}/reviews?page=1&per_page=100`);
    expect(look.filter((request) => !request.startsWith("GET "))).toEqual([]);
    expect(look.length, look.join("\n")).toBeLessThanOrEqual(11);
    expect((await read("pedigree.yml")).text).toBe(STRICTER);
    const event = editEventSchema.parse(JSON.parse((await read("log/000001-edited.json")).text));
    expect(event).toMatchObject({ pull: number, tip: before, head: world.pullOf("stricter").headSha });
    expect(event.facts.settings).toMatchObject({ app: world.github.app.id, protection: { known: true } });
    const approvers = event.decision.requirements.flatMap(({ evidence }) =>
      evidence.flatMap((one) => (one.kind === "approval" ? [one.user.login] : [])),
    );
    expect(approvers.sort()).toEqual(["bob", "carol"]);
    expect(await verified()).toMatchObject({ edits: 1, findings: [] });
  });

  it("costs at most 9 reads and no write when nothing changed", async () => {
    await propose("other", "pedigree.yml", GOVERNED);
    world.requests.length = 0;
    await world.github.as("bob").rest.pulls.createReview({
      ...AT,
      pull_number: world.pullOf("other").number,
      event: "COMMENT",
      body: "hm",
    });
    await world.settle();
    expect(world.requests.filter((request) => !request.startsWith("GET "))).toEqual([]);
    expect(world.requests.length, world.requests.join("\n")).toBeLessThanOrEqual(9);
  });

  it("is asked for again after somebody pushed a policy around the gate", async () => {
    await write("main", "pedigree.yml", GOVERNED.replace("count: 2", "count: 1"));
    await world.settle();
    expect((await check("churn 1 → production"))?.output.summary).toContain("EDIT_UNGOVERNED");
    expect((await verified()).findings.map(({ code }) => code)).toEqual(["ungoverned-edit"]);
    const number = await propose("mend", "pedigree.yml", STRICTER);
    await approve(number, "bob");
    expect(world.pullOf("mend").mergedAt).toBeNull();
    await approve(number, "carol");
    expect(world.pullOf("mend").mergedAt).not.toBeNull();
    expect(await verified()).toMatchObject({ edits: 2, findings: [] });
    expect((await check("churn 1 → production"))?.output.summary).not.toContain("EDIT_UNGOVERNED");
  });

  it("is judged when it is retargeted to the registry branch", async () => {
    await alice().git.createRef({ ...AT, ref: "refs/heads/loose", sha: await tip() });
    await alice().git.createRef({ ...AT, ref: "refs/heads/retargeted", sha: await tip() });
    await write("retargeted", "pedigree.yml", GOVERNED);
    const { data } = await alice().pulls.create({
      ...AT,
      title: "retargeted",
      head: "retargeted",
      base: "loose",
    });
    await world.settle();
    expect(await check("retargeted")).toBeUndefined();
    await alice().pulls.update({ ...AT, pull_number: data.number, base: "main" });
    await world.settle();
    expect((await check("retargeted"))?.output.title).toContain("not met");
  });
});
