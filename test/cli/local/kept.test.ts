import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { FolderRunStore } from "../../../adapters/store/run-folder-store.ts";
import { runCli } from "../../../cli/run.ts";
import { createCliPorts } from "../../../cli/wire.ts";
import { runIdSchema } from "../../../core/names.ts";
import { buildRun, type RunInput } from "../../support/build-run.ts";
import { playedRegistry } from "../../support/clone-story.ts";
import { exportRegistry } from "../../support/git-objects.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const idOf = (start: string) => runIdSchema.parse(start.padEnd(32, "0"));
const GOALS = { auc: { goal: "maximize", tolerance: 0.01 }, loss: { goal: "minimize" } } as const;
const run = (start: string, day: number, input: RunInput) =>
  buildRun({ id: idOf(start), startedAt: `2026-01-0${day}T12:00:00Z`, goals: GOALS, ...input });
const EVIL = "evil\u001b[2K\u202ename|<b>";

let registry: string;
let store: string;
beforeAll(async () => {
  // For the whole file, unlike what `tempFolder` makes.
  const { mkdtempSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  [registry, store] = [
    mkdtempSync(join(tmpdir(), "pedigree-kept-")),
    mkdtempSync(join(tmpdir(), "pedigree-kept-")),
  ];
  exportRegistry((await playedRegistry()).repository, registry);
  const runs = new FolderRunStore(store);
  const curve = [0.1, 0.5, 0.9].map((value, step) => ({ step, time: null, value }));
  await runs.add(
    run("0190aa", 1, { name: "base", metrics: { auc: 0.9, loss: 1 } }),
    new Map([["auc", curve]]),
  );
  await runs.add(
    run("0190ab", 2, { name: "churn", metrics: { auc: 0.8, loss: 0.5 }, params: { lr: 0.1 } }),
    new Map(),
  );
  await runs.add(
    run("0190ac", 3, { name: EVIL, metrics: { auc: 0.95, [EVIL]: 1 }, tags: [EVIL] }),
    new Map(),
  );
  await runs.add(
    run("0190ad", 4, { status: "failed", params: { [EVIL]: EVIL }, warnings: [EVIL] }),
    new Map(),
  );
  return async () => {
    const { rm } = await import("node:fs/promises");
    await Promise.all([registry, store].map((path) => rm(path, { recursive: true, force: true })));
  };
});

const pedigree = (...argv: readonly string[]) =>
  runCli([...argv, "--store", store], {
    ports: createCliPorts({ PATH: process.env.PATH }, registry),
    version: "1",
  });
/** Control or direction characters, but for line ends. */
const UNSAFE = /\p{Cf}|[^\P{Cc}\n]/u;

describe("pedigree show", () => {
  it("shows a run or a model, and refuses a word that is both", async () => {
    expect((await pedigree("show", "base", "--dir", registry)).stdout).toMatch(
      /^0190aa0+ {2}base {2}finished\n/,
    );
    expect((await pedigree("show", "churn@2", "--dir", registry)).stdout).toMatch(/^churn 2\n/);
    const both = await pedigree("show", "churn", "--dir", registry);
    expect(both).toMatchObject({ status: 2, stdout: "" });
    expect(both.stderr).toMatch(
      /RUN_AMBIGUOUS.*run 0190ab0+ by its id.*both the run 0190ab0+ and the registry's model churn/,
    );
    expect((await pedigree("show", "churn", "--model", "--dir", registry)).stdout).toMatch(
      /^churn, after event/,
    );
    expect((await pedigree("show", "0190ab", "--dir", registry)).stdout).toContain("churn  finished");
  });

  it("draws curves and lists what there is", async () => {
    const { stdout } = await pedigree("show", "base", "--dir", registry);
    expect(stdout).toMatch(/Metrics\n {2}auc {3}0\.9 {2}▁▅█/);
    expect(stdout).toContain("Environment\n  system     Linux 6.8, x64");
    expect(stdout).not.toContain("Warnings");
  });

  it.each([
    ["nothing", "MODEL_UNKNOWN"],
    ["0190a", "RUN_AMBIGUOUS"],
    ["latest~9", "RUN_UNKNOWN"],
    ["Not A Name", "RUN_UNKNOWN"],
  ])("refuses %s: %s", async (text, code) => {
    expect((await pedigree("show", text, "--dir", registry)).stderr.split(": ")[1]).toBe(code);
  });

  it("says that there is no such run where there is no registry either", async () => {
    const ports = createCliPorts({ PATH: process.env.PATH }, tempFolder());
    const argv = ["show", "nothing", "--store", store, "--dir", tempFolder()];
    expect((await runCli(argv, { ports, version: "1" })).stderr).toContain("RUN_UNKNOWN");
  });
});

describe("pedigree compare", () => {
  it("compares with the newest finished run of the main branch, or with one that is named", async () => {
    const newest = JSON.parse((await pedigree("compare", "0190ac", "--json")).stdout);
    expect(newest).toMatchObject({ run: idOf("0190ac"), reference: idOf("0190ab"), verdict: "mixed" });
    // The run 0190ac began later, and so is no baseline of this one.
    const older = JSON.parse((await pedigree("compare", "churn", "--json")).stdout);
    expect(older).toMatchObject({ run: idOf("0190ab"), reference: idOf("0190aa"), verdict: "mixed" });
    const named = JSON.parse((await pedigree("compare", "churn", "base", "--json")).stdout);
    expect(named).toMatchObject({ reference: idOf("0190aa"), verdict: "mixed", gate: { kind: "off" } });
    expect(named.params).toEqual([{ name: "lr", value: 0.1, reference: null }]);
  });

  it("prints the very Markdown of the comment", async () => {
    const { stdout } = await pedigree("compare", "churn", "base", "--md");
    expect(stdout).toContain("### 🟡 Better and worse than the named run");
    expect(stdout).toMatch(/\| `auc` ↑ .*❌ worse \|/);
  });

  it("compares with a version of a model, by its stage or its number, and versions with each other", async () => {
    const held = await pedigree("compare", "churn", "churn@production", "--dir", registry, "--json");
    expect(JSON.parse(held.stdout)).toMatchObject({
      run: idOf("0190ab"),
      version: { model: "churn", version: 2, stage: "production" },
      verdict: "worse",
    });
    const both = await pedigree("compare", "churn@3", "churn@1", "--dir", registry);
    expect(both.stdout).toMatch(
      / the named version.*\nrun [0-9a-f]{32} against [0-9a-f]{32} \(churn@1, in archived\)/,
    );
    const table = await pedigree("compare", "churn@1", "churn@2", "base", "--dir", registry, "--json");
    expect(JSON.parse(table.stdout).metrics[0].values).toEqual([0.9, 0.92, 0.9]);
    const gate = await pedigree("compare", "churn", "churn@production", "--dir", registry, "--gate", "auc");
    expect(gate).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("gate: auc regressed: 0.92 → 0.8"),
    });
  });

  it.each([
    ["churn@7", "VERSION_UNKNOWN", "expected one of 1, 2, 3, found 7"],
    ["churn@staging", "STAGE_UNKNOWN", "expected one of"],
    ["fraud@1", "MODEL_UNKNOWN", "found fraud"],
    ["churn@", "INPUT_INVALID", "churn@production or churn@3"],
  ])("says what is wrong with %s", async (text, code, words) => {
    const { status, stdout, stderr } = await pedigree("compare", "churn", text, "--dir", registry);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(code);
    expect(stderr).toContain(words);
  });

  it("says where a version is looked for, where there is no registry", async () => {
    const { stderr } = await pedigree("compare", "churn", "churn@3", "--dir", tempFolder());
    expect(stderr).toContain("clone the registry repository and name that folder");
  });

  it.each([
    ["auc", 1, "gate: auc regressed: 0.9 → 0.8"],
    ["loss", 0, ""],
    ["true", 1, "gate: auc regressed"],
    ["speed", 1, "gate: speed has no value in this run"],
  ])("ends a gate on %s with %i", async (gate, status, said) => {
    const outcome = await pedigree("compare", "churn", "base", "--gate", gate);
    expect(outcome.status).toBe(status);
    expect(outcome.stderr).toContain(said);
  });

  it("shuts the gate for a run that did not finish", async () => {
    const { status, stderr } = await pedigree("compare", "latest", "base", "--gate", "auc");
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining("the run did not finish"),
    });
  });

  it("makes a table of several runs, and refuses what is for two", async () => {
    const { stdout } = await pedigree("compare", "base", "churn", "latest");
    expect(stdout).toMatch(/auc ↑ +0\.9 ★ +0\.8\n/);
    expect(stdout).toMatch(/lr +0\.1\n/);
    const { metrics } = JSON.parse((await pedigree("compare", "base", "churn", "latest", "--json")).stdout);
    expect(metrics[0]).toEqual({
      name: "auc",
      goal: "maximize",
      values: [0.9, 0.8, null],
      best: [0],
      against: [null, null],
    });
    expect((await pedigree("compare", "base", "churn", "latest", "--md")).stderr).toContain(
      "this is for two runs",
    );
    expect((await pedigree("compare", "base", "churn", "--md", "--json")).stderr).toContain(
      "more than one form",
    );
  });
});

