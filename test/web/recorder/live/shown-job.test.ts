import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { constants } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isAlive } from "../../../../adapters/process/is-alive.ts";
import { readLiveWord } from "../../../../adapters/recorder/live-word.ts";
import { readSessionFile } from "../../../../adapters/recorder/session-file.ts";
import { startRecorder } from "../../../../adapters/recorder/start-recorder.ts";
import { liveMark } from "../../../../core/live/live-mark.ts";
import type { LiveOrder } from "../../../../core/live/live-order.ts";
import { commitShaSchema } from "../../../../core/names.ts";
import { startGitHub, type TestGitHub } from "../../../support/github.ts";
import { liveOrder } from "../../../support/live-order.ts";
import { ROOT } from "../../../support/source-files.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

// The real process, run from its source, and the sandbox.
const ENTRY = join(ROOT, "web/recorder/main.ts");
const AT = { owner: "acme", repo: "registry" };

let github: TestGitHub;
beforeAll(async () => {
  github = await startGitHub();
});
afterAll(() => github.close());

const started: number[] = [];
afterEach(() => {
  for (const pid of started.splice(0)) if (isAlive(pid)) process.kill(pid, "SIGKILL");
});

/** What shows a job of the registry's newest commit, at once and often. */
async function orderOf(experiment: string): Promise<LiveOrder> {
  const { data } = await github.as("bob").rest.repos.getBranch({ ...AT, branch: "main" });
  const commit = commitShaSchema.parse(data.commit.sha);
  const order = liveOrder();
  const subject = { experiment, leg: null, name: null, commit, runId: 7, job: "fit" };
  return {
    ...order,
    startedAt: new Date().toISOString(),
    files: { ...order.files, workspace: tempFolder() },
    board: {
      ...order.board,
      token: github.sandbox.createActionsToken(github.registry, { checks: "write" }),
      api: github.sandbox.baseUrl,
      repository: "acme/registry",
      mark: liveMark({ ...subject, trains: "job" }),
    },
    rhythm: { look: 50, first: 0, between: 0 },
  };
}

const checkOf = ({ board: { mark } }: LiveOrder) =>
  github.sandbox.world.state.checkRuns.find(({ name }) => name === mark.name);

describe("a recorder that shows its job", { timeout: 60_000 }, () => {
  it("completes the check where the job's process is gone, and nobody else can", async () => {
    const order = await orderOf("lost");
    const job = spawn("sleep", ["60"]);
    const folder = tempFolder();
    const args = [ENTRY, "--folder", folder, "--job", String(job.pid), "--watch"];
    const recorder = spawn(process.execPath, args, { stdio: ["pipe", "ignore", "inherit"] });
    started.push(recorder.pid ?? 0, job.pid ?? 0);
    recorder.stdin?.end(JSON.stringify(order));
    await expect.poll(() => checkOf(order)?.status, { timeout: 20_000 }).toBe("in_progress");
    expect(readLiveWord(folder)).toEqual({ begun: true, refused: null, notes: [] });
    job.kill("SIGKILL");
    await expect.poll(() => isAlive(recorder.pid ?? 0), { timeout: 20_000 }).toBe(false);
    expect(checkOf(order)).toMatchObject({ status: "completed", conclusion: "cancelled" });
  });

  it("reaches GitHub as its step does, opens no debugger, and is told nothing on its way", async () => {
    const order = await orderOf("handed over");
    const { address, folder } = await startRecorder({
      entry: ENTRY,
      temp: tempFolder(),
      env: { ...process.env, NO_PROXY: "127.0.0.1", NODE_OPTIONS: "" },
      parent: process.pid,
      order,
    });
    started.push(address.pid);
    await expect.poll(() => checkOf(order)?.status, { timeout: 20_000 }).toBe("in_progress");
    const seen = async (name: string) => await readFile(`/proc/${address.pid}/${name}`, "utf8");
    expect(await seen("environ")).toContain("NO_PROXY=127.0.0.1");
    expect(`${await seen("environ")}${await seen("cmdline")}`).not.toContain(order.board.token);
    expect((await readSessionFile(folder))?.pid).toBe(address.pid);
    const caught = /^SigCgt:\s+([0-9a-f]+)$/m.exec(await seen("status"))?.[1] ?? "";
    expect(BigInt(`0x${caught}`) & (1n << BigInt(constants.signals.SIGUSR1 - 1))).toBe(0n);
  });

  it("goes on without a view where the order cannot be read, and does not repeat it", async () => {
    const folder = tempFolder();
    await writeFile(join(folder, "order"), '{"token": "canary-7f3a"}');
    const line = `exec ${process.execPath} ${ENTRY} --folder ${folder} --watch < ${join(folder, "order")} 2> ${join(folder, "trouble")}`;
    const recorder = spawn("sh", ["-c", line], { stdio: "ignore" });
    started.push(recorder.pid ?? 0);
    const trouble = () => readFile(join(folder, "trouble"), "utf8").catch(() => "");
    await expect.poll(trouble, { timeout: 20_000 }).toContain("live view: the order cannot be read");
    expect(await trouble()).not.toContain("canary");
    expect(isAlive(recorder.pid ?? 0)).toBe(true);
  });
});
