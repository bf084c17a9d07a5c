import { execFile } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { judgeDelivery } from "../../app/handlers/index.ts";
import { createIngress } from "../../app/ingress.ts";
import { BodyReader } from "../../app/read-body.ts";
import { MemoryInbox } from "../support/memory-inbox.ts";
import { PAYLOADS } from "../support/payloads.ts";

const SECRETS = ["new-secret-0123456789-abcdefghij-xyz", "old-secret-0123456789-abcdefghij-xyz"];
const LIMIT = 4_096;
const BODY = JSON.stringify(PAYLOADS.pull_request);

describe("createIngress", () => {
  let server: Server;
  let base: string;
  let inbox: MemoryInbox;
  let accepted: number;
  let troubles: unknown[];
  let ready: boolean;

  beforeEach(async () => {
    inbox = new MemoryInbox(() => 0);
    accepted = 0;
    troubles = [];
    ready = true;
    const options = {
      path: "/hook",
      secrets: SECRETS,
      inbox,
      bodies: new BodyReader(LIMIT),
      judge: judgeDelivery,
      onAccepted: () => {
        accepted += 1;
      },
      onTrouble: (error: unknown) => troubles.push(error),
      isReady: () => ready,
    };
    server = createServer(createIngress(options)).listen(0, "127.0.0.1");
    await once(server, "listening");
    base = `http://127.0.0.1:${portOf(server)}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  function sign(body: string, secret = SECRETS[0] ?? ""): string {
    return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  }

  async function post(body: string, headers: Record<string, string | null> = {}) {
    const all: Record<string, string | null> = {
      "content-type": "application/json",
      "x-github-event": "pull_request",
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": sign(body),
      ...headers,
    };
    const sent = Object.entries(all).flatMap(([name, value]) =>
      value === null ? [] : [[name, value] as const],
    );
    const response = await fetch(`${base}/hook`, { method: "POST", body, headers: Object.fromEntries(sent) });
    return { status: response.status, text: (await response.text()).trim() };
  }

  it("accepts a signed delivery into the inbox, byte for byte", async () => {
    expect(await post(BODY, { "x-github-delivery": "one" })).toEqual({ status: 202, text: "accepted" });
    expect(accepted).toBe(1);
    expect((await inbox.claim())?.delivery).toEqual({ id: "one", event: "pull_request", body: BODY });
  });

  it("accepts the old secret while it is being changed, and no other", async () => {
    expect((await post(BODY, { "x-hub-signature-256": sign(BODY, SECRETS[1]) })).status).toBe(202);
    for (const secret of ["development", "", "x"]) {
      expect(
        (await post(`${BODY} `, { "x-hub-signature-256": sign(`${BODY} `, secret || "?") })).status,
      ).toBe(401);
    }
    expect((await inbox.count()).ready).toBe(1);
  });

  it.each([
    ["of other bytes", { "x-hub-signature-256": `sha256=${"0".repeat(64)}` }, 401],
    ["of SHA-1 only", { "x-hub-signature-256": null, "x-hub-signature": `sha1=${"0".repeat(40)}` }, 400],
    ["of SHA-1 under the other name", { "x-hub-signature-256": `sha1=${"0".repeat(40)}` }, 401],
    ["that is empty", { "x-hub-signature-256": "" }, 401],
    ["that is missing", { "x-hub-signature-256": null }, 400],
  ])("refuses a signature %s", async (_, headers, status) => {
    expect((await post(BODY, headers)).status).toBe(status);
    expect((await inbox.count()).ready).toBe(0);
  });

  it.each([
    ["no event", { "x-github-event": null }, 400],
    ["no delivery id", { "x-github-delivery": null }, 400],
    ["a delivery id with odd characters", { "x-github-delivery": "a b;c" }, 400],
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
  ])("refuses %s", async (_, headers, status) => {
    expect((await post(BODY, headers)).status).toBe(status);
    expect((await inbox.count()).ready).toBe(0);
  });

  it("refuses what is no JSON, though signed, without repeating it", async () => {
    expect(await post("{secret: nonsense")).toEqual({ status: 400, text: "bad request" });
  });

  it("takes a delivery once, whether its id or only its bytes come again", async () => {
    expect((await post(BODY, { "x-github-delivery": "one" })).text).toBe("accepted");
    expect((await post(BODY, { "x-github-delivery": "one" })).text).toBe("duplicate");
    expect((await post(BODY, { "x-github-delivery": "two" })).text).toBe("duplicate");
    expect(accepted).toBe(1);
  });

  it("refuses each event's payload under each other event's name", async () => {
    const names = Object.keys(PAYLOADS);
    for (const event of names) {
      for (const payload of names) {
        const body = JSON.stringify({ ...PAYLOADS[payload], pair: `${event} ${payload}` });
        const { status } = await post(body, { "x-github-event": event });
        expect(`${event} with ${payload}: ${status}`).toBe(
          `${event} with ${payload}: ${event === payload ? 202 : 422}`,
        );
      }
    }
    expect(accepted).toBe(names.length);
  });

  it("answers an event that nobody handles without keeping it", async () => {
    const body = '{"zen":"Keep it logically awesome.","hook_id":1}';
    expect(await post(body, { "x-github-event": "ping" })).toEqual({ status: 202, text: "ignored" });
    expect((await inbox.count()).ready).toBe(0);
  });

  it("refuses an announced length above the cap before the body comes", async () => {
    const answer = await unsigned(server, "Content-Length: 200000000", "");
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/^connection: close\r$/im);
  });

  it("refuses an unannounced length as soon as it is exceeded", async () => {
    const chunk = `${LIMIT.toString(16)}\r\n${"x".repeat(LIMIT)}\r\n`;
    const answer = await unsigned(server, "Transfer-Encoding: chunked", `${chunk}1\r\nx\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it("takes a body of exactly the cap", async () => {
    const start = `${JSON.stringify(PAYLOADS.pull_request).slice(0, -1)},"pad":"`;
    const body = `${start}${"x".repeat(LIMIT - start.length - 2)}"}`;
    expect(Buffer.byteLength(body)).toBe(LIMIT);
    expect((await post(body)).status).toBe(202);
    expect((await post(`${body} `)).status).toBe(413);
  });

  it("tells nothing of an inner error", async () => {
    inbox.accept = () => Promise.reject(new Error("disk /secret/path is full"));
    expect(await post(BODY)).toEqual({ status: 500, text: "error" });
    expect(troubles).toHaveLength(1);
  });

  it("knows its own paths and methods only", async () => {
    const get = async (path: string, method = "GET") => (await fetch(base + path, { method })).status;
    expect(await get("/health")).toBe(200);
    expect(await get("/ready")).toBe(200);
    ready = false;
    expect(await get("/ready")).toBe(503);
    expect(await get("/hook")).toBe(405);
    expect(await get("/hook/..", "POST")).toBe(404);
    expect(await get("/")).toBe(404);
  });
});

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening");
  return address.port;
}

/**
 * Begins a delivery that never ends, and takes the answer that comes all the same. In a process of its own: in this
 * one every socket is watched by nock, which waits for a request's end.
 */
async function unsigned(server: Server, header: string, body: string): Promise<string> {
  const head = [
    "POST /hook HTTP/1.1",
    "Host: x",
    "Content-Type: application/json",
    "X-GitHub-Event: push",
    "X-GitHub-Delivery: a",
    `X-Hub-Signature-256: sha256=${"0".repeat(64)}`,
    header,
  ];
  const script = `
    const socket = require("node:net").connect(Number(process.argv[1]), "127.0.0.1");
    socket.on("error", () => {}).pipe(process.stdout);
    socket.write(process.argv[2]);
  `;
  const bytes = `${head.join("\r\n")}\r\n\r\n${body}`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "-e",
    script,
    String(portOf(server)),
    bytes,
  ]);
  return stdout;
}
