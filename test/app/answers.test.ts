import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GitHubRegistryRepository } from "../../adapters/github/registry-repository.ts";
import { type AppWorld, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const AT = { owner: "acme", repo: "registry" };
const PLACE = { fullName: "acme/registry", branch: "main" };
const MOVE = "churn 1 → production";

describe("whoever asks is answered, on a GitHub", () => {
  let world: AppWorld;
  beforeAll(async () => {
    world = await startAppWorld();
    await train(world.github, await createTrainingRepository(world.github), { metrics: { auc: 0.9 } });
    await world.settle();
  }, 60_000);
  afterAll(async () => {
    expect(world.github.judge.violations).toEqual([]);
    await world.close();
  });

  /** What the App answers to it on the same pull request. */
  const say = async (login: string, title: string, body: string): Promise<readonly string[]> => {
    const { number } = world.pullOf(title);
    const { comments } = world.github.sandbox.world.state;
    const before = comments.length;
    await world.github.as(login).rest.issues.createComment({ ...AT, issue_number: number, body });
    await world.settle();
    const later = comments.slice(before);
    return later.filter(({ appId, issueNumber }) => appId !== null && issueNumber === number).map(textOf);
  };
  const textOf = ({ body }: { readonly body: string }) => body;

  it("where GitHub does not show a team: with who can help, and not that they are not named", async () => {
    const before = world.fetch;
    world.fetch = (input, init) =>
      /\/teams\/[^/]+\/members/.test(input instanceof Request ? input.url : String(input))
        ? Promise.resolve(Response.json({ message: "Not Found" }, { status: 404 }))
        : before(input, init);
    const [answer = "", ...more] = await say("alice", "churn 1", "/promote production");
    world.fetch = before;
    expect(more).toEqual([]);
    expect(answer).toContain("did not show the members of");
    expect(answer).toContain("whoever installed the App");
    expect(answer).not.toContain("is for those whom");
  }, 60_000);

  it("where so many commits were pushed to the request that GitHub does not list them all", async () => {
    expect(await say("alice", "churn 1", "/promote production")).toHaveLength(1);
    const { number, headBranch, headSha } = world.pullOf(MOVE);
    const repository = new GitHubRegistryRepository(world.github.api(), PLACE);
    await repository.createBranch("much", await manyOnto(repository, headSha));
    const { rest } = world.github.as("bob");
    const { data } = await rest.git.getRef({ ...AT, ref: "heads/much" });
    await rest.git.updateRef({ ...AT, ref: `heads/${headBranch}`, sha: data.object.sha });
    await world.settle();
    const [answer = "", ...more] = await say("carol", "churn 1", "/promote production");
    expect(more).toEqual([]);
    const renewed = world.pullOf(MOVE);
    expect(answer).toContain(`#${renewed.number}`);
    expect(renewed.number).not.toBe(number);
    expect(renewed.state).toBe("open");
    const { state } = world.github.sandbox.world;
    expect(state.pulls.find((pull) => pull.number === number)?.state).toBe("closed");
  }, 120_000);

  it("on a version's pull request that the registry's keeper of before opened", async () => {
    const { sandbox } = world.github;
    const keeper = sandbox.world.state.users.find(({ login }) => login === "github-actions[bot]");
    const other = keeper ?? sandbox.createUser("keeper-of-before");
    Object.assign(world.pullOf("churn 1"), { authorId: other.id });
    expect(await say("alice", "churn 1", "/promote production")).toHaveLength(1);
    const [where = ""] = await say("dave", "churn 1", "/explain");
    expect(where).toContain("stands in development");
  }, 60_000);
});

async function manyOnto(repository: GitHubRegistryRepository, from: string) {
  let head = await repository.tip();
  const first = head;
  for (let n = 0; n < 250; n += 1) {
    const parents = n === 0 ? [head, from as typeof head] : [head];
    head = await repository.commit(first, parents, new Map([["n.txt", String(n)]]), "n");
  }
  return head;
}
