import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { isAlive } from "../../../adapters/process/is-alive.ts";
import { runCli } from "../../../cli/run.ts";
import { createCliPorts } from "../../../cli/wire.ts";
import { localProject, shellEnvironment, startPedigree } from "../../support/local-project.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

/** Tracks three points, then goes on until it is told to end. */
const TRACK = `
import { existsSync } from "node:fs";
const call = async (path, body) => {
  const answer = await fetch(process.env.MLFLOW_TRACKING_URI + "/api/2.0/mlflow/" + path, {
    method: "POST",
    headers: { authorization: "Bearer " + process.env.MLFLOW_TRACKING_TOKEN, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
};
const { run } = await call("runs/create", { experiment_id: "0", run_name: "fit", start_time: Date.now() });
const run_id = run.info.run_id;
for (const step of [0, 1, 2])
  await call("runs/log-metric", { run_id, key: "loss", value: 0.9 - step / 10, timestamp: 1000 + step, step });
console.log("tracked");
while (process.argv[2] === "wait" && !existsSync("end")) await new Promise((resolve) => setTimeout(resolve, 50));
await call("runs/log-metric", { run_id, key: "loss", value: 0.1, timestamp: 2000, step: 3 });
await call("runs/update", { run_id, status: "FINISHED", end_time: Date.now() });
`;

async function trackingProject() {
  const project = await localProject();
  await writeFiles(project.folder, { "track.mjs": TRACK });
  return project;
}

const sessionOf = (folder: string, run: string) =>
  readdirSync(join(folder, ".pedigree/live", run)).find(
    (name) => !["begun.json", "beside", "work-tree.json"].includes(name),
  ) ?? "none";
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
};
const record = async ({ pedigree }: Awaited<ReturnType<typeof localProject>>, run = "latest") =>
  JSON.parse((await pedigree("show", run, "--json")).stdout);

describe("a run that goes on", { timeout: 120_000 }, () => {
  it("is followed point by point to its end, and logged to from a shell", async () => {
    const project = await trackingProject();
    const { folder, git } = project;
    const running = startPedigree(folder, ["run", "--name", "live", "--", "node", "track.mjs", "wait"]);
    await until(() => running.said().stdout.includes("tracked"));
    const tail = startPedigree(folder, ["tail", "--json"]);
    await until(() => tail.said().stdout.split("\n").length > 3);
    await writeFiles(folder, { end: "" });
    expect(await running.ended).toBe(0);
    expect(await tail.ended).toBe(0);
    const points = tail
      .said()
      .stdout.trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(points.map(({ metric, step, time }) => [metric, step, time])).toEqual([
      ["loss", 0, 1000],
      ["loss", 1, 1001],
      ["loss", 2, 1002],
      ["loss", 3, 2000],
    ]);
    expect(tail.said().stderr).toMatch(/^pedigree: run [0-9a-f]{32} finished\n$/);
    expect(await record(project, "live")).toMatchObject({ metrics: { loss: { last: 0.1, count: 4 } } });
    expect(readdirSync(join(folder, ".pedigree", "live"))).toEqual([]);
    expect(git("status", "--short")).not.toContain(".pedigree");
    const told = await project.spawned("tail", "live");
    expect(told).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("00:00:01Z  loss  step 2  0.7\n"),
    });
  });

  it("can be recorded as what it was when whoever recorded it was killed", async () => {
    const project = await trackingProject();
    const { folder, git, pedigree } = project;
    git("add", "-A");
    git("commit", "-q", "-m", "track");
    const commit = git("rev-parse", "HEAD");
    const argv = ["--name", "long", "--tag", "big", "--", "node", "track.mjs", "wait", "--lr", "0.1"];
    const running = startPedigree(folder, ["run", ...argv]);
    await until(() => running.said().stdout.includes("tracked"));
    expect((await pedigree("record", "--stop")).stderr).toContain("RUN_UNKNOWN");
    const [id = ""] = readdirSync(join(folder, ".pedigree", "live"));
    expect((await pedigree("record", "--stop", id)).stderr).toContain("this run ends with its command");
    running.child.kill("SIGKILL");
    await running.ended;
    await writeFiles(folder, { end: "", "track.mjs": "changed since", other: "" });
    git("add", "-A");
    git("commit", "-q", "-m", "went on");
    git("switch", "-q", "-c", "other");
    const other = createCliPorts(shellEnvironment(), tempFolder());
    const stop = ["record", "--stop", id.slice(0, 20), "--store", join(folder, ".pedigree")];
    expect(await runCli(stop, { ports: other, version: "1" })).toMatchObject({ status: 0 });
    expect(await record(project)).toMatchObject({
      id,
      status: "failed",
      experiment: "churn/track",
      name: "long",
      command: { line: "node track.mjs wait --lr 0.1", exitCode: null, signal: null },
      params: { lr: 0.1 },
      goals: { loss: { goal: "minimize" } },
      source: { branch: "main", commit, dirty: false },
      tags: ["big"],
      metrics: { loss: { count: 3 } },
      warnings: expect.arrayContaining([expect.stringContaining("whoever recorded it was killed")]),
    });
    expect(JSON.stringify((await record(project)).warnings)).not.toContain("git:");
  });
});

