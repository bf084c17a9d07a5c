import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { localProject, MAIN, shellEnvironment, startPedigree } from "../support/local-project.ts";

const isLinux = process.platform === "linux";

/** Runs a command with its standard output at a path. */
async function writingTo(path: string, folder: string, argv: readonly string[]) {
  const file = openSync(path, "w");
  const stdio = ["ignore", file, "pipe"] as const;
  const child = spawn(process.execPath, [MAIN, ...argv], {
    cwd: folder,
    env: shellEnvironment(),
    stdio: [...stdio],
  });
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  await once(child, "close");
  closeSync(file);
  return { status: child.exitCode, stderr };
}

describe("an answer that nobody reads", { timeout: 120_000 }, () => {
  it.each([
    [["runs"], 0],
    [["runs", "--json"], 0],
    [["run", "--json", "--", "node", "-e", "process.exit(3)"], 3],
  ])("of %j is no trouble: the status is %i", async (argv, status) => {
    const { folder, pedigree } = await localProject();
    await pedigree("log", "--new", "--metric", "auc=0.9");
    const { child, ended, said } = startPedigree(folder, argv);
    child.stdout.destroy();
    expect(await ended).toBe(status);
    expect(said().stderr).not.toMatch(/EPIPE|\n +at /);
  });

  it("ends a command that answers line by line", async () => {
    const { folder } = await localProject();
    const run = startPedigree(folder, ["run", "--", "node", "-e", ENDLESS]);
    await once(run.child.stdout, "data");
    const tail = startPedigree(folder, ["tail"]);
    await once(tail.child.stdout, "data");
    tail.child.stdout.destroy();
    expect(await tail.ended).toBe(0);
    expect(run.child.exitCode).toBeNull();
    run.child.kill("SIGTERM");
    await run.ended;
  });
});

const ENDLESS = 'let n = 0; setInterval(() => console.log("[" + n++ + "]\\ttrain-rmse:0.5"), 50)';

describe.skipIf(!isLinux)("an answer for which there is no room", { timeout: 120_000 }, () => {
  it("is told in a line", async () => {
    const { folder, pedigree } = await localProject();
    await pedigree("log", "--new", "--metric", "auc=0.9");
    const stderr = "pedigree: the answer cannot be written to standard output: ENOSPC\n";
    expect(await writingTo("/dev/full", folder, ["runs"])).toEqual({ status: 2, stderr });
  });

  it("leaves a training its status and its record", async () => {
    const { folder, pedigree } = await localProject();
    const train = ["run", "--", "node", "-e", "console.log('hello'); process.exitCode = 4"];
    const { status, stderr } = await writingTo("/dev/full", folder, train);
    expect(status).toBe(4);
    expect(stderr).not.toMatch(/\n +at /);
    expect(JSON.parse((await pedigree("show", "latest", "--json")).stdout).command.exitCode).toBe(4);
  });
});

/** Whether this machine lets a test mount a disk of its own. */
function canMount(): boolean {
  try {
    execFileSync("unshare", ["-Urm", "sh", "-c", "mount -t tmpfs none /mnt"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!isLinux || !canMount())("a store on a disk of its own", { timeout: 120_000 }, () => {
  const within = async (script: string) => {
    const { folder } = await localProject();
    const env = {
      ...shellEnvironment(),
      PATH: process.env.PATH,
      NODE: process.execPath,
      MAIN,
      STORE: "/mnt/s",
    };
    const whole = `mount -t tmpfs -o size=1m none /mnt; pedigree() { "$NODE" "$MAIN" "$@"; }; ${script}`;
    const child = spawn("unshare", ["-Urm", "bash", "-c", whole], { cwd: folder, env });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    const [status] = await once(child, "close");
    return { status, stdout, stderr };
  };

  it.each([
    ["is full", "head -c 1m /dev/zero > /mnt/junk || true", "ENOSPC"],
    ["can only be read", "mount -o remount,ro /mnt", "EROFS"],
  ])("that %s is told before the training begins", async (_, spoil, code) => {
    const { status, stdout, stderr } = await within(
      `${spoil} 2>/dev/null; pedigree run --store $STORE -- echo trained`,
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(
      new RegExp(`^pedigree: STORE_UNWRITABLE: .*/mnt/s: .*found ${code}.*--store or PEDIGREE_STORE\\n$`),
    );
  });

  it("that the training fills has the record all the same", async () => {
    const { status, stdout, stderr } = await within(
      `pedigree run --store $STORE --shell 'head -c 2m /dev/zero > /mnt/junk || echo trained; exit 3' 2>&1; echo $?; pedigree show latest --store $STORE --json`,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).not.toContain("INTERNAL");
    const [said = "", record = "null"] = stdout.split(/^3$/m);
    expect(said).toContain("trained\n");
    expect(JSON.parse(record)).toMatchObject({ status: "failed", command: { exitCode: 3 } });
  });
});
