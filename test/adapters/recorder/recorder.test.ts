import { existsSync, statSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { isAlive } from "../../../adapters/process/is-alive.ts";
import { createRecorder, resumeRecorder } from "../../../adapters/recorder/recorder.ts";
import { readSessionFile } from "../../../adapters/recorder/session-file.ts";
import type { RecorderSession } from "../../../core/ports/recorder.ts";
import { ROOT } from "../../support/source-files.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { withCode } from "../../support/with-code.ts";

// The real process, run from its source.
const ENTRY = join(ROOT, "web/recorder/main.ts");
const CANARY = "canary-of-the-environment-7f3a";

const started: number[] = [];
afterEach(() => {
  for (const pid of started.splice(0)) if (isAlive(pid)) process.kill(pid, "SIGKILL");
});

async function start(): Promise<RecorderSession & { readonly pid: number }> {
  const recorder = createRecorder({
    entry: ENTRY,
    temp: tempFolder(),
    env: { ...process.env, GITHUB_TOKEN: CANARY, NODE_OPTIONS: "", INPUT_NOTES: CANARY },
    parent: process.pid,
  });
  const { value } = await recorder.open();
  const address = value === null ? null : await readSessionFile(value.folder);
  if (value === null || address === null) throw new Error("no session");
  started.push(address.pid);
  return { ...value, pid: address.pid };
}

async function call({ variables }: RecorderSession, path: string, body: unknown) {
  const answer = await fetch(`${variables.MLFLOW_TRACKING_URI}/api/2.0/mlflow/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${variables.MLFLOW_TRACKING_TOKEN}` },
    body: JSON.stringify(body),
  });
  return z.object({ run: created.optional() }).parse(await answer.json());
}

const created = z.object({ info: z.object({ run_id: z.string(), artifact_uri: z.string() }) });

async function logOne(session: RecorderSession) {
  const { run } = await call(session, "runs/create", { experiment_id: "0", run_name: "fit", start_time: 1 });
  const { run_id, artifact_uri } = created.parse(run).info;
  await call(session, "runs/log-metric", { run_id, key: "loss", value: 0.5, timestamp: 2, step: 0 });
  return artifact_uri.replace("mlflow-artifacts:/", "");
}

async function gathered(session: RecorderSession) {
  const { value, warnings } = await session.close();
  const page = await value.store?.searchRuns(
    { experimentIds: ["0"], view: "active" },
    { order: [], offset: 0, limit: 10 },
  );
  return { value, warnings, runs: page?.items.map(({ name, curves }) => [name, curves[0]?.value]) };
}

