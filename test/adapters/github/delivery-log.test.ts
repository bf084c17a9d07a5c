import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GitHubApi } from "../../../adapters/github/api.ts";
import { GitHubDeliveryLog } from "../../../adapters/github/delivery-log.ts";
import { deliveryLogContract } from "../../contracts/delivery-log.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";

let github: TestGitHub;
let server: Server;
let answer = 202;
beforeAll(async () => {
  github = await startGitHub({ webhooks: true });
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(answer).end();
  }).listen(github.port, "127.0.0.1");
  await once(server, "listening");
  await github.sandbox.world.idle();
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  const { violations } = github.judge;
  await github.close();
  expect(violations).toEqual([]);
});

function send(count: number): Promise<void> {
  const { world } = github.sandbox;
  const sender = github.sandbox.createUser("alice");
  for (let n = 0; n < count; n += 1) {
    const label = { id: n, node_id: "x", url: "https://x", name: "x", color: "ededed", default: false };
    const event = { event: "label", action: "created", repositoryId: github.registry.id };
    world.emit({ ...event, senderId: sender.id, payload: { label: { ...label, description: null } } });
  }
  return world.idle();
}

deliveryLogContract(() => ({
  log: new GitHubDeliveryLog(new GitHubApi(github.asApp())),
  async send({ count, answered }) {
    answer = answered ? 202 : 500;
    await send(count);
  },
  settle: () => github.sandbox.world.idle(),
}));

describe("GitHub's log of webhooks", () => {
  it("leaves out what is older than three days, for which no redelivery can be asked", async () => {
    await send(1);
    const { deliveries } = github.sandbox.world.state;
    const [old] = deliveries;
    if (old === undefined) throw new Error("nothing was sent");
    const deliveredAt = new Date(Date.now() - 3 * 24 * 3_600_000 - 60_000).toISOString();
    deliveries[0] = { ...old, deliveredAt };
    const log = await new GitHubDeliveryLog(new GitHubApi(github.asApp())).recent();
    expect(log.complete).toBe(true);
    expect(log.deliveries).toHaveLength(deliveries.length - 1);
  });

  it("is closed to everybody's token but the App's own", async () => {
    const log = new GitHubDeliveryLog(new GitHubApi(github.as("alice")));
    await expect(log.recent()).rejects.toThrow(/refused/);
  });
});
