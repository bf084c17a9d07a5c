import { execFileSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { decodeCurves } from "../../adapters/parquet/curves-parquet.ts";
import { canonicalJson, digestOfBytes } from "../../core/canonical.ts";
import { DEFAULT_RUN_CONFIG } from "../../core/run/default-config.ts";
import { textOfBytes } from "../../core/run/escaped-bytes.ts";
import { createRedactor } from "../../core/run/redact.ts";
import { runSchema } from "../../core/run/run.ts";
import { recordRun } from "../../usecases/record-run.ts";
import { realPorts } from "../support/recording.ts";
import { runRequest } from "../support/run-request.ts";
import { tempFolder, writeFiles } from "../support/temp-folder.ts";

const REQUEST = runRequest();

async function workspace(files: Readonly<Record<string, string>> = {}) {
  const folder = tempFolder();
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd: folder });
  git("init", "-q");
  await writeFiles(folder, { "train.sh": "true\n", ...files });
  git("add", "train.sh");
  git("commit", "-qm", "start");
  return { folder, ports: realPorts(folder) };
}

test("a whole run: its record names every file with its digest", async () => {
  const { folder, ports } = await workspace({ "params.yaml": "lr: 0.1\nepochs: 3\n", "data.csv": "a,b\n" });
  await writeFiles(folder, { "train.sh": "true # changed\n" });
  const command = `echo training; echo '{"auc": 0.9, "loss": [1, NaN]}' > metrics.json; echo w > model.bin; : --lr 0.5`;
  const {
    run,
    folder: record,
    curves,
  } = await recordRun(ports, {
    ...REQUEST,
    command,
    metrics: ["metrics.json"],
    params: ["params.yaml"],
    data: ["data.csv"],
    model: ["model.bin"],
    artifacts: ["*.json", "model.bin"],
    config: { ...DEFAULT_RUN_CONFIG, metrics: { auc: { goal: "maximize", tolerance: 0 } } },
  });
  expect(run).toMatchObject({
    status: "finished",
    params: { lr: 0.5, epochs: 3 },
    metrics: { auc: { last: 0.9, step: null }, loss: { last: "NaN", min: 1, max: 1, count: 2 } },
    goals: { auc: { goal: "maximize" } },
    command: { exitCode: 0, signal: null },
    source: { dirty: true },
    warnings: [],
  });
  expect(run.data.map(({ name }) => name)).toEqual(["data.csv"]);
  expect(run.files.map(({ path, role }) => [path, role])).toEqual([
    ["files/model.bin", "model"],
    ["files/metrics.json", "artifact"],
    ["source.patch", "patch"],
    ["curves.parquet", "curves"],
    ["output.log", "output"],
  ]);
  for (const file of run.files) {
    const bytes = await readFile(join(record, file.path));
    expect([file.path, file.digest, file.bytes]).toEqual([file.path, digestOfBytes(bytes), bytes.length]);
  }
  expect(await decodeCurves(await readFile(join(record, "curves.parquet")))).toEqual(curves);
  const text = await readFile(join(record, "run.json"), "utf8");
  expect(text).toBe(canonicalJson(run));
  expect(runSchema.parse(JSON.parse(text))).toEqual(run);
});

test("a command that fails has a record of what it left", async () => {
  const { ports } = await workspace();
  const { run, command } = await recordRun(ports, {
    ...REQUEST,
    command: `echo '{"loss": 3}' > metrics.json; exit 4`,
    metrics: ["metrics.json"],
  });
  expect(command?.exitCode).toBe(4);
  expect(run).toMatchObject({ status: "failed", command: { exitCode: 4 }, metrics: { loss: { last: 3 } } });
});

test("an earlier step that failed makes a failed run", async () => {
  const { ports } = await workspace();
  expect((await recordRun(ports, { ...REQUEST, jobStatus: "failed" })).run.status).toBe("failed");
});

test("each part that breaks is one warning, and the others stay", async () => {
  const { ports } = await workspace({ "metrics.json": '{"auc": 0.9}', "data.csv": "x" });
  const broken = () => Promise.reject(new Error("the disk is on fire"));
  const { run } = await recordRun(
    {
      ...ports,
      workTree: { read: broken },
      environment: { read: broken },
      curves: { encode: broken },
      files: { ...ports.files, params: broken, copy: broken },
    },
    {
      ...REQUEST,
      metrics: ["metrics.json", "nothing.json"],
      data: ["data.csv"],
      params: ["p.yaml"],
      model: ["m"],
      artifacts: ["a"],
      warnings: ["input x: ignored"],
    },
  );
  expect(run.metrics.auc?.last).toBe(0.9);
  expect(run.data).toHaveLength(1);
  expect(run.warnings).toEqual([
    "input x: ignored",
    "git: the disk is on fire",
    expect.stringContaining("nothing.json"),
    "params: the disk is on fire",
    "environment: the disk is on fire",
    "model: the disk is on fire",
    "artifact: the disk is on fire",
  ]);
});