describe("a recorder", () => {
  it("listens beside the step that started it, and gives back what it heard", async () => {
    const session = await start();
    expect(isAlive(session.pid)).toBe(true);
    const artifacts = await logOne(session);
    await fetch(
      `${session.variables.MLFLOW_TRACKING_URI}/api/2.0/mlflow-artifacts/artifacts/${artifacts}/a/b.txt`,
      {
        method: "PUT",
        headers: { authorization: `Bearer ${session.variables.MLFLOW_TRACKING_TOKEN}` },
        body: "kept",
      },
    );
    const { value, warnings, runs } = await gathered(session);
    expect([warnings, runs]).toEqual([[], [["fit", 0.5]]]);
    expect(value.hardware.length).toBeGreaterThanOrEqual(2);
    expect(isAlive(session.pid)).toBe(false);
    const record = tempFolder();
    const copied = await value.copy(artifacts, { folder: record, to: "mlflow", role: "artifact" });
    expect(copied).toMatchObject({ value: [{ path: "files/mlflow/a/b.txt", bytes: 4 }], warnings: [] });
    expect(await value.copy("0/nobody", { folder: record, to: "x", role: "artifact" })).toEqual({
      value: [],
      warnings: [],
    });
    await value.release();
    expect(existsSync(session.folder)).toBe(false);
  });

  it("that was killed is a warning; what it had kept is there, also by another session", async () => {
    const session = await start();
    await logOne(session);
    process.kill(session.pid, "SIGKILL");
    await expect.poll(() => isAlive(session.pid)).toBe(false);
    const resumed = await resumeRecorder(session.folder).open();
    if (resumed.value === null) throw new Error("no session");
    const { value, warnings, runs } = await gathered(resumed.value);
    expect(warnings).toEqual([expect.stringMatching(/^recorder: it ended before the run did/)]);
    expect(runs).toEqual([["fit", 0.5]]);
    await value.release();
  });

  it("that hangs is killed", async () => {
    const session = await start();
    process.kill(session.pid, "SIGSTOP");
    const { value, warnings } = await session.close();
    expect(warnings).toEqual([expect.stringContaining("was killed")]);
    expect(isAlive(session.pid)).toBe(false);
    await value.release();
  });

  it("whose address is lost is read all the same, and one whose folder is gone is told", async () => {
    const session = await start();
    await logOne(session);
    await rm(join(session.folder, "recorder.json"));
    const lost = await resumeRecorder(session.folder).open();
    expect(lost.warnings).toHaveLength(1);
    const { value, runs } = await gathered(lost.value ?? session);
    expect(runs).toEqual([["fit", 0.5]]);
    await value.release();
    expect(await resumeRecorder(session.folder).open()).toEqual({
      value: null,
      warnings: [expect.stringContaining("its folder is gone")],
    });
  });

  it("whose database is damaged leaves the machine's samples", async () => {
    const session = await start();
    await expect.poll(() => existsSync(join(session.folder, "hardware.jsonl"))).toBe(true);
    process.kill(session.pid, "SIGKILL");
    await expect.poll(() => isAlive(session.pid)).toBe(false);
    for (const name of ["tracking.sqlite-wal", "tracking.sqlite-shm"])
      await rm(join(session.folder, name), { force: true });
    await writeFile(
      join(session.folder, "tracking.sqlite"),
      "no database at all, but long enough to be read",
    );
    const { value, warnings } = await session.close();
    expect(value.store).toBeNull();
    expect(value.hardware.length).toBeGreaterThan(0);
    expect(warnings).toContainEqual(expect.stringContaining("tracked runs cannot be read"));
    await value.release();
  });

  it("knows nothing of the step's environment, and tells its token to its owner alone", async () => {
    const session = await start();
    await logOne(session);
    const environment = await readFile(`/proc/${session.pid}/environ`, "utf8");
    expect(environment).not.toContain(CANARY);
    const { mode } = statSync(join(session.folder, "recorder.json"));
    expect([mode & 0o777, statSync(session.folder).mode & 0o777]).toEqual([0o600, 0o700]);
    const token = session.variables.MLFLOW_TRACKING_TOKEN ?? "";
    for (const name of ["tracking.sqlite", "tracking.sqlite-wal", "hardware.jsonl", "recorder.log"]) {
      const text = await readFile(join(session.folder, name), "latin1").catch(() => "");
      expect([name, text.includes(token), text.includes(CANARY)]).toEqual([name, false, false]);
    }
    expect(await readFile(`/proc/${session.pid}/cmdline`, "utf8")).not.toContain(token);
    await (await session.close()).value.release();
  });

  it("that cannot start says why", async () => {
    const options = { entry: "/nowhere.js", temp: tempFolder(), env: process.env, parent: 1 };
    await expect(createRecorder(options).open()).rejects.toThrow(withCode("INTERNAL"));
    await expect(createRecorder(options).open()).rejects.toThrow(/Cannot find module|MODULE_NOT_FOUND/);
  });

  it("that does not come up in time is not left running", async () => {
    const temp = tempFolder();
    const entry = join(temp, "sleeps.mjs");
    await writeFile(entry, "console.log(process.pid); setInterval(() => {}, 1000);\n");
    const open = createRecorder({ entry, temp, env: process.env, parent: 1, within: 2000 }).open();
    await expect(open).rejects.toThrow(withCode("INTERNAL"));
    const [session = ""] = (await readdir(temp)).filter((name) => name.startsWith("pedigree-recorder-"));
    const pid = Number(await readFile(join(temp, session, "recorder.log"), "utf8"));
    started.push(pid);
    expect(pid).toBeGreaterThan(1);
    await expect.poll(() => isAlive(pid)).toBe(false);
  });
});
