import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { localProject, startPedigree } from "../../support/local-project.ts";
import { writeFiles } from "../../support/temp-folder.ts";

/**
 * Prints what XGBoost does, waits as long as it is let, and says with which signal it is asked to end. Of the rounds that are
 * held back it waits for the file `go-on`.
 */
const TRAIN = `
import { existsSync } from "node:fs";
for (const signal of ["SIGTERM", "SIGHUP"])
  process.on(signal, () => { console.log("asked by", signal); process.exit(5); });
if (process.argv[3] === "stay") setTimeout(() => process.exit(1), 90_000);
const [rounds, held = rounds] = [process.argv[2], process.argv[4]].map((text) => text && Number(text));
for (let round = 0; round < rounds; round += 1) {
  while (round >= held && !existsSync("go-on")) await new Promise((wait) => setTimeout(wait, 20));
  console.log("[" + round + "]\\ttrain-rmse:" + 1 / (round + 1));
}
`;

async function project() {
  const local = await localProject();
  await writeFiles(local.folder, { "printed.mjs": TRAIN });
  const store = join(local.folder, ".pedigree");
  const record = async () => JSON.parse((await local.pedigree("show", "latest", "--json")).stdout);
  /** The output of the run that goes on. */
  const output = () => {
    const [id = ""] = readdirSync(join(store, "live"));
    return readFileSync(join(store, "live", id, "record/output.log"), "utf8");
  };
  return { ...local, record, output };
}

const patient = { timeout: 60_000 };

describe("what a training prints", { timeout: 120_000 }, () => {
  it("is followed while it goes on, and ends it where a rule says so", async () => {
    const { folder, record } = await project();
    const rule = 'metrics["train-rmse"] < 0.1';
    const words = ["run", "--stop-when", rule, "--", "node", "printed.mjs", "45", "stay", "5"];
    const { ended, said } = startPedigree(folder, words);
    await vi.waitFor(() => expect(said().stdout).toContain("[4]"), patient);
    const tail = startPedigree(folder, ["tail"]);
    await vi.waitFor(() => expect(tail.said().stdout).toContain("train-rmse  step 4"), patient);
    await writeFiles(folder, { "go-on": "" });
    expect(await ended).toBe(0);
    expect(await tail.ended).toBe(0);
    expect(tail.said().stdout).toContain("train-rmse  step 44");
    expect(await record()).toMatchObject({ status: "finished", stopped: { condition: rule, step: 44 } });
  });

  it("is kept up to there when the recorder is killed", async () => {
    const { folder, pedigree, output } = await project();
    const { child, ended, said } = startPedigree(folder, ["run", "--", "node", "printed.mjs", "3", "stay"]);
    await vi.waitFor(() => expect(output()).toContain("[2]\ttrain-rmse"), patient);
    child.kill("SIGKILL");
    expect(await ended).toBeNull();
    const printed = said().stdout;
    const [id = ""] = readdirSync(join(folder, ".pedigree/live"));
    await pedigree("record", "--stop", id);
    expect(readFileSync(join(folder, ".pedigree/runs", id, "output.log"), "utf8")).toBe(printed);
  });

  it("may be read by nobody: the training goes on, and all of it is recorded", async () => {
    const { folder, record, output } = await project();
    await writeFiles(folder, {
      "slow.mjs": "setInterval(() => console.log('.'), 20); setTimeout(process.exit, 3000, 6);",
    });
    const { child, ended, said } = startPedigree(folder, ["run", "--", "node", "slow.mjs"]);
    await vi.waitFor(() => expect(output()).toContain("."), patient);
    child.stdout.destroy();
    child.stderr.destroy();
    await vi.waitFor(async () => expect(child.exitCode).toBe(6), patient);
    await ended;
    expect(said().stderr).toBe("");
    const { folder: kept, command } = await record();
    expect(command.exitCode).toBe(6);
    expect(readFileSync(join(kept, "output.log"), "utf8").length).toBeGreaterThan(said().stdout.length + 20);
  });

  it("ends with a hangup as with any other request to end, and is recorded as cancelled", async () => {
    const { folder, record } = await project();
    const { child, ended, said } = startPedigree(folder, ["run", "--", "node", "printed.mjs", "1", "stay"]);
    await vi.waitFor(() => expect(said().stdout).toContain("[0]"), patient);
    child.kill("SIGHUP");
    expect(await ended).toBe(5);
    expect(said().stdout).toContain("asked by SIGHUP");
    expect(await record()).toMatchObject({ status: "cancelled", command: { exitCode: 5 } });
  });
});

describe("pedigree run --stop-when", { timeout: 120_000 }, () => {
  it("tells of a metric that never came", async () => {
    const { pedigree } = await localProject();
    const { status, stderr } = await pedigree("run", "--stop-when", "lossy < 1", "--", "node", "train.mjs");
    expect(status).toBe(0);
    expect(stderr).toContain("stop-when: no value of lossy came while the command ran; what came: auc, loss");
    const other = await pedigree("run", "--stop-when", "loss < 0", "--", "node", "train.mjs");
    expect(other.stderr).not.toContain("stop-when");
  });
});