test("what the configuration ignores is left out of data, artifacts and model", async () => {
  const { ports } = await workspace({ "out/a.bin": "a", "out/raw/b.bin": "b" });
  const { run } = await recordRun(ports, {
    ...REQUEST,
    data: ["out/**"],
    artifacts: ["out/**/*.bin"],
    config: { ...DEFAULT_RUN_CONFIG, ignore: ["out/raw"] },
  });
  expect(run.data.map(({ name }) => name)).toEqual(["out/a.bin"]);
  expect(run.files.map(({ path }) => path)).toEqual(["files/out/a.bin"]);
});

test("a commit other than the workflow run's is told", async () => {
  const { ports } = await workspace();
  const told = await recordRun(ports, { ...REQUEST, source: { ...REQUEST.source, commit: null } });
  expect(told.run.warnings).toEqual([]);
  const { commitShaSchema } = await import("../../core/names.ts");
  const other = commitShaSchema.parse("0".repeat(40));
  const { run } = await recordRun(ports, { ...REQUEST, source: { ...REQUEST.source, commit: other } });
  expect(run.source.commit).toBe(told.run.source.commit);
  expect(run.warnings).toEqual([expect.stringContaining(other)]);
});

test("a metric named with pipes, mentions, HTML and line breaks is kept as it is", async () => {
  const name = "a|b @octocat <img src=x onerror=alert(1)>\n`x` $(id)";
  const { ports } = await workspace({ "m.json": JSON.stringify({ [name]: 1 }) });
  const { run } = await recordRun(ports, { ...REQUEST, metrics: ["m.json"] });
  expect(run.metrics[name]?.last).toBe(1);
});

test("no canary reaches the disk, by whatever way it came", async () => {
  const canary = "canary-4f1c-secret-value";
  const token = `ghp_${"a1B2".repeat(9)}`;
  const { folder, ports } = await workspace({
    "params.json": JSON.stringify({ db: { password: "hunter22" }, note: canary, url: "https://u:pw@h/" }),
  });
  await writeFiles(folder, { "train.sh": `KEY=${canary}\n` });
  const { folder: record } = await recordRun(
    {
      ...ports,
      environment: {
        read: async (request) => {
          const { value } = await ports.environment.read(request);
          const packages = { mine: `git+https://u:${canary}@example.org/x` };
          return {
            value: {
              ...value,
              packages,
              variables: { SEED: "7", WANDB_API_KEY: "0123456789", NOTE: canary },
            },
            warnings: [`x ${canary}`],
          };
        },
      },
    },
    {
      ...REQUEST,
      redact: createRedactor([canary]),
      name: `run ${canary}`,
      notes: `see ${token}`,
      tags: [canary],
      command: `echo ${canary}; echo ${token} >&2; echo ${Buffer.from(canary).toString("base64")}; : --password hunter22 --seed 7 --hub-token ${token}`,
      params: ["params.json"],
      warnings: [`y ${canary}`],
    },
  );
  const files = await readdir(record, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    files.filter((f) => f.isFile()).map((f) => readFile(join(f.parentPath, f.name), "utf8")),
  );
  expect(texts).toHaveLength(3);
  const all = texts.join("\n");
  const forms = [
    canary,
    token,
    "hunter22",
    "u:pw",
    "0123456789",
    Buffer.from(canary).toString("base64"),
    Buffer.from(canary).toString("hex"),
  ];
  for (const form of forms) expect(all).not.toContain(form);
  expect(all).toContain('"seed": 7');
});

test("the record of a command that failed repeats the end of its output, redacted; of one that did not, nothing", async () => {
  const { ports } = await workspace();
  const redact = createRedactor(["hunter2hunter2"]);
  const command = "seq 1 30; echo key hunter2hunter2; echo broken >&2; exit 3";
  const failed = await recordRun(ports, { ...REQUEST, redact, command });
  const lines = failed.run.command?.tail?.split("\n") ?? [];
  expect(lines).toHaveLength(20);
  expect(lines).toContain("key [redacted]");
  expect(lines).toContain("broken");
  const fine = await recordRun(ports, { ...REQUEST, redact, command: "echo fine" });
  expect(fine.run.command).toEqual({ line: "echo fine", exitCode: 0, signal: null });
});

test("the patch of a file that is not UTF-8 keeps its bytes, and no secret in either encoding", async () => {
  const { ports } = await workspace();
  const latin1 = (text: string) => Buffer.from(text, "latin1");
  const bytes = Buffer.concat([
    latin1("+# caf\u00e9\n+a = p\u00e4sswort-1\n+b = hunter2hunter2\n"),
    Buffer.from("+c = p\u00e4sswort-1\n"),
  ]);
  const value = { commit: null, dirty: true, patch: textOfBytes(bytes) };
  const workTree = { read: () => Promise.resolve({ value, warnings: [] }) };
  const redact = createRedactor(["hunter2hunter2", "p\u00e4sswort-1"]);
  const { folder, run } = await recordRun({ ...ports, workTree }, { ...REQUEST, redact, command: "true" });
  expect(await readFile(join(folder, "source.patch"))).toEqual(
    latin1("+# caf\u00e9\n+a = [redacted]\n+b = [redacted]\n+c = [redacted]\n"),
  );
  expect(run.warnings).toEqual([]);
});

