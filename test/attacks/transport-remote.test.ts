import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { checkedDownload } from "../../adapters/github/download.ts";
import { HANDLERS, judgeDelivery } from "../../app/handlers/index.ts";
import { WEBHOOK_SECRET } from "../support/github.ts";
import { type AppWorld, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";
import { withCode } from "../support/with-code.ts";

const AT = { owner: "acme", repo: "registry" };

/** A version whose promotion is asked for. */
async function waiting(world: AppWorld): Promise<number> {
  const { github } = world;
  await train(github, await createTrainingRepository(github), { metrics: { auc: 0.9 } });
  await world.settle();
  await github.as("alice").rest.issues.createComment({ ...AT, issue_number: 1, body: "/promote production" });
  await world.settle();
  return github.sandbox.world.state.pulls.find(({ title }) => title === "churn 1 → production")?.number ?? 0;
}

async function approve(world: AppWorld, pull: number): Promise<void> {
  for (const login of ["bob", "carol"]) {
    const review = { ...AT, pull_number: pull, event: "APPROVE", body: "seen" } as const;
    await world.github.as(login).rest.pulls.createReview(review);
  }
  await world.settle();
}

describe("a rate limit", () => {
  it("C6 that meets every single request of a landing delays it, and nothing happens twice", async () => {
    const world = await startAppWorld();
    const pull = await waiting(world);
    const refused = new Set<string>();
    world.fetch = (input, init) => {
      const url = input instanceof Request ? input.url : input.toString();
      const body = typeof init?.body === "string" ? init.body : "";
      const request = `${init?.method ?? "GET"} ${url} ${body}`;
      if (refused.has(request)) return fetch(input, init);
      refused.add(request);
      const answer = JSON.stringify({ message: "You have exceeded a secondary rate limit" });
      const headers = { "content-type": "application/json", "retry-after": "0" };
      const status = refused.size % 2 === 0 ? 403 : 429;
      return Promise.resolve(new Response(answer, { status, headers }));
    };
    await approve(world, pull);
    const { state } = world.github.sandbox.world;
    const { violations } = world.github.judge;
    await world.close();
    expect(refused.size).toBeGreaterThan(15);
    expect(state.pulls.find(({ number }) => number === pull)?.mergedAt).not.toBeNull();
    const head = state.pulls.find(({ number }) => number === pull)?.headSha;
    expect(state.checkRuns.filter(({ headSha }) => headSha === head)).toHaveLength(1);
    expect(state.comments.filter(({ appId }) => appId !== null)).toHaveLength(1);
    const label = state.labels.find(({ name }) => name === "stage: production")?.id ?? 0;
    expect(state.pulls.find(({ number }) => number === 1)?.labelIds).toEqual([label]);
    expect(violations).toEqual([]);
  });
});

describe("an installation that shuts the App out", () => {
  const worlds: AppWorld[] = [];
  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.close();
  });
  async function start(): Promise<AppWorld> {
    const world = await startAppWorld();
    worlds.push(world);
    await waiting(world);
    return world;
  }
  const ready = async (world: AppWorld) =>
    (await (await fetch(new URL("/ready", world.app.url))).text()).trim();
  const pass = async (world: AppWorld) => {
    await world.app.reconcile();
    await world.settle();
  };

  it("C7 by suspending it is seen in the log and at /ready, harms nothing, and heals", async () => {
    const world = await start();
    const { installation } = world.github;
    expect(await ready(world)).toBe("ready");
    installation.suspendedAt = "2026-01-31T12:00:00Z";
    await pass(world);
    await pass(world);
    expect(world.lines.filter((line) => line.includes("NOT ENFORCED"))).toHaveLength(1);
    expect(await ready(world)).toBe("ready, not enforcing 1 registry");
    await approve(world, 2);
    installation.suspendedAt = null;
    await pass(world);
    expect(await ready(world)).toBe("ready");
    expect(world.lines).toContain("acme/registry: enforced again");
    const { pulls } = world.github.sandbox.world.state;
    expect(pulls.find(({ number }) => number === 2)?.mergedAt).not.toBeNull();
  });

  it.each([
    [
      "lowering a permission",
      (world: AppWorld) => {
        const { installation } = world.github;
        installation.permissions = { ...installation.permissions, checks: "read" };
      },
      "checks: write",
    ],
    [
      "taking the registry away",
      (world: AppWorld) => {
        world.github.installation.repositoryIds = [];
      },
      "not installed there",
    ],
  ])("C7 by %s is seen in the log and at /ready, and the App goes on", async (_, shut, reason) => {
    const world = await start();
    shut(world);
    await world.restart();
    await pass(world);
    const lapses = world.lines.filter((line) => line.includes("NOT ENFORCED"));
    expect(lapses).toEqual([expect.stringContaining(reason)]);
    expect(await ready(world)).toBe("ready, not enforcing 1 registry");
  });
});

