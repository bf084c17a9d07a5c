import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { localProject, startPedigree } from "../../support/local-project.ts";
import { writeFiles } from "../../support/temp-folder.ts";

/** Writes a file, goes on when it is told to, and writes a checkpoint when it is asked to end. */
const TRAIN = `
import { appendFileSync, existsSync } from "node:fs";
process.on("SIGTERM", () => { console.log("saving a checkpoint"); process.exit(9); });
const log = (step, loss) => appendFileSync("metrics.jsonl", JSON.stringify({ step, loss }) + "\\n");
for (let step = 1; step <= 5; step += 1) log(step, 1 / step);
console.log("going");
setTimeout(() => process.exit(1), 60_000).unref();
while (!existsSync("go-on")) await new Promise((wait) => setTimeout(wait, 20));
log(6, 7);
while (process.argv[2] === "stay") await new Promise((wait) => setTimeout(wait, 20));
`;

async function watchedProject() {
  const project = await localProject();
  await writeFiles(project.folder, { "watched.mjs": TRAIN });
  return project;
}

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
};
const RULE = "loss > 2 * best.loss";

describe("pedigree run --stop-when", { timeout: 120_000 }, () => {
  it("asks the command to end, says so, and marks the run, which is no failure", async () => {
    const { folder, pedigree } = await watchedProject();
    await writeFiles(folder, { "go-on": "" });
    const words = ["run", "--stop-when", RULE, "--", "node", "watched.mjs", "stay"];
    const { ended, said } = startPedigree(folder, words);
    expect(await ended).toBe(0);
    const { stdout, stderr } = said();
    expect(stdout).toBe("going\nsaving a checkpoint\n");
    expect(stderr).toMatch(
      /^pedigree: stop-when is true, so the command is asked to end \(SIGTERM\): loss = 7, best\.loss = 0\.2\n/,
    );
    expect(stderr).toContain(`Stopped early at step 6, because ${RULE} was true. Recorded;`);
    expect(JSON.parse((await pedigree("show", "latest", "--json")).stdout)).toMatchObject({
      status: "finished",
      command: { exitCode: 9 },
      stopped: { condition: RULE, step: 6, values: { loss: 7, "best.loss": 0.2 }, signal: "SIGTERM" },
    });
    expect((await pedigree("show", "latest")).stdout).toMatch(
      /stopped early +at step 6, loss > 2 \* best\.loss: best\.loss = 0\.2, loss = 7/,
    );
  });

  it("is told of in a comparison", async () => {
    const { folder, pedigree } = await watchedProject();
    await pedigree("run", "--name", "whole", "--", "node", "train.mjs");
    await writeFiles(folder, { "go-on": "" });
    await pedigree(
      "run",
      "--name",
      "cut",
      "--stop-when",
      "count.loss > 2",
      "--",
      "node",
      "watched.mjs",
      "stay",
    );
    expect((await pedigree("compare", "cut", "whole")).stdout).toMatch(
      /\nstopped early at step \d+, because count\.loss > 2 was true\n/,
    );
  });

  it("ends nothing while it is false", async () => {
    const { folder, pedigree } = await watchedProject();
    await writeFiles(folder, { "go-on": "" });
    const { status } = await pedigree("run", "--stop-when", "loss > 100", "--", "node", "watched.mjs");
    expect(status).toBe(0);
    expect(JSON.parse((await pedigree("show", "latest", "--json")).stdout)).not.toHaveProperty("stopped");
  });

  it.each([
    ["loss >", "expected a CEL condition"],
    ["best.speed > 1", "min.speed or max.speed"],
  ])("refuses %j before anything runs", async (rule, what) => {
    const { folder, pedigree } = await localProject();
    const touch = "require('fs').writeFileSync('ran', '')";
    const { status, stderr } = await pedigree("run", "--stop-when", rule, "--", "node", "-e", touch);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(what) });
    expect(existsSync(join(folder, "ran")) || existsSync(join(folder, ".pedigree"))).toBe(false);
  });
});

describe("a run that goes on", { timeout: 120_000 }, () => {
  it("is listed with how far it is, and followed by the file that it writes", async () => {
    const project = await watchedProject();
    const { folder, pedigree } = project;
    await pedigree("run", "--name", "before", "--", "node", "train.mjs");
    rmSync(join(folder, "metrics.jsonl"));
    const words = ["run", "--name", "now", "--", "node", "watched.mjs", "--epochs", "6"];
    const running = startPedigree(folder, words);
    await until(() => running.said().stdout.includes("going"));
    const tail = startPedigree(folder, ["tail", "--json"]);
    await until(() => tail.said().stdout.split("\n").length > 5);

    const [head, first, second] = (await pedigree("runs")).stdout.split("\n");
    expect(head).toMatch(/^run +name +experiment +age +took +status +auc +loss$/);
    expect(first).toMatch(
      /^[0-9a-f]{8,} +now +churn\/watched +now +[\d.]+ s +running, epoch 5 of 6[^0]* +0\.2$/,
    );
    expect(second).toMatch(/^[0-9a-f]{8,} +before +churn\/train +now +[\d.]+ s +finished +0\.9/);
    const only = await pedigree("runs", "--status", "running", "--json");
    expect(JSON.parse(only.stdout)).toMatchObject({
      running: [{ name: "now", status: "running", progress: { unit: "epoch", done: 5, total: 6 } }],
      runs: [],
    });
    expect((await pedigree("runs", "--experiment", "churn/train")).stdout).not.toContain("running");
    expect((await pedigree("runs", "--status", "finished")).stdout).not.toContain("running");
    expect((await pedigree("runs", "--filter", "metrics.auc > 0")).stdout).not.toContain("running");
    expect((await pedigree("runs", "--filter", "metrics.auc > 0", "--status", "running")).status).toBe(2);

    await writeFiles(folder, { "go-on": "" });
    expect(await running.ended).toBe(0);
    expect(await tail.ended).toBe(0);
    const points = tail
      .said()
      .stdout.trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(points.map(({ metric, step }) => [metric, step])).toEqual(
      [1, 2, 3, 4, 5, 6].map((step) => ["loss", step]),
    );
    expect((await pedigree("runs", "--status", "running")).stdout).toContain("none of 2 runs");
  });

  it("that was left by whoever recorded it is told of", async () => {
    const { folder, pedigree } = await watchedProject();
    const running = startPedigree(folder, ["run", "--", "node", "watched.mjs"]);
    await until(() => running.said().stdout.includes("going"));
    running.child.kill("SIGKILL");
    await running.ended;
    await writeFiles(folder, { "go-on": "" });
    const { stdout, stderr } = await pedigree("runs");
    expect(stdout).toContain("no runs yet");
    expect(stderr).toMatch(/whoever recorded it was killed; pedigree record --stop [0-9a-f]{32}/);
  });
});
