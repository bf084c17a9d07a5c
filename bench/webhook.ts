import { execFile, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { loadavg } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { startGitHub, type TestGitHub, WEBHOOK_SECRET } from "../test/support/github.ts";
import { POLICY } from "../test/support/running-app.ts";
import { createTrainingRepository, train } from "../test/support/training.ts";
import { type BenchRow, percentile } from "./report.ts";

const RATE = 200;
const SECONDS = 10;
const PATH = "/api/github/webhooks";
/** Version 1 waits for two approvals, so that every review of its pull request is a reason to judge it again. */
const WAITING = POLICY.replace(
  "- name: development",
  "$&\n    require: { approvals: { count: 2, from: [{ team: acme/ml-leads }] } }",
);

/**
 * How soon the App answers webhooks at 200 a second, for ten seconds: signed, distinct review events of a pull request
 * that it judges meanwhile. The App, the sandbox and the load are three processes, as they are three machines in life.
 */
export async function benchWebhook(): Promise<readonly BenchRow[]> {
  const github = await startGitHub({ files: { "pedigree.yml": WAITING }, webhooks: true });
  try {
    return await measure(github);
  } finally {
    await github.close();
  }
}

async function measure(github: TestGitHub): Promise<readonly BenchRow[]> {
  const app = await startAppProcess(github);
  try {
    await train(github, await createTrainingRepository(github), { metrics: { auc: 0.9 } });
    await github.sandbox.world.idle();
    const url = `http://127.0.0.1:${github.port}${PATH}`;
    const { stdout } = await promisify(execFile)(process.execPath, [import.meta.filename, url]);
    const samples: readonly number[] = JSON.parse(stdout);
    const note = `load ${loadavg()[0]?.toFixed(1)} of the machine`;
    return [
      { name: `webhooks answered at ${RATE} a second`, value: samples.length, unit: "answers" },
      {
        name: "webhook answer p50",
        value: percentile(samples, 0.5),
        unit: "ms",
        target: { atMost: 10 },
        note,
      },
      {
        name: "webhook answer p99",
        value: percentile(samples, 0.99),
        unit: "ms",
        target: { atMost: 50 },
        note,
      },
    ];
  } finally {
    await app.stop();
  }
}

/** `node app/main.ts`, configured by its environment as in production; ready when it says where it listens. */
async function startAppProcess(github: TestGitHub): Promise<{ stop(): Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "..", "app", "main.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      APP_ID: String(github.app.id),
      PRIVATE_KEY: github.privateKey,
      WEBHOOK_SECRET,
      PORT: String(github.port),
      WEBHOOK_PATH: PATH,
      PEDIGREE_INBOX: join(github.folder, "inbox.sqlite"),
      PEDIGREE_REGISTRIES: "acme/registry",
      GITHUB_API_URL: github.sandbox.baseUrl,
      LOG_LEVEL: "fatal",
    },
  });
  const exited = once(child, "exit");
  const [line] = await Promise.race([once(createInterface(child.stdout), "line"), exited]);
  if (!String(line).startsWith("Pedigree listens")) throw new Error("the App did not start");
  return {
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
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
