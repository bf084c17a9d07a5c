import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseConfig } from "../../app/config.ts";
import { judgeDelivery } from "../../app/handlers/index.ts";
import { createIngress } from "../../app/ingress.ts";
import { BodyReader } from "../../app/read-body.ts";
import { MemoryInbox } from "../support/memory-inbox.ts";
import { PAYLOADS } from "../support/payloads.ts";
import { withCode } from "../support/with-code.ts";

const [NEW, OLD] = ["new-secret-0123456789-abcdefghij-xyz", "old-secret-0123456789-abcdefghij-xyz"];
const BODY = JSON.stringify(PAYLOADS.pull_request);

describe("a webhook at the door", () => {
  let server: Server;
  let inbox: MemoryInbox;
  beforeEach(async () => {
    inbox = new MemoryInbox(() => 0);
    const listener = createIngress({
      path: "/hook",
      secrets: [NEW, OLD],
      inbox,
      bodies: new BodyReader(),
      judge: judgeDelivery,
      onAccepted: () => {},
      onTrouble: () => {},
      isReady: () => true,
    });
    server = createServer(listener).listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const hmac = (algorithm: string, secret: string) =>
    `${algorithm}=${createHmac(algorithm, secret).update(BODY).digest("hex")}`;

  async function post(headers: Record<string, string>): Promise<{ status: number; text: string }> {
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const response = await fetch(`http://127.0.0.1:${port}/hook`, {
      method: "POST",
      body: BODY,
      headers: {
        "content-type": "application/json",
        "x-github-event": "pull_request",
        "x-github-delivery": randomUUID(),
        ...headers,
      },
    });
    return { status: response.status, text: (await response.text()).trim() };
  }

  it.each([
    ["without any", {}],
    ["by Probot's default secret", { "x-hub-signature-256": hmac("sha256", "development") }],
    ["by an empty secret", { "x-hub-signature-256": hmac("sha256", " ").replace(" ", "") }],
    ["by SHA-1 alone", { "x-hub-signature": hmac("sha1", NEW) }],
    ["by SHA-1 in SHA-256's place", { "x-hub-signature-256": hmac("sha1", NEW) }],
    ["cut short", { "x-hub-signature-256": hmac("sha256", NEW).slice(0, -1) }],
    ["with something behind it", { "x-hub-signature-256": `${hmac("sha256", NEW)}00` }],
  ])("C1 signed %s is refused, and nothing is kept", async (_, headers) => {
    const { status, text } = await post(headers);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(text).not.toContain("secret");
    expect((await inbox.count()).ready).toBe(0);
  });

  it.each([
    ["the present", NEW],
    ["the former", OLD],
  ])("C1 signed by %s secret is taken, so that a secret can be changed", async (_, secret) => {
    expect((await post({ "x-hub-signature-256": hmac("sha256", secret) })).status).toBe(202);
  });

  it("C1 cannot be let in by starting without a secret, or with one that is known", () => {
    for (const webhookSecrets of [[], [""], ["development"]]) {
      const config = { appId: 1, privateKey: "x", webhookSecrets };
      expect(() => parseConfig(config)).toThrow(withCode("CONFIG_INVALID"));
    }
  });

  it("C2 is kept once, however often it comes and under whatever id", async () => {
    const signed = { "x-hub-signature-256": hmac("sha256", NEW) };
    const same = { ...signed, "x-github-delivery": randomUUID() };
    const answers = [
      await post(same),
      await post(same),
      await post(signed),
      await post(same),
      await post(signed),
    ];
    expect(answers.map(({ text }) => text)).toEqual([
      "accepted",
      "duplicate",
      "duplicate",
      "duplicate",
      "duplicate",
    ]);
    expect((await inbox.count()).ready).toBe(1);
  });

  it("C3 under another event's name is refused, though its signature is right", async () => {
    const signed = { "x-hub-signature-256": hmac("sha256", NEW) };
    for (const event of Object.keys(PAYLOADS).filter((name) => name !== "pull_request")) {
      expect([event, (await post({ ...signed, "x-github-event": event })).status]).toEqual([event, 422]);
    }
    expect((await inbox.count()).ready).toBe(0);
  });
});
