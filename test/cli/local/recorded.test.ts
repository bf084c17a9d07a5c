import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli } from "../../../cli/run.ts";
import { createCliPorts } from "../../../cli/wire.ts";
import { localProject, shellEnvironment } from "../../support/local-project.ts";
import { writeFiles } from "../../support/temp-folder.ts";

const GATED = `
gate: true
metrics:
  auc: { goal: maximize, tolerance: 0.002 }
`;
const train = (lr: string, ...more: readonly string[]) => ["--", "node", "train.mjs", "--lr", lr, ...more];

describe("the gate of the configuration", { timeout: 120_000 }, () => {
  it("ends a run, a comparison and a logged run with 1 where a metric is worse, and keeps the record", async () => {
    const { folder, pedigree } = await localProject();
    await writeFiles(folder, { ".github/pedigree.yml": GATED, "open.yml": "metrics: {}" });
    const statusOf = async (...argv: readonly string[]) => (await pedigree(...argv)).status;
    expect(await statusOf("run", "--name", "good", ...train("0.2"))).toBe(0);
    const worse = await pedigree("run", "--name", "bad", ...train("0.1"));
    expect(worse.status).toBe(1);
    expect(worse.stderr).toMatch(/Worse than the baseline .*\n.*gate: auc regressed/);
    expect((await pedigree("show", "bad", "--json")).stdout).toContain('"status": "finished"');

    expect(await statusOf("compare", "bad", "good")).toBe(1);
    expect(await statusOf("compare", "good", "bad")).toBe(0);
    expect(await statusOf("compare", "bad", "good", "--gate", "false")).toBe(0);
    expect(await statusOf("compare", "bad", "good", "--config", "open.yml")).toBe(0);
    expect(await statusOf("log", "--new", "--experiment", "churn/train", "--metric", "auc=0.1")).toBe(1);
    const open = ["--metric", "auc=0.2", "--gate", "false"];
    expect(await statusOf("log", "--new", "--experiment", "churn/train", ...open)).toBe(0);
  });

  it("is the command line's where that has one, and leaves the command's own status alone", async () => {
    const { pedigree } = await localProject();
    await pedigree("run", ...train("0.2"));
    const gated = await pedigree("run", "--gate", "loss", "--json", ...train("0.1"));
    expect(gated.status).toBe(1);
    expect(JSON.parse(gated.stdout).gate).toMatchObject({ kind: "failed", failures: [{ metric: "loss" }] });
    expect(await pedigree("run", "--gate", "true", ...train("0.01", "--exit", "7"))).toMatchObject({
      status: 7,
      stderr: expect.stringContaining("the run did not finish"),
    });
    expect((await pedigree("run", "--gate", "false", ...train("0.01"))).status).toBe(0);
  });
});

it("shuts the gate of a run whose record could not be kept", async () => {
  const { pedigree } = await localProject();
  const code = `fs.rmSync(".pedigree/runs", { recursive: true, force: true }); fs.writeFileSync(".pedigree/runs", "")`;
  const spoil = ["--", "node", "-e", code];
  expect((await pedigree("run", "--gate", "auc", ...spoil)).status).toBe(1);
  expect((await pedigree("run", ...train("0.1"))).status).toBe(2);
  const other = (await localProject()).pedigree;
  expect(await other("run", ...spoil)).toMatchObject({
    status: 0,
    stderr: expect.stringContaining("record:"),
  });
});

const PLOT = {
  pedigree: "roc",
  title: "Held out",
  points: [
    [0, 0],
    [0.2, 0.8],
    [1, 1],
  ],
};

describe("plots", { timeout: 120_000 }, () => {
  it("are drawn into the record, listed, and drawn in the comment", async () => {
    const { folder, pedigree } = await localProject();
    await writeFiles(folder, {
      "plots/roc.json": JSON.stringify(PLOT),
      "plots/bad.json": '{"pedigree":"roc"}',
    });
    const run = await pedigree("run", "--artifacts", "plots/*.json", ...train("0.1"));
    expect(run.stderr).toMatch(/plots: .*bad\.json/);
    const { folder: record, files } = JSON.parse((await pedigree("show", "latest", "--json")).stdout);
    const paths = files.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(expect.arrayContaining(["plots/curve-auc.svg", "plots/plots-roc.svg"]));
    expect(readFileSync(join(record, "plots/plots-roc.svg"), "utf8")).toMatch(/^<svg/);
    const shown = (await pedigree("show", "latest")).stdout;
    expect(shown).toMatch(/Plots\n {2}plots\/roc\.json +ROC curve +Held out\n/);
    expect(shown).toMatch(/Drawings\n {2}plots\/curve-auc\.svg +artifact/);
    expect((await pedigree("compare", "latest", "--md")).stdout).toContain("ROC curve");
  });

  it("are none where there is nothing to draw", async () => {
    const { pedigree } = await localProject();
    await pedigree("run", "--", "true");
    const { folder } = JSON.parse((await pedigree("show", "latest", "--json")).stdout);
    expect(existsSync(join(folder, "plots"))).toBe(false);
  });
});

it("tells paths below the folder where the shell stands, and secrets not", async () => {
  const { folder } = await localProject();
  const env = { ...shellEnvironment(), PWD: folder, OLDPWD: `${folder}/before`, DB_PWD: "a-long-password" };
  const ports = createCliPorts(env, folder);
  const pedigree = (...argv: readonly string[]) => runCli(argv, { ports, version: "1" });
  const say = "console.log(process.argv.slice(2).join(' '))";
  const words = ["--data-dir", `${folder}/data`, `${folder}/before/x`, "a-long-password"];
  await pedigree("run", "--", "node", "-e", say, "x", ...words);
  const { command, params, folder: record } = JSON.parse((await pedigree("show", "latest", "--json")).stdout);
  expect(command.line).toContain(`--data-dir ${folder}/data ${folder}/before/x [redacted]`);
  expect(params).toMatchObject({ "data-dir": `${folder}/data` });
  expect(readFileSync(join(record, "output.log"), "utf8")).toBe(
    `--data-dir ${folder}/data ${folder}/before/x [redacted]\n`,
  );
});
