import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import path from "node:path";

/** A tracking server as trainings meet it: a process of its own, reached over loopback. */
export interface TrackingServer {
  /** What calls it as clients do: over one connection that is kept. */
  connect(): TrackingClient;
  /** Processor time so far, in milliseconds. */
  cpu(): number;
  close(): Promise<void>;
}

export interface TrackingClient {
  /** The bytes of the answer. Raises what a call that is refused is told. */
  call(path: string, body?: unknown): Promise<Buffer>;
  close(): void;
}

/** Starts one over the store in a folder. */
export async function startTrackingServer(folder: string): Promise<TrackingServer> {
  const token = randomBytes(24).toString("hex");
  const main = path.join(import.meta.dirname, "../web/mlflow/main.ts");
  const server = spawn(process.execPath, [main, "--folder", folder], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, MLFLOW_TRACKING_TOKEN: token },
  });
  const url = await urlOf(server);
  return {
    connect: () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      return {
        call: (name, body) => send(`${url}/api/2.0/mlflow/${name}`, { agent, headers }, body),
        close: () => agent.destroy(),
      };
    },
    cpu: () => cpuOf(server.pid),
    close: async () => {
      const ended = once(server, "exit");
      server.kill();
      await ended;
    },
  };
}

async function urlOf({ stdout }: ChildProcess): Promise<string> {
  let printed = "";
  for await (const chunk of stdout ?? []) {
    printed += chunk;
    const url = /MLFLOW_TRACKING_URI=(\S+)\n/.exec(printed)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error("the tracking server ended before it served");
}

function cpuOf(pid = 0): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // utime and stime, in ticks of a hundredth of a second.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function send(
  url: string,
  options: { readonly agent: Agent; readonly headers: Readonly<Record<string, string>> },
  body: unknown,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    request(url, { ...options, method: body === undefined ? "GET" : "POST" }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const answer = Buffer.concat(chunks);
        if (response.statusCode === 200) resolve(answer);
        else reject(new Error(`${url}: ${response.statusCode} ${answer.toString("utf8", 0, 200)}`));
      });
    })
      .on("error", reject)
      .end(body === undefined ? "" : JSON.stringify(body));
  });
}