describe("pedigree record", { timeout: 120_000 }, () => {
  it("records what several programs track, from --background until --stop", async () => {
    const project = await trackingProject();
    const { folder, pedigree, git } = project;
    const begun = await pedigree(
      "record",
      "--background",
      "--experiment",
      "churn/notebook",
      "--tag",
      "a",
      "--json",
    );
    const { run, variables } = JSON.parse(begun.stdout);
    onTestFinished(async () => {
      await pedigree("record", "--stop");
    });
    expect(begun.stderr).toContain(`run ${run} is being recorded; end it with: pedigree record --stop`);
    await writeFiles(folder, { "train.mjs": "changed while it goes on" });
    await promisify(execFile)("node", ["track.mjs"], { env: { ...process.env, ...variables }, cwd: folder });
    const logged = startPedigree(
      folder,
      ["log", "--metric", "auc=0.9", "--metric", "auc/slice=f=0.8", "--param", "lr=0.1", "--tag", "big"],
      variables,
    );
    expect(await logged.ended).toBe(0);
    expect(logged.said().stdout).toBe(`logged 4 values to ${run}\n`);
    const { stderr, status } = await pedigree("record", "--stop");
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining(`run ${run} finished`) });
    expect(await record(project)).toMatchObject({
      id: run,
      experiment: "churn/notebook",
      tags: ["a", "big"],
      command: null,
      params: { lr: 0.1 },
      metrics: { loss: { last: 0.1, count: 4 }, auc: { last: 0.9 }, "auc/slice=f": { last: 0.8 } },
      source: { commit: git("rev-parse", "HEAD"), dirty: false },
    });
    expect(existsSync(join(folder, ".pedigree", "live", run))).toBe(false);
    expect((await pedigree("record", "--stop")).stderr).toContain("nothing is being recorded");
  });

  it("is no finished run when its recorder was killed, and says so before", async () => {
    const project = await trackingProject();
    const { folder, pedigree } = project;
    const { run, variables } = JSON.parse((await pedigree("record", "--background", "--json")).stdout);
    await promisify(execFile)("node", ["track.mjs"], { env: { ...process.env, ...variables }, cwd: folder });
    const { pid } = JSON.parse(
      readFileSync(join(folder, ".pedigree/live", run, sessionOf(folder, run), "recorder.json"), "utf8"),
    );
    expect((await pedigree("runs", "--json")).stdout).toContain(run);
    process.kill(pid, "SIGKILL");
    await until(() => !isAlive(pid));
    expect((await pedigree("runs")).stderr).toContain(`run ${run}: whoever recorded it was killed`);
    expect((await pedigree("record", "--stop")).stderr).toContain("it ended before the run did");
    expect(await record(project)).toMatchObject({
      id: run,
      status: "failed",
      metrics: { loss: { count: 4 } },
    });
  });

  it("is followed by another one in the same shell, whose variables name the first one still", async () => {
    const project = await trackingProject();
    const { folder, pedigree } = project;
    const first = JSON.parse((await pedigree("record", "--background", "--json")).stdout);
    const inShell = async (...argv: readonly string[]) => {
      const ports = createCliPorts({ ...shellEnvironment(), ...first.variables }, folder);
      return await runCli(argv, { ports, version: "1.2.3" });
    };
    // A run that is begun beside it has its own recorder, too.
    expect((await inShell("run", "--name", "within", "--", "node", "track.mjs")).stderr).not.toContain(
      "set already",
    );
    expect(await record(project, "within")).toMatchObject({ metrics: { loss: { last: 0.1, count: 4 } } });
    const stopped = await inShell("record", "--stop");
    expect(stopped.stderr).toContain(
      "to end that: unset PEDIGREE_RUN PEDIGREE_STORE PEDIGREE_TRACKING_URI MLFLOW",
    );
    const second = await inShell("record", "--background", "--json");
    const { variables } = JSON.parse(second.stdout);
    expect(second.stderr).not.toContain("set already");
    const env = { ...process.env, ...first.variables, ...variables };
    await promisify(execFile)("node", ["track.mjs"], { env, cwd: folder });
    await inShell("record", "--stop");
    expect(await record(project)).toMatchObject({ metrics: { loss: { last: 0.1, count: 4 } } });
  });

  it.each([[[]], [["--background", "--stop"]], [["--background", "latest"]]])("refuses %j", async (argv) => {
    const { pedigree } = await localProject();
    expect((await pedigree("record", ...argv)).stderr).toContain("it is not clear what to do");
  });

  it("tells of a wrong configuration before it starts", async () => {
    const { folder, pedigree } = await localProject();
    await writeFiles(folder, { ".github/pedigree.yml": "metrics: 3" });
    expect((await pedigree("record", "--background")).stderr).toContain("SCHEMA_MISMATCH");
    expect(existsSync(join(folder, ".pedigree"))).toBe(false);
  });
});