test("an executed notebook: its code without outputs and secrets, what was out of order, and nothing of one that was not", async () => {
  const { ports } = await workspace();
  const cell = (source: string, place: number | null) =>
    ({
      cell_type: "code",
      source,
      execution_count: place,
      outputs: [{ text: "a canary" }],
      metadata: {},
    }) as const;
  const cells = [cell("password = 'hunter2hunter2'", 2), cell("train()", 1)];
  const text = JSON.stringify({ nbformat: 4, metadata: {}, cells });
  const idle = JSON.stringify({ nbformat: 4, metadata: {}, cells: [cell("x", null)] });
  const { run, folder } = await recordRun(ports, {
    ...REQUEST,
    command: `printf %s ${JSON.stringify(Buffer.from(text).toString("base64"))} | base64 -d > train.ipynb; echo '${idle}' > idle.ipynb`,
    redact: createRedactor(["hunter2hunter2"]),
  });
  expect(run.notebooks).toMatchObject([{ path: "train.ipynb", cells: [{ executed: 2 }, { executed: 1 }] }]);
  expect(run.warnings).toEqual(["train.ipynb: executed out of order: cell 2 before a cell above"]);
  const file = run.files.find(({ path }) => path === "notebooks/train.ipynb");
  const kept = await readFile(join(folder, "notebooks/train.ipynb"));
  expect(file).toMatchObject({ digest: digestOfBytes(kept), bytes: kept.length });
  expect(kept.toString()).toContain("train()");
  expect(kept.toString()).not.toMatch(/canary|hunter2/);
});

test.each([
  [0, [1, 0.5, 0.25]],
  [3, [1, 0.5]],
])("after a command that ends with %i, a table's last row without its end", async (status, expected) => {
  const { ports } = await workspace({});
  const command = `printf 'step,loss\\n0,1\\n1,0.5\\n2,0.25' > metrics.csv; exit ${status}`;
  const { curves } = await recordRun(ports, { ...REQUEST, command });
  expect(curves.get("loss")?.map(({ value }) => value)).toEqual(expected);
});

/** The same ports, with a disk that has room for run.json only when these are gone. */
function withoutRoom(ports: ReturnType<typeof realPorts>, until: (removed: readonly string[]) => boolean) {
  const removed: string[] = [];
  const create: typeof ports.folders.create = async (id) => {
    const folder = await ports.folders.create(id);
    return {
      ...folder,
      remove: async (name) => {
        removed.push(name);
        await folder.remove(name);
      },
      write: async (name, content) => {
        if (name === "run.json" && !until(removed)) throw new Error("ENOSPC: no space left on device");
        return await folder.write(name, content);
      },
    };
  };
  return { ports: { ...ports, folders: { create } }, removed };
}

const FULL = { ...REQUEST, command: "echo out; echo w > model.bin", model: ["model.bin"] };

test("where there is no room for the record, its files are given up, those of the workspace first", async () => {
  const { ports } = await workspace();
  const full = withoutRoom(ports, (removed) => removed.includes("files/model.bin"));
  const { run, folder } = await recordRun(full.ports, FULL);
  expect(full.removed).toEqual(["files/model.bin"]);
  expect(run.files.map(({ path }) => path)).toEqual(["output.log"]);
  expect(run).toMatchObject({ status: "finished", command: { exitCode: 0 } });
  expect(run.warnings).toEqual([
    "record: ENOSPC: no space left on device; 1 of its files are given up for it",
  ]);
  expect(runSchema.parse(JSON.parse(await readFile(join(folder, "run.json"), "utf8")))).toEqual(run);
});

test("then all of them are given up, and only where that does not help the record fails", async () => {
  const { ports } = await workspace();
  const full = withoutRoom(ports, (removed) => removed.includes("output.log"));
  expect((await recordRun(full.ports, FULL)).run.files).toEqual([]);
  const none = withoutRoom((await workspace()).ports, () => false);
  await expect(recordRun(none.ports, FULL)).rejects.toThrow("ENOSPC");
});

test("a command that cannot even be begun leaves no recorder behind", async () => {
  const { ports } = await workspace();
  const ended: string[] = [];
  const gathered = { store: null, hardware: [], copy: () => Promise.reject(new Error("not asked")) };
  const value = {
    folder: "session",
    variables: {},
    close: async () => {
      ended.push("closed");
      return { value: { ...gathered, release: async () => void ended.push("released") }, warnings: [] };
    },
  };
  const recorder = { open: () => Promise.resolve({ value, warnings: [] }) };
  const commands = { run: () => Promise.reject(new Error("EROFS")) };
  await expect(recordRun({ ...ports, recorder, commands }, FULL)).rejects.toThrow("EROFS");
  expect(ended).toEqual(["closed", "released"]);
});
