import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startGitHub, type TestGitHub, WEBHOOK_SECRET } from "../support/github.ts";
import { POLICY } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const MAIN = fileURLToPath(new URL("../../app/main.ts", import.meta.url));

describe("app/main.ts", () => {
  let github: TestGitHub;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    github = await startGitHub({ files: { "pedigree.yml": POLICY }, webhooks: true });
  });
  afterEach(async () => {
    for (const child of children.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
    await github.close();
  });

  function start(change: Record<string, string> = {}) {
    const child = spawn(process.execPath, [MAIN], {
      env: {
        APP_ID: String(github.app.id),
        PRIVATE_KEY: github.privateKey,
        WEBHOOK_SECRET,
        PORT: String(github.port),
        GITHUB_API_URL: github.sandbox.baseUrl,
        PEDIGREE_INBOX: join(github.folder, "inbox.sqlite"),
        ...change,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.push(child);
    const output = { text: "" };
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output.text += chunk.toString();
      });
    }
    const says = async (words: string) => {
      while (!output.text.includes(words)) {
        if (child.exitCode !== null) throw new Error(output.text);
        await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
      }
    };
    return { child, output, says };
  }

  it("does not start without a webhook secret, and says what to do", async () => {
    const { child, output } = start({ WEBHOOK_SECRET: "" });
    const [status] = await once(child, "exit");
    expect(status).toBe(2);
    expect(output.text).toMatch(/^CONFIG_INVALID: .*webhookSecrets.*openssl rand/);
  });

  it("does not start when GitHub does not know the App", async () => {
    const { child, output } = start({ APP_ID: "999999" });
    const [status] = await once(child, "exit");
    expect(status).toBe(3);
    expect(output.text).toMatch(/REMOTE_REFUSED/);
  });

  it("ends by itself on SIGTERM", async () => {
    const { child, says } = start();
    await says("Pedigree listens at");
    child.kill("SIGTERM");
    const [status, signal] = await once(child, "exit");
    expect([status, signal]).toEqual([0, null]);
  });

  it("loses nothing when it is killed: the next start finishes the work", async () => {
    const churn = await createTrainingRepository(github);
    const first = start();
    await first.says("Pedigree listens at");
    await train(github, churn, { metrics: { auc: 0.9 } });
    await github.sandbox.world.idle();
    first.child.kill("SIGKILL");
    await once(first.child, "exit");
    const second = start();
    await second.says("churn 1 → development landed");
    const pull = github.sandbox.world.state.pulls[0];
    expect(pull).toMatchObject({ title: "churn 1" });
    expect(pull?.mergedAt).not.toBeNull();
    expect(github.sandbox.world.state.pulls).toHaveLength(1);
    expect(`${first.output.text}${second.output.text}`).not.toContain(WEBHOOK_SECRET);
    // Two starts of a real process take their time on a busy machine.
  }, 60_000);
});