describe("names from outside", () => {
  it.each([
    ["runs"],
    ["runs", "--filter", `metrics.\`${EVIL}\` = 1`],
    ["show", "latest"],
    ["show", "latest~1"],
    ["compare", "latest~1", "base", "--curves"],
    ["compare", "latest~1", "base", "churn"],
    ["compare", "latest"],
  ])("cannot rewrite the terminal: %s %s", async (...argv) => {
    const { stdout, stderr } = await pedigree(...argv);
    expect(stdout).not.toMatch(UNSAFE);
    expect(stderr).not.toMatch(UNSAFE);
    expect(stdout).toContain(argv[0] === "compare" && argv.length === 2 ? "failed" : "�");
  });

  it("tells of a record that cannot be read wherever it may have been meant", async () => {
    const damaged = new FolderRunStore(tempFolder());
    for (const start of ["0190ba", "0190bb", "0190bc"])
      await damaged.add(run(start, 2, { metrics: { auc: 0.9 } }), new Map());
    writeFileSync(join(damaged.folderOf(idOf("0190bb")), "run.json"), "");
    const cli = async (...argv: readonly string[]) => {
      const ports = createCliPorts({ PATH: process.env.PATH }, tempFolder());
      return await runCli([...argv, "--store", damaged.root], { ports, version: "1" });
    };
    const told = expect.stringMatching(/^pedigree: record is not JSON: .*0190bb.*\n/);
    for (const argv of [
      ["show", "latest"],
      ["compare", "latest", "latest~1"],
      ["compare", "latest", "latest~1", "0190ba"],
      ["tail", "latest"],
    ])
      expect([argv, await cli(...argv)]).toEqual([
        argv,
        expect.objectContaining({ status: 0, stderr: told }),
      ]);
    expect((await cli("show", idOf("0190ba"))).stderr).toBe("");
    for (const argv of [
      ["show", idOf("0190bb")],
      ["compare", idOf("0190bb")],
    ])
      expect(await cli(...argv)).toMatchObject({ status: 2, stderr: expect.stringContaining("is not JSON") });
    for (const argv of [
      ["show", "0190bb"],
      ["compare", "0190bb"],
    ])
      expect((await cli(...argv)).stderr).toContain(
        "none among the 2 runs of the store; 1 more cannot be read",
      );
  });

  it("tells of a record that cannot be read, beside the others", async () => {
    const [broken, file] = [tempFolder(), "run.json"];
    const runs = new FolderRunStore(broken);
    await runs.add(run("0190aa", 1, {}), new Map());
    await runs.add(run("0190ab", 2, {}), new Map());
    writeFileSync(join(runs.folderOf(idOf("0190ab")), file), "{");
    const ports = createCliPorts({ PATH: process.env.PATH }, tempFolder());
    const listed = await runCli(["runs", "--store", broken], { ports, version: "1" });
    expect(listed.stdout.split("\n")).toHaveLength(3);
    expect(listed.stderr).toContain(`record is not JSON: ${runs.folderOf(idOf("0190ab"))}`);
    expect(readFileSync(join(runs.folderOf(idOf("0190ab")), file), "utf8")).toBe("{");
  });
});
