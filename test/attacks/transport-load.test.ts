import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SqliteInbox } from "../../adapters/store/inbox.ts";
import { judgeDelivery } from "../../app/handlers/index.ts";
import { createIngress } from "../../app/ingress.ts";
import { BodyReader } from "../../app/read-body.ts";
import { Worker } from "../../app/worker.ts";
import { MemoryInbox } from "../support/memory-inbox.ts";
import { PAYLOADS } from "../support/payloads.ts";

const SECRET = "secret-0123456789-abcdefghij-xyz-canary";

describe("a flood of webhooks", () => {
  it("C5 of one installation keeps no other one waiting, and holds a bounded number at a time", async () => {
    const inbox = new SqliteInbox(":memory:");
    const gate = Promise.withResolvers<void>();
    const done = { flood: 0, other: 0 };
    let [held, most] = [0, 0];
    const worker = new Worker({
      inbox,
      async perform({ source }) {
        held += 1;
        most = Math.max(most, held);
        if (source === "1") await gate.promise;
        done[source === "1" ? "flood" : "other"] += 1;
        held -= 1;
      },
      onTrouble: () => {},
      pollMilliseconds: 3_600_000,
    });
    const accept = (source: string, count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, n) =>
          inbox.accept({ id: `${source}-${n}`, event: "push", body: `${source} ${n}`, source }),
        ),
      );
    await accept("1", 10_000);
    await accept("2", 20);
    worker.start();
    // The flood's own work does not move at all: everything of the other one is done all the same.
    while (done.other < 20) await new Promise((resolve) => setImmediate(resolve));
    expect(done).toEqual({ flood: 0, other: 20 });
    expect(most).toBeLessThanOrEqual(128);
    expect(held).toBe(32);
    gate.resolve();
    while (!(await worker.isIdle())) await delay(50);
    expect(done).toEqual({ flood: 10_000, other: 20 });
    await worker.stop();
    await inbox.close();
  }, 60_000);
});

describe("a webhook that is hard to read", () => {
  let server: Server;
  let inbox: MemoryInbox;
  beforeEach(async () => {
    inbox = new MemoryInbox(() => 0);
    server = createServer(
      createIngress({
        path: "/hook",
        secrets: [SECRET],
        inbox,
        bodies: new BodyReader(),
        judge: judgeDelivery,
        onAccepted: () => {},
        onTrouble: () => {},
        isReady: () => true,
      }),
    ).listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function post(body: string): Promise<number> {
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const { status } = await fetch(`http://127.0.0.1:${port}/hook`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "x-github-event": "pull_request",
        "x-github-delivery": randomUUID(),
        "x-hub-signature-256": `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`,
      },
    });
    return status;
  }

  it("C5 nested a million deep or of very many keys is refused, and the next one is taken", async () => {
    const deep = `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`;
    const inside = JSON.stringify(PAYLOADS.pull_request).replace("{", `{"x":${deep},`);
    const keys = Array.from({ length: 200_000 }, (_, n) => `"k${n}":${n}`).join(",");
    expect(await post(deep)).toBeGreaterThanOrEqual(400);
    expect(await post(`{${keys}}`)).toBe(422);
    expect([202, 400, 422]).toContain(await post(inside));
    expect(await post('{"__proto__":{"action":"opened"}}')).toBe(422);
    expect(await post(JSON.stringify(PAYLOADS.pull_request))).toBe(202);
  });
});
