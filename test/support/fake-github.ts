import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Octokit } from "@octokit/rest";
import { createJudge } from "../../sandbox/contract/index.ts";
import { type Served, sendBytes, serve } from "./serve.ts";
import { enforce } from "./strict-judges.ts";

export interface FakeComment {
  readonly id: number;
  body: string;
  readonly user: { readonly id: number; readonly login: string; readonly type: "User" | "Bot" };
}

export interface FakeArtifact {
  readonly id: number;
  readonly name: string;
  readonly expired?: boolean;
  readonly branch?: string;
  readonly fork?: boolean;
  readonly workflowRun?: number;
  /** ISO 8601; by default some time on the first of January 2026, later for a larger id. */
  readonly createdAt?: string;
  readonly zip?: Uint8Array;
}

/**
 * The few routes of GitHub that comparison uses, over real HTTP, with everything open to a test's hand. Requests are
 * judged by GitHub's own description; answers are only as large as the tests need.
 */
export interface FakeGitHub {
  readonly url: string;
  readonly octokit: Octokit;
  readonly comments: FakeComment[];
  readonly artifacts: FakeArtifact[];
  /** Path → content of the default branch; `BRANCH:PATH` of another one. */
  readonly files: Map<string, string | Uint8Array>;
  /** `BASE...HEAD` → how many commits the head is ahead. */
  readonly ahead: Map<string, number>;
  /** Method and path of each request to the REST interface, in order. */
  readonly requests: string[];
  /** Called before each request is answered; what it returns is the status to fail with. */
  intercept: (method: string, path: string) => number | undefined;
  close(): Promise<void>;
}

export const BOT = { id: 41898282, login: "github-actions[bot]", type: "Bot" } as const;
export const USER = { id: 7, login: "mallory", type: "User" } as const;

const nothing = () => undefined;
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

type Cut = <T>(items: readonly T[]) => readonly T[];
type Reply = { status: number; body?: unknown; location?: string };

