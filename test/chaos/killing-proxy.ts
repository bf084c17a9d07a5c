import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The process dies when it has sent so many more requests: before GitHub performs the last of them, or after it has. */
export interface Shot {
  readonly at: number;
  readonly when: "before" | "after";
  readonly kill: () => Promise<void>;
}

/** Between a real process of the App and GitHub: lets everything through until it is told to kill. */
export class KillingProxy {
  readonly url: string;
  /** Requests so far. */
  requests = 0;
  readonly #server: Server;
  readonly #target: string;
  #shot: Shot | undefined;

  static async open(target: string): Promise<KillingProxy> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new KillingProxy(server, target);
  }

  private constructor(server: Server, target: string) {
    this.#server = server;
    this.#target = target;
    this.url = `http://127.0.0.1:${portOf(server)}`;
    server.on("request", (request, response) => {
      this.#pass(request, response).catch(() => response.destroy());
    });
  }

  arm(shot: Shot): void {
    this.#shot = { ...shot, at: this.requests + shot.at };
  }

  disarm(): void {
    this.#shot = undefined;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const armed = this.#shot?.at === this.requests ? this.#shot : undefined;
    if (armed !== undefined) this.#shot = undefined;
    const answer = armed?.when === "before" ? undefined : await this.#perform(request);
    if (armed === undefined && answer !== undefined) return await this.#relay(answer, response);
    response.destroy();
    await armed?.kill();
  }

  /** What GitHub refers to (where an artifact is kept) leads through here, too. */
  async #relay(answer: Response, response: ServerResponse): Promise<void> {
    const bytes = Buffer.from(await answer.arrayBuffer());
    const location = answer.headers.get("location")?.replace(this.#target, this.url);
    response.writeHead(answer.status, {
      ...Object.fromEntries(answer.headers),
      ...(location === undefined ? {} : { location }),
    });
    response.end(bytes);
  }

  async #perform(request: IncomingMessage): Promise<Response> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { host: _, connection: __, "content-length": ___, ...headers } = request.headers;
    return await fetch(`${this.#target}${request.url ?? "/"}`, {
      method: request.method ?? "GET",
      headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
      body: chunks.length === 0 ? null : Buffer.concat(chunks),
      redirect: "manual",
    });
  }
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
}