describe("a day of the App among people who try things", () => {
  let world: AppWorld;
  let canary: Server;
  let hits: string[];
  let trap: string;
  beforeAll(async () => {
    hits = [];
    canary = createServer((request, response) => {
      hits.push(request.url ?? "");
      response.end();
    }).listen(0, "127.0.0.1");
    await once(canary, "listening");
    const address = canary.address();
    trap = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/trap`;
    world = await startAppWorld({ logLevel: "info" });
    const pull = await waiting(world);
    const { github } = world;
    const alice = github.as("alice").rest;
    const { data } = await alice.pulls.get({ ...AT, pull_number: pull });
    await alice.issues.createComment({ ...AT, issue_number: 1, body: `/explain ${trap} ![x](${trap})` });
    await alice.pulls.update({ ...AT, pull_number: pull, body: `[card](${trap}) <img src="${trap}">` });
    const status = { context: "ci", state: "failure", target_url: trap, description: trap } as const;
    await alice.repos.createCommitStatus({ ...AT, sha: data.head.sha, ...status });
    const token = github.sandbox.createActionsToken(github.registry, { checks: "write", metadata: "read" });
    const forged = {
      name: "pedigree",
      head_sha: data.head.sha,
      details_url: trap,
      conclusion: "success",
    } as const;
    await github.with(token).rest.checks.create({ ...AT, ...forged, output: { title: trap, summary: trap } });
    const churn = github.sandbox.world.state.repositories.find(({ name }) => name === "churn");
    if (churn !== undefined) await train(github, churn, { runText: `{"source":"${trap}"}` });
    await world.settle();
    // GitHub, or whoever stands between, sends a secret back in the words of an error, and those go to the log.
    world.fetch = async (input, init) => {
      const response = await fetch(input, init);
      const authorization = new Headers(init?.headers).get("authorization");
      return new Response(JSON.stringify({ message: `Bad credentials ${authorization}` }), {
        status: 422,
        headers: response.headers,
      });
    };
    await alice.issues.createComment({ ...AT, issue_number: 1, body: "/promote archived" });
    await world.settle();
    world.fetch = fetch;
    await approve(world, pull);
  });
  afterAll(async () => {
    await world.close();
    canary.close();
  });

  it("C10 fetches no address that anybody wrote anywhere", () => {
    expect(hits).toEqual([]);
    expect([...world.origins]).toEqual([new URL(world.github.sandbox.baseUrl).origin]);
  });

  it("C10 follows an artifact's redirect only to GitHub's own storage", () => {
    for (const url of [
      trap,
      "http://169.254.169.254/latest/meta-data",
      "https://github.com.evil.example/x",
    ]) {
      expect(() => checkedDownload(url, { apiUrl: "https://api.github.com" })).toThrow(
        withCode("REMOTE_REFUSED"),
      );
    }
  });

  it("C8 lets no secret out: not in its log, nor in anything that it writes to GitHub", () => {
    const { state } = world.github.sandbox.world;
    const key = world.github.privateKey.split("\n").filter((line) => line.length > 40);
    const tokens = Object.keys(state.tokens).filter((token) => token.startsWith("ghs_"));
    const canaries = [WEBHOOK_SECRET, ...key, ...tokens];
    expect(tokens.length).toBeGreaterThan(0);
    expect(world.lines).toContainEqual(expect.stringContaining("Bad credentials"));
    const written = JSON.stringify([
      state.pulls,
      state.comments,
      state.checkRuns,
      state.labels,
      state.reviews,
    ]);
    const all = `${world.lines.join("\n")}\n${written}`;
    expect(canaries.filter((secret) => all.includes(secret))).toEqual([]);
    expect(all).not.toMatch(/\b(ghs_|ghp_|github_pat_)\w{8}|BEGIN [A-Z ]*PRIVATE KEY|\beyJ[\w-]{20}/);
  });

  it("C3 takes each of its webhooks under its own name, and under no other event's", () => {
    const { deliveries } = world.github.sandbox.world.state;
    const names: readonly string[] = HANDLERS.map(({ event }) => event);
    const heard = deliveries.filter(({ event }) => names.includes(event));
    expect(new Set(heard.map(({ event }) => event)).size).toBeGreaterThanOrEqual(7);
    const wrong = heard.flatMap(({ event, body }) => {
      const payload: unknown = JSON.parse(body);
      return names.flatMap((name) => {
        const verdict = judgeDelivery(name, payload);
        return verdict === (name === event ? "handled" : "misfit") ? [] : [`${event} as ${name}: ${verdict}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  it("C3 goes on as if nothing had happened", () => {
    const { pulls } = world.github.sandbox.world.state;
    expect(pulls.find(({ title }) => title === "churn 1 → production")?.mergedAt).not.toBeNull();
    expect(world.github.judge.violations).toEqual([]);
  });
});