export async function startFakeGitHub(viewer: FakeComment["user"] = BOT): Promise<FakeGitHub> {
  const state = {
    comments: [] as FakeComment[],
    artifacts: [] as FakeArtifact[],
    files: new Map<string, string | Uint8Array>(),
    ahead: new Map<string, number>(),
  };
  const requests: string[] = [];
  const judge = enforce(createJudge());
  const fake: { value?: FakeGitHub } = {};
  let server: Served | undefined;
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const method = request.method ?? "GET";
    const zip = /^\/blobs\/(\d+)$/.exec(url.pathname)?.[1];
    if (zip !== undefined) {
      const bytes = state.artifacts.find((artifact) => artifact.id === Number(zip))?.zip ?? new Uint8Array();
      if (request.headers.authorization !== undefined) return void response.writeHead(400).end();
      return void sendBytes(request, response, bytes);
    }
    requests.push(`${method} ${url.pathname}`);
    const failure = fake.value?.intercept(method, url.pathname);
    const body = await readBody(request);
    // GraphQL is no part of the REST description.
    if (url.pathname !== "/graphql") judge.checkRequest({ method, url: request.url ?? "/", body });
    const reply =
      failure === undefined ? route({ method, url, body }) : { status: failure, body: { message: "no" } };
    const headers = { "content-type": "application/json; charset=utf-8" };
    response
      .writeHead(reply.status, reply.location === undefined ? headers : { location: reply.location })
      .end(JSON.stringify(reply.body ?? null));
  };
  const route = ({ method, url, body }: { method: string; url: URL; body: string }): Reply => {
    const path = url.pathname.replace(/^\/repos\/acme\/[a-z]+/, "");
    const page = Number(url.searchParams.get("page") ?? 1);
    const cut = <T>(items: readonly T[]) => items.slice((page - 1) * 100, page * 100);
    const id = Number(/(\d+)(?:\/zip)?$/.exec(path)?.[1]);
    if (path === "/user") return { status: 200, body: viewer };
    if (path === "/graphql") return { status: 200, body: { data: { viewer: { login: viewer.login } } } };
    if (path === "") return { status: 200, body: {} };
    if (path === "/actions/artifacts") return listArtifacts(url, cut);
    if (/^\/actions\/runs\/\d+\/artifacts$/.test(path)) return listOfRun(path, cut);
    if (path.endsWith("/zip")) return { status: 302, location: `${server?.url}/blobs/${id}` };
    if (path.startsWith("/contents/")) {
      return contents(path.slice("/contents/".length), url.searchParams.get("ref"));
    }
    if (path.startsWith("/compare/")) {
      const ahead = state.ahead.get(path.slice("/compare/".length));
      return ahead === undefined
        ? { status: 404, body: { message: "Not Found" } }
        : { status: 200, body: { ahead_by: ahead } };
    }
    if (path.startsWith("/git/blobs/")) {
      const text = [...state.files.values()].find((file) => blobSha(file) === path.split("/").at(-1)) ?? "";
      return { status: 200, body: { encoding: "base64", content: Buffer.from(text).toString("base64") } };
    }
    if (/^\/issues\/\d+\/comments$/.test(path)) {
      if (method === "GET") return { status: 200, body: cut(state.comments).map(shape) };
      const comment = { id: state.comments.length + 1000, body: bodyOf(body), user: viewer };
      state.comments.push(comment);
      return { status: 201, body: shape(comment) };
    }
    const comment = state.comments.find((candidate) => candidate.id === id);
    if (comment === undefined) return { status: 404, body: { message: "Not Found" } };
    if (method === "DELETE") state.comments.splice(state.comments.indexOf(comment), 1);
    if (method === "PATCH") comment.body = bodyOf(body);
    return method === "DELETE" ? { status: 204 } : { status: 200, body: shape(comment) };
  };
  const contents = (path: string, ref: string | null): Reply => {
    const text = state.files.get(ref === null ? path : `${ref}:${path}`);
    if (text === undefined) return { status: 404, body: { message: "Not Found" } };
    const large = Buffer.byteLength(text) > 2 ** 20;
    const content = large ? "" : Buffer.from(text).toString("base64");
    return {
      status: 200,
      body: { type: "file", sha: blobSha(text), encoding: large ? "none" : "base64", content },
    };
  };
  const listArtifacts = (url: URL, cut: Cut): Reply => {
    const named = state.artifacts.filter((artifact) => artifact.name === url.searchParams.get("name"));
    const artifacts = cut(named).map(shapeArtifact);
    return { status: 200, body: { total_count: named.length, artifacts } };
  };
  const listOfRun = (path: string, cut: Cut): Reply => {
    const run = Number(/\/runs\/(\d+)\//.exec(path)?.[1]);
    const own = state.artifacts.filter((artifact) => (artifact.workflowRun ?? artifact.id) === run);
    return { status: 200, body: { total_count: own.length, artifacts: cut(own).map(shapeArtifact) } };
  };
  server = await serve((request, response) => void respond(request, response));
  fake.value = {
    ...state,
    url: server.url,
    octokit: new Octokit({ baseUrl: server.url, auth: "ghs_test", log: SILENT }),
    requests,
    intercept: () => undefined,
    close: () => server?.close() ?? Promise.resolve(),
  };
  return fake.value;
}

function shapeArtifact(artifact: FakeArtifact) {
  return {
    id: artifact.id,
    name: artifact.name,
    expired: artifact.expired ?? false,
    created_at: artifact.createdAt ?? `2026-01-01T00:00:${String(artifact.id % 60).padStart(2, "0")}Z`,
    workflow_run: {
      id: artifact.workflowRun ?? artifact.id,
      repository_id: 1,
      head_repository_id: artifact.fork === true ? 2 : 1,
      head_branch: artifact.branch ?? "main",
    },
  };
}

function blobSha(text: string | Uint8Array): string {
  return createHash("sha1").update(text).digest("hex");
}

function shape({ id, body, user }: FakeComment) {
  return { id, html_url: `https://github.com/acme/churn/pull/7#issuecomment-${id}`, body, user };
}

function bodyOf(text: string): string {
  const value: unknown = JSON.parse(text);
  return typeof value === "object" && value !== null && "body" in value ? String(value.body) : "";
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
