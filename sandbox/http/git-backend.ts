import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { gitEnvironment } from "../git/command.ts";
import type { LiveWorld } from "../live-world.ts";
import { permits, roleAtLeast, roleOf } from "../state/access.ts";
import type { Repository } from "../state/entities.ts";
import { findRepository, fullName, userById } from "../state/find.ts";
import { actorOf, authenticate } from "./authenticate.ts";
import { canSee, isInstalledOn } from "./authorize.ts";
import { ApiError, type Caller, type RawHandler } from "./route.ts";

/** Git over HTTP through git's own `http-backend`: clone, fetch and push with a token as the password. */
export function createGitHandler(world: LiveWorld): RawHandler {
  return async (request, response) => {
    const target = parseTarget(request.url ?? "/");
    if (target === null) return false;
    try {
      const caller = authenticate(world, request.headers.authorization);
      const repository = reachable(world, caller, target);
      await serveGit(world, { request, response, target, repository, actorId: actorOf(caller) });
    } catch (error) {
      refuse(response, error);
    }
    return true;
  };
}

interface Target {
  readonly owner: string;
  readonly name: string;
  /** `/info/refs`, `/git-upload-pack` or `/git-receive-pack`. */
  readonly rest: string;
  readonly query: string;
  readonly isWrite: boolean;
}

interface Session {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: Target;
  readonly repository: Repository;
  readonly actorId: number;
}

function parseTarget(url: string): Target | null {
  const [pathname = "", query = ""] = url.split("?", 2);
  const match = /^\/([^/]+)\/([^/]+?)(?:\.git)?(\/info\/refs|\/git-(?:upload|receive)-pack)$/.exec(pathname);
  if (match === null) return null;
  const [, owner = "", name = "", rest = ""] = match;
  return { owner, name, rest, query, isWrite: `${rest}?${query}`.includes("git-receive-pack") };
}

function reachable(world: LiveWorld, caller: Caller, target: Target): Repository {
  const repository = findRepository(world.state, target.owner, target.name);
  if (repository === undefined || !canSee(world.state, caller, repository)) {
    // Git asks for a password only after 401, so that a private repository has to answer with it.
    throw new ApiError(caller.kind === "anonymous" ? 401 : 404, "Repository not found.");
  }
  if (!target.isWrite) return repository;
  if (caller.kind === "anonymous") throw new ApiError(401, "Authentication required");
  if (!mayPush(world, caller, repository)) {
    throw new ApiError(403, `Permission to ${fullName(world.state, repository)}.git denied.`);
  }
  return repository;
}

function mayPush(world: LiveWorld, caller: Caller, repository: Repository): boolean {
  if (caller.kind === "user") return roleAtLeast(roleOf(world.state, repository, caller.userId), "write");
  if (caller.kind !== "installation") return false;
  return isInstalledOn(world.state, caller, repository) && permits(caller.permissions, "contents", "write");
}

async function serveGit(world: LiveWorld, session: Session): Promise<void> {
  const { response, repository, actorId, target } = session;
  if (target.rest !== "/git-receive-pack") {
    const { head, body } = await runBackend(world, session);
    response.writeHead(head.status, head.headers);
    await pipeline(Readable.from(body), response);
    return;
  }
  // The client learns of its push when the listeners have: what follows a push sees its effects.
  const { head, bytes } = await world.watchRefs(repository, actorId, async () => {
    const answer = await runBackend(world, session);
    return { head: answer.head, bytes: await collect(answer.body) };
  });
  response.writeHead(head.status, head.headers);
  response.end(bytes);
}

interface CgiHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Runs the CGI program and splits its output into head and body. */
async function runBackend(
  world: LiveWorld,
  session: Session,
): Promise<{ head: CgiHead; body: AsyncIterable<Buffer> }> {
  const child = spawn("git", ["http-backend"], { env: backendEnvironment(world, session) });
  child.stdin.on("error", () => undefined);
  session.request.pipe(child.stdin);
  session.response.on("close", () => child.kill());
  const chunks = child.stdout[Symbol.asyncIterator]();
  let read = Buffer.alloc(0);
  for (let end = -1; end < 0; end = read.indexOf(HEAD_END)) {
    const next = await chunks.next();
    if (next.done === true) throw new Error("git http-backend ended without an answer");
    read = Buffer.concat([read, Buffer.from(next.value)]);
  }
  const end = read.indexOf(HEAD_END);
  const rest = read.subarray(end + HEAD_END.length);
  return { head: parseHead(read.subarray(0, end).toString("latin1")), body: following(rest, chunks) };
}

const HEAD_END = "\r\n\r\n";

async function* following(first: Buffer, chunks: AsyncIterator<unknown>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    if (Buffer.isBuffer(next.value)) yield next.value;
  }
}

async function collect(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function parseHead(text: string): CgiHead {
  const pairs = text.split("\r\n").map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  const status = pairs.find(([name]) => name === "Status")?.[1];
  return {
    status: status === undefined ? 200 : Number.parseInt(status, 10),
    headers: Object.fromEntries(pairs.filter(([name]) => name !== "Status")),
  };
}

function backendEnvironment(world: LiveWorld, { request, target, repository, actorId }: Session) {
  const user = actorId === 0 ? "" : userById(world.state, actorId).login;
  return {
    ...gitEnvironment(),
    GIT_PROJECT_ROOT: path.join(world.folder, "git"),
    GIT_HTTP_EXPORT_ALL: "1",
    PATH_INFO: `/${fullName(world.state, repository)}.git${target.rest}`,
    QUERY_STRING: target.query,
    REQUEST_METHOD: request.method ?? "GET",
    CONTENT_TYPE: request.headers["content-type"] ?? "",
    HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
    GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
    REMOTE_USER: user,
    REMOTE_ADDR: "127.0.0.1",
  };
}

/** Git prints the text of an answer to the person who runs it. */
function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const status = error instanceof ApiError ? error.status : 500;
  const challenge = status === 401 ? { "www-authenticate": 'Basic realm="GitHub"' } : {};
  response.writeHead(status, { "content-type": "text/plain", ...challenge });
  response.end(error instanceof Error ? error.message : "");
}
