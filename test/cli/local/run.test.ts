import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { localProject, startPedigree } from "../../support/local-project.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

const ID = /[0-9a-f]{32}/;
const idIn = (text: string) => ID.exec(text)?.[0] ?? "no id";

describe("pedigree run", () => {
  it("runs a training as a process, keeps its record, and lists, shows and compares it", {
    timeout: 120_000,
  }, async () => {
    const { folder, git, spawned } = await localProject();
    const first = await spawned("run", "--name", "slow", "--", "node", "train.mjs", "--lr", "0.1");
    expect(first).toMatchObject({ status: 0, stdout: "trained with 0.1\n" });
    expect(first.stderr).toMatch(
      /^pedigree: run [0-9a-f]{32} finished after .*no baseline to compare with yet\n$/,
    );
    const second = await spawned("run", "--tag", "team=vision", "--", "node", "train.mjs", "--lr", "0.2");
    expect(second.stderr).toContain(`Better than the baseline ${idIn(first.stderr)}: 2 better`);

    const record = JSON.parse((await spawned("show", "latest", "--json")).stdout);
    expect(record).toMatchObject({
      id: idIn(second.stderr),
      experiment: "churn/train",
      status: "finished",
      tags: ["team=vision"],
      command: { line: "node train.mjs --lr 0.2", exitCode: 0 },
      params: { lr: 0.2 },
      source: { branch: "main", commit: git("rev-parse", "HEAD"), dirty: false },
      folder: join(folder, ".pedigree", "runs", idIn(second.stderr)),
    });
    expect(readFileSync(join(record.folder, "output.log"), "utf8")).toBe("trained with 0.2\n");
    expect(git("status", "--short")).toBe("?? metrics.jsonl");

    const listed = await spawned("runs", "--filter", "params.lr = '0.1'");
    expect(listed.stdout.split("\n")[1]).toMatch(
      /^[0-9a-f]{8,} +slow +now .* finished +0\.925\d+ +0\.34483$/,
    );
    const compared = await spawned("compare", "slow", "latest", "--gate", "auc,loss");
    expect(compared.status).toBe(1);
    expect(compared.stdout).toContain("❌ Worse than the named run: 2 worse");
    expect(compared.stderr).toMatch(/gate: auc regressed.*\n.*gate: loss regressed/);
  });

  it.each([
    [["--", "node", "train.mjs", "--exit", "7"], 7, "failed"],
    [["--", "node", "-e", "process.kill(process.pid, 'SIGKILL')"], 137, "failed"],
    [["--shell", "echo $((40 + 2)) && exit 3"], 3, "failed"],
  ])("ends with the status of %j: %i", async (argv, status, recorded) => {
    const { pedigree } = await localProject();
    expect(await pedigree("run", ...argv)).toMatchObject({ status });
    const shown = JSON.parse((await pedigree("show", "latest", "--json")).stdout);
    expect(shown.status).toBe(recorded);
  });

  it.each([
    ["no-such-program", 127, "expected a program in PATH, found none of this name"],
    ["./train.mjs", 126, "expected a file that may be executed, found a file that may not be executed"],
  ])("says that %s cannot be started, and records nothing", async (program, status, why) => {
    const { folder, pedigree } = await localProject();
    const outcome = await pedigree("run", "--", program);
    expect(outcome).toMatchObject({ status, stdout: "" });
    expect(outcome.stderr).toContain(
      `pedigree: COMMAND_FAILED: the program cannot be started: ${program}: ${why};`,
    );
    expect(existsSync(join(folder, ".pedigree"))).toBe(false);
  });

  it("hands the program its words as they are, and its input", async () => {
    const { folder } = await localProject();
    const words = ["$HOME", "a b", "it's", "--json", "--", "*", ""];
    const script =
      "process.stdin.on('data', (text) => console.log(JSON.stringify([...process.argv.slice(1), String(text)])))";
    const { child, ended, said } = startPedigree(folder, ["run", "--", "node", "-e", script, "--", ...words]);
    child.stdin.end("hello");
    expect(await ended).toBe(0);
    expect(JSON.parse(said().stdout)).toEqual([...words, "hello"]);
  });

  it("answers JSON on standard output alone, the program's output beside it", async () => {
    const { spawned } = await localProject();
    const { stdout, stderr } = await spawned("run", "--json", "--", "node", "train.mjs");
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: "none",
      baseline: null,
      run: { status: "finished" },
    });
    expect(stderr).toContain("trained with 0.1\n");
  });

  it.each(["SIGINT", "SIGQUIT"] as const)(
    "passes %s on, and records the run as cancelled",
    async (signal) => {
      const { folder, pedigree } = await localProject();
      const script = `process.on('${signal}', () => { console.log('saving'); process.exit(4); }); console.log('up'); setInterval(() => {}, 1000);`;
      const { child, ended, said } = startPedigree(folder, ["run", "--", "node", "-e", script]);
      while (!said().stdout.includes("up")) await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill(signal);
      expect(await ended).toBe(4);
      expect(said().stdout).toBe("up\nsaving\n");
      const { status, command } = JSON.parse((await pedigree("show", "latest", "--json")).stdout);
      expect({ status, exitCode: command.exitCode }).toEqual({ status: "cancelled", exitCode: 4 });
    },
  );

  it("starts nothing where the interruption comes while the work tree is read", async () => {
    const { folder, pedigree } = await localProject();
    const bin = tempFolder();
    const reading = join(bin, "reading");
    const slow = `#!/bin/sh\ncase "$*" in *diff*) : > ${reading}; sleep 1;; esac\nexec /usr/bin/git "$@"\n`;
    writeFileSync(join(bin, "git"), slow, { mode: 0o755 });
    const PATH = `${bin}:${join(process.execPath, "..")}:/usr/bin:/bin`;
    writeFileSync(join(folder, "train.mjs"), "console.log('began');");
    const { child, ended, said } = startPedigree(folder, ["run", "--", "node", "train.mjs"], { PATH });
    while (!existsSync(reading)) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(said().stdout).toBe("");
    expect(said().stderr).toContain("not started: SIGINT came before");
    const { status, command } = JSON.parse((await pedigree("show", "latest", "--json")).stdout);
    expect([status, command.signal]).toEqual(["cancelled", "SIGINT"]);
  });

  it("keeps named files, and never the store itself", async () => {
    const { folder, pedigree } = await localProject();
    await writeFiles(folder, { "data/train.csv": "a,b\n", "report.txt": "good" });
    const run = () =>
      pedigree(
        "run",
        "--data",
        "data",
        "--data",
        "evaluation: report.txt",
        "--artifacts",
        "**/*.txt",
        "--",
        "true",
      );
    await run();
    await run();
    const { data, files, folder: place } = JSON.parse((await pedigree("show", "latest", "--json")).stdout);
    expect(data).toMatchObject([
      { name: "data", role: "training", strength: "A" },
      { name: "report.txt", role: "evaluation" },
    ]);
    expect(files.filter(({ role }: { role: string }) => role === "artifact")).toMatchObject([
      { path: "files/report.txt" },
    ]);
    expect(readFileSync(join(place, "files", "report.txt"), "utf8")).toBe("good");
    expect(readdirSync(join(folder, ".pedigree", "live"))).toEqual([]);
  });

  it("refuses before it runs anything: no command, two of them, a configuration that is wrong or missing", async () => {
    const { folder, pedigree } = await localProject();
    const touch = ["--", "node", "-e", "require('fs').writeFileSync('ran', '')"];
    expect((await pedigree("run")).stderr).toContain(
      "expected either -- and a command, or --shell and a line",
    );
    expect((await pedigree("run", "--shell", "true", ...touch)).stderr).toContain("found both");
    expect((await pedigree("run", "python", "train.py")).stderr).toContain("put -- before COMMAND");
    expect((await pedigree("run", "--config", "no.yml", ...touch)).stderr).toContain("FILE_NOT_FOUND");
    writeFileSync(join(folder, ".github", "pedigree.yml"), "metrics: 3");
    expect((await pedigree("run", ...touch)).stderr).toContain(".github/pedigree.yml: metrics");
    expect(existsSync(join(folder, "ran")) || existsSync(join(folder, ".pedigree"))).toBe(false);
  });

  it("takes the store that is named, or the environment's, before the nearest one", async () => {
    const { folder, pedigree } = await localProject();
    await pedigree("run", "--store", "elsewhere", "--", "true");
    expect(readdirSync(join(folder, "elsewhere", "runs"))).toHaveLength(1);
    expect((await pedigree("runs")).stdout).toContain("no runs yet");
    expect((await pedigree("runs", "--store", "elsewhere")).stdout).toContain("finished");
  });

  it("writes no secret of the environment anywhere, also while it goes on", async () => {
    const { folder } = await localProject();
    const secret = "canary-5f1c9b72e0";
    const script =
      "const { cpSync } = require('fs'); console.log(process.env.API_TOKEN); cpSync('.pedigree', 'seen', { recursive: true })";
    const words = ["node", "-e", script, "--", "--key", secret];
    const { ended } = startPedigree(folder, ["run", "--notes", secret, "--", ...words], {
      API_TOKEN: secret,
    });
    expect(await ended).toBe(0);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && /\.pedigree|seen/.test(entry.parentPath),
    );
    const holders = files.filter((entry) =>
      readFileSync(join(entry.parentPath, entry.name)).includes(secret),
    );
    expect(holders.map(({ name }) => name)).toEqual([]);
    const seen = new Set(files.map(({ name }) => name));
    expect(["begun.json", "output.log", "run.json"].filter((name) => !seen.has(name))).toEqual([]);
  });

  it("says where it cannot write, before it runs anything", async () => {
    const { folder, pedigree } = await localProject();
    await writeFiles(folder, { taken: "a file" });
    const outcome = await pedigree(
      "run",
      "--store",
      "taken",
      "--",
      "node",
      "-e",
      "require('fs').writeFileSync('ran', '')",
    );
    expect(outcome).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(
        /^pedigree: STORE_UNWRITABLE: .*taken.*found E(NOTDIR|EXIST).*--store or PEDIGREE_STORE\n$/,
      ),
    });
    expect(existsSync(join(folder, "ran"))).toBe(false);
  });
});
