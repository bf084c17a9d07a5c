import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { type MlflowServer, startMlflowServer } from "../../../web/mlflow/wire.ts";
import { tempFolder } from "../../support/temp-folder.ts";

async function start(): Promise<MlflowServer> {
  const server = await startMlflowServer({ folder: join(tempFolder(), "deep") });
  onTestFinished(() => server.close());
  return server;
}

function ask(server: MlflowServer, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${server.url}${path}`, { ...init, headers: { authorization: `Bearer ${server.token}` } });
}

it("answers this machine's programs that know the token, and nobody else", async () => {
  const server = await start();
  expect(new URL(server.url).hostname).toBe("127.0.0.1");
  expect((await ask(server, "/version")).status).toBe(200);
  const refused = await fetch(`${server.url}/version`);
  expect(refused.status).toBe(401);
  expect(refused.headers.get("access-control-allow-origin")).toBeNull();
  expect(await (await fetch(`${server.url}/health`)).text()).toBe("OK");
});

it("takes an artifact of several megabytes and gives it back", async () => {
  const server = await start();
  const bytes = new Uint8Array(3_000_000).map((_, index) => index % 251);
  const path = "/api/2.0/mlflow-artifacts/artifacts/1/a%20b.bin";
  expect(await (await ask(server, path, { method: "PUT", body: bytes })).json()).toEqual({});
  const reply = await ask(server, path);
  expect(reply.headers.get("content-disposition")).toContain("attachment");
  expect(new Uint8Array(await reply.arrayBuffer())).toEqual(bytes);
});

it("takes a body that comes in chunks and does not say how long it is", async () => {
  const server = await start();
  const path = "/api/2.0/mlflow-artifacts/artifacts/1/chunks.txt";
  const sent = request(`${server.url}${path}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${server.token}`, "transfer-encoding": "chunked" },
  });
  sent.write("one, ");
  sent.end("two");
  const [reply]: IncomingMessage[] = await once(sent, "response");
  reply?.resume();
  expect(reply?.statusCode).toBe(200);
  expect(await (await ask(server, path)).text()).toBe("one, two");
});

it("survives who hangs up in the middle of a request", async () => {
  const server = await start();
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  await once(socket, "connect");
  const head = `PUT /api/2.0/mlflow-artifacts/artifacts/x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${server.token}\r\n`;
  await new Promise((resolve) => socket.write(`${head}Content-Length: 100\r\n\r\nhalf`, resolve));
  socket.destroy();
  const listed = await ask(server, "/api/2.0/mlflow-artifacts/artifacts?path=");
  expect([listed.status, await listed.json()]).toEqual([200, {}]);
});

it("passes over the body of a request that it refuses, and answers the next one of the connection", async () => {
  const server = await start();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const statusOf = async (path: string, method: string, body = "") => {
    const sent = request(`${server.url}${path}`, { agent, method }).end(body);
    const [reply]: IncomingMessage[] = await once(sent, "response");
    reply?.resume();
    return reply?.statusCode;
  };
  const path = "/api/2.0/mlflow-artifacts/artifacts/x";
  expect(await statusOf(path, "PUT", "x".repeat(10_000_000))).toBe(401);
  expect(await statusOf("/health", "GET")).toBe(200);
});

it.each([
  ["before its body is read", {}, 100],
  ["in the middle of its body", { "transfer-encoding": "chunked" }, 60],
])(
  "tells a client that sends all before it reads why a request is refused %s",
  async (_, headers, megabytes) => {
    const server = await start();
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    const isChunked = Object.keys(headers).length > 0;
    const length = isChunked ? "Transfer-Encoding: chunked" : `Content-Length: ${megabytes * 1_000_000}`;
    socket.write(
      `POST /api/2.0/mlflow/runs/log-batch HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${server.token}\r\n${length}\r\n\r\n`,
    );
    socket.pause();
    const piece = Buffer.alloc(1_000_000, " ");
    for (let sent = 0; sent < megabytes; sent += 1) {
      const written = isChunked
        ? Buffer.concat([Buffer.from("F4240\r\n"), piece, Buffer.from("\r\n")])
        : piece;
      if (!socket.write(written)) await once(socket, "drain");
    }
    if (isChunked) socket.write("0\r\n\r\n");
    const [answer]: Buffer[] = await once(socket.resume(), "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /);
    expect(String(answer)).toContain("INVALID_PARAMETER_VALUE");
    socket.write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const [next]: Buffer[] = await once(socket, "data");
    expect(String(next)).toMatch(/^HTTP\/1\.1 200 /);
  },
);

it("refuses an artifact whose name no disk takes as a wrong path", async () => {
  const server = await start();
  const path = `/api/2.0/mlflow-artifacts/artifacts/1/${"x".repeat(300)}`;
  const refused = await ask(server, path, { method: "PUT", body: "content" });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ error_code: "INVALID_PARAMETER_VALUE" });
});

it("keeps what was logged for the next start", async () => {
  const folder = tempFolder();
  const first = await startMlflowServer({ folder, token: "t" });
  const body = JSON.stringify({ experiment_id: "0", run_name: "kept" });
  await ask(first, "/api/2.0/mlflow/runs/create", { method: "POST", body });
  await first.close();
  const second = await startMlflowServer({ folder, token: "t" });
  onTestFinished(() => second.close());
  const found = await ask(second, "/ajax-api/2.0/mlflow/runs/search", {
    method: "POST",
    body: JSON.stringify({ experiment_ids: ["0"] }),
  });
  expect(await found.json()).toMatchObject({ runs: [{ info: { run_name: "kept" } }] });
});