describe("pedigree log", { timeout: 120_000 }, () => {
  it("makes a finished run of its own, whose values without a step are final", async () => {
    const project = await localProject();
    const { pedigree } = project;
    const metrics = ["--metric", "auc=0.9", "--metric", "loss=nan"];
    await pedigree("log", "--new", "--name", "by hand", ...metrics, "--param", "lr=0.1", "--tag", "q");
    expect(await record(project, "by hand")).toMatchObject({
      experiment: "churn/log",
      status: "finished",
      command: null,
      tags: ["q"],
      params: { lr: 0.1 },
      metrics: { auc: { last: 0.9, step: null }, loss: { last: "NaN" } },
      goals: { auc: { goal: "maximize" } },
    });
    await pedigree("log", "--new", "--name", "stepped", "--metric", "auc=0.9", "--step", "3");
    expect(await record(project, "stepped")).toMatchObject({ metrics: { auc: { step: 3 } } });
  });

  it.each([
    [[], "nothing to log"],
    [["--metric", "auc"], "NAME=VALUE"],
    [["--metric", "auc=0.9"], "there is no run to log to"],
    [["--metric", "auc=0.9", "--name", "x"], "expected --new beside it"],
  ])("refuses %j: %s", async (argv, what) => {
    const { pedigree } = await localProject();
    const { status, stderr } = await pedigree("log", ...argv);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(what) });
  });
});

it("says where there is nothing to follow", async () => {
  const { pedigree } = await localProject();
  expect((await pedigree("tail")).stderr).toContain("nothing is going on");
  expect((await pedigree("tail", "nothing")).stderr).toContain("RUN_UNKNOWN");
});
