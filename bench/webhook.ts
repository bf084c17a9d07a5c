import { execFile } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { WEBHOOK_SECRET } from "../test/support/github.ts";
import { startAppWorld } from "../test/support/running-app.ts";
import { type BenchRow, percentile } from "./report.ts";

const RATE = 200;
const SECONDS = 10;

/**
 * How soon the App answers webhooks at 200 a second, for ten seconds: signed, distinct review events of one
 * repository, sent from another process. What they cause goes on meanwhile.
 */
export async function benchWebhook(): Promise<readonly BenchRow[]> {
  const world = await startAppWorld();
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [import.meta.filename, world.app.url]);
    const samples: readonly number[] = JSON.parse(stdout);
    const answer = (p: number) => percentile(samples, p);
    return [
      { name: `webhooks answered at ${RATE} a second`, value: samples.length, unit: "answers" },
      { name: "webhook answer p50", value: answer(0.5), unit: "ms" },
      { name: "webhook answer p99", value: answer(0.99), unit: "ms" },
    ];
  } finally {
    await world.close();
  }
}

/** In a process of its own: milliseconds from each request to its answer, sent at a steady rate. */
async function load(url: string): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const started = performance.now();
  const answers: Promise<number>[] = [];
  for (let i = 0; i < RATE * SECONDS; i++) {
    const due = started + (i * 1000) / RATE;
    if (due > performance.now()) await delay(due - performance.now());
    answers.push(deliver(url, agent, i));
  }
  const samples = await Promise.all(answers);
  agent.destroy();
  return samples;
}

function deliver(url: string, agent: Agent, index: number): Promise<number> {
  const body = JSON.stringify({
    action: "submitted",
    review: { id: index + 1 },
    pull_request: { number: 1 },
    repository: { id: 1, full_name: "acme/registry" },
    installation: { id: 1 },
    sender: { id: 7, login: "alice", type: "User" },
  });
  const signature = createHmac("sha256", WEBHOOK_SECRET).update(body).digest("hex");
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "x-github-event": "pull_request_review",
    "x-github-delivery": randomUUID(),
    "x-hub-signature-256": `sha256=${signature}`,
  };
  const sent = performance.now();
  return new Promise((resolve, reject) => {
    const call = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume().once("end", () => {
        if (response.statusCode === 202) resolve(performance.now() - sent);
        else reject(new Error(`the App answered ${response.statusCode}`));
      });
    });
    call.once("error", reject).end(body);
  });
}

if (import.meta.main) {
  const url = process.argv[2];
  if (url === undefined) console.table(await benchWebhook());
  else process.stdout.write(JSON.stringify(await load(url)));
}
