import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createBaselineSource } from "../../../adapters/github/baseline.ts";
import { canonicalJson } from "../../../core/canonical.ts";
import { commitShaSchema, runIdSchema } from "../../../core/names.ts";
import { formatNotebook } from "../../../core/notebook/notebook.ts";
import type { BaselineQuery } from "../../../core/ports/baseline.ts";
import { formatRunId } from "../../../core/run/run-id.ts";
import { buildRun, type RunInput } from "../../support/build-run.ts";
import { type FakeArtifact, type FakeGitHub, startFakeGitHub } from "../../support/fake-github.ts";
import { notebookOf } from "../../support/notebooks.ts";
import { withCode } from "../../support/with-code.ts";
import { buildZip } from "../zip/build-zip.ts";

const id = (n: number) => runIdSchema.parse(n.toString(16).padStart(32, "0"));
const NAME = "pedigree-run.train%2Ffit";
let github: FakeGitHub;
beforeEach(async () => {
  github = await startFakeGitHub();
});
afterEach(() => github.close());

function add(n: number, options: Partial<FakeArtifact> & { run?: RunInput; curves?: string } = {}) {
  const { run, curves, ...artifact } = options;
  const record = buildRun({ id: id(n), experiment: "train/fit", ...run });
  const parts = [{ name: "run.json", data: Buffer.from(canonicalJson(record)), deflate: true }];
  if (curves !== undefined) parts.push({ name: "curves.parquet", data: Buffer.from(curves), deflate: false });
  github.artifacts.unshift({ id: n, name: NAME, zip: buildZip(parts), ...artifact });
}

function newest(workflowRun: number | null = null, history = 0, more: Partial<BaselineQuery> = {}) {
  const series = { experiment: "train/fit" };
  return source().newest({ series, branch: "main", except: id(99), workflowRun, history, ...more });
}

function source() {
  const readCurves = (bytes: Uint8Array) =>
    bytes.length === 1
      ? Promise.reject(new Error("damaged"))
      : Promise.resolve(new Map([["loss", [{ step: 0, time: null, value: bytes.length }]]]));
  return createBaselineSource({ client: github.octokit, owner: "acme", repo: "churn", readCurves });
}

describe("the baseline", () => {
  it("is the newest finished run of the branch, with its curves, for two requests", async () => {
    add(1);
    add(2, { curves: "xyz" });
    add(3, { branch: "feature" });
    const baseline = await newest();
    expect(baseline).toMatchObject({ found: true, run: { id: id(2) }, artifact: { id: 2, name: NAME } });
    expect(baseline.found && baseline.curves.get("loss")?.[0]?.value).toBe(3);
    expect(github.requests).toHaveLength(2);
  });

  it("is never the run itself, nor another attempt of its workflow run", async () => {
    add(1);
    add(99);
    add(3, { workflowRun: 500 });
    expect(await newest(500)).toMatchObject({ found: true, run: { id: id(1) } });
  });

  it("never comes from a fork, though its branch has the same name", async () => {
    add(1, { fork: true });
    expect(await newest()).toMatchObject({ found: false, reason: "no-run" });
  });

  it("is looked for behind more than a hundred runs of pull requests", async () => {
    add(1);
    for (let n = 100; n < 250; n += 1) github.artifacts.unshift({ id: n, name: NAME, branch: "feature" });
    expect(await newest()).toMatchObject({ found: true, run: { id: id(1) } });
  });

  it("passes over what failed, is damaged or is another experiment's, and says so", async () => {
    add(1);
    add(2, { run: { status: "failed" } });
    add(3, { zip: new Uint8Array([1, 2, 3]) });
    add(4, { run: { experiment: "other" } });
    const baseline = await newest();
    expect(baseline).toMatchObject({ found: true, run: { id: id(1) } });
    expect(baseline.notes).toHaveLength(1);
  });

  it("passes over one that diverged in a metric with a goal where an older one did not", async () => {
    const { goals } = buildRun({ goals: { auc: { goal: "maximize" } } });
    add(1, { run: { metrics: { auc: 0.8 } } });
    add(2, { run: { metrics: { auc: 0.9, size: "NaN" } } });
    add(3, { run: { metrics: { auc: "NaN" } } });
    add(4, { run: { metrics: { auc: "Infinity" } } });
    const baseline = await newest(null, 2, { goals });
    expect(baseline).toMatchObject({ run: { id: id(2) }, history: [{ id: id(2) }, { id: id(1) }] });
    expect(baseline.notes).toEqual([
      expect.stringContaining(`run ${id(4)} is passed over: no finite value of auc`),
      expect.stringContaining(`run ${id(3)}`),
    ]);
    expect(await newest()).toMatchObject({ run: { id: id(4) } });
  });

  it("is the newest of those that diverged where no other is among the five newest", async () => {
    const { goals } = buildRun({ goals: { auc: { goal: "maximize" } } });
    add(1, { run: { metrics: { auc: 0.8 } } });
    for (let n = 2; n < 8; n += 1) add(n, { run: { metrics: { auc: "NaN" } } });
    const baseline = await newest(null, 0, { goals });
    expect(baseline).toMatchObject({ found: true, run: { id: id(7) }, notes: [] });
  });

  it.each([
    ["no-run", []],
    ["expired", [{ expired: true }]],
    ["unfinished", [{ run: { status: "cancelled" as const } }]],
    ["unreadable", [{ zip: Buffer.from("no zip") }]],
    ["unreadable", [{ zip: buildZip([{ name: "other.json" }]) }]],
    ["unreadable", [{ zip: buildZip([{ name: "run.json", data: Buffer.from("{") }]) }]],
  ])("is absent: %s", async (reason, artifacts) => {
    for (const [index, artifact] of artifacts.entries()) add(index + 1, artifact);
    expect(await newest()).toMatchObject({ found: false, reason });
  });

  it("gives up after five runs that did not finish", async () => {
    add(1);
    for (let n = 2; n < 12; n += 1) add(n, { run: { status: "failed" } });
    expect(await newest()).toMatchObject({ found: false, reason: "unfinished" });
    expect(github.requests).toHaveLength(6);
  });

  it("is a baseline without curves when they cannot be read", async () => {
    add(1, { curves: "x" });
    const baseline = await newest();
    expect(baseline.found && baseline.curves.size).toBe(0);
  });

  it.each([
    [403, "REMOTE_REFUSED"],
    [500, "REMOTE_UNAVAILABLE"],
  ] as const)("raises when the list cannot be read: %i is %s", async (status, code) => {
    github.intercept = () => status;
    await expect(newest()).rejects.toThrow(withCode(code));
  });
});

describe("the history of the branch", () => {
  const idsOf = async (history: number) => {
    const baseline = await newest(null, history);
    return baseline.found ? baseline.history.map((run) => Number(run.id)) : undefined;
  };

  it("is not read unless it was asked for", async () => {
    for (const n of [1, 2, 3]) add(n);
    expect(await idsOf(0)).toEqual([]);
    expect(github.requests).toHaveLength(2);
  });

  it("is the newest finished runs, the baseline first, one request each", async () => {
    for (const n of [1, 2, 3, 4, 5]) add(n);
    add(6, { branch: "feature" });
    expect(await idsOf(4)).toEqual([5, 4, 3, 2]);
    expect(github.requests).toHaveLength(5);
  });

  it("has older runs in place of those that did not finish or cannot be read", async () => {
    for (const n of [1, 2, 3, 4, 5, 6]) add(n, n === 4 ? { run: { status: "failed" } } : {});
    add(7, { zip: Buffer.from("no zip") });
    add(8);
    expect(await idsOf(4)).toEqual([8, 6, 5, 3]);
    expect(github.requests).toHaveLength(7);
  });

  it("ends after five more than were asked for", async () => {
    add(1);
    for (let n = 2; n < 20; n += 1) add(n, { run: { status: "failed" } });
    add(20);
    expect(await idsOf(4)).toHaveLength(1);
    expect(github.requests).toHaveLength(2 + 3 + 5);
  });

  it("has its curves only where they are asked for", async () => {
    for (const n of [1, 2, 3]) add(n, { curves: "x".repeat(n + 1) });
    const plain = await newest(null, 3);
    expect(plain.found && plain.historyCurves).toBeUndefined();
    const whole = await newest(null, 3, { historyCurves: true });
    const values = whole.found ? [...(whole.historyCurves?.values() ?? [])] : [];
    expect(values.map((curves) => curves.get("loss")?.[0]?.value)).toEqual([4, 3, 2]);
  });

  it("does without a run that cannot be read, and says so", async () => {
    for (const n of [1, 2, 3]) add(n, n === 2 ? { zip: Buffer.from("no zip") } : {});
    const baseline = await newest(null, 3);
    expect(baseline).toMatchObject({ found: true, history: [{ id: id(3) }, { id: id(1) }] });
    expect(baseline.notes).toEqual([expect.stringContaining("artifact 2")]);
  });
});

describe("a run by its name", () => {
  const at = (second: number) => new Date(Date.UTC(2026, 1, 1, 0, 0, second)).toISOString();
  const runAt = (second: number) =>
    formatRunId(Date.UTC(2026, 1, 1, 0, 0, second), new Uint8Array(10).fill(3));

  it("is read out of the artifact that was named, whatever its branch", async () => {
    add(5, { branch: "feature", run: { status: "failed" } });
    const named = await source().named({ kind: "artifact", id: 5 }, { experiment: "other" });
    expect(named).toMatchObject({ found: true, run: { id: id(5) }, artifact: { id: 5 } });
  });

  it.each([
    [404, "not-found", []],
    [410, "gone", [expect.stringMatching(/artifact 5: .*found one that has expired; name another run/)]],
  ])("is not there when GitHub answers %i: %s", async (status, reason, notes) => {
    github.intercept = () => status;
    expect(await source().named({ kind: "artifact", id: 5 }, { experiment: "train/fit" })).toEqual({
      found: false,
      reason,
      notes,
    });
  });

  it("may be one of those that have expired since it began", async () => {
    add(1, { createdAt: at(5), expired: true });
    add(2, { createdAt: at(500), expired: true });
    add(3, { createdAt: at(600) });
    const named = async (second: number) =>
      await source().named({ kind: "run", id: runAt(second) }, { experiment: "train/fit" });
    expect(await named(400)).toEqual({
      found: false,
      reason: "gone",
      notes: [
        expect.stringMatching(
          /run [0-9a-f]{32}: .*found 2 made since the run began, of which 1 have expired/,
        ),
      ],
    });
    expect(await named(590)).toEqual({ found: false, reason: "not-found", notes: [] });
  });

  it("is found by its id among those that were made after it began", async () => {
    for (let n = 0; n < 20; n += 1) {
      add(n + 1, { createdAt: at(200 * n + 100), branch: "feature", run: { id: runAt(200 * n) } });
    }
    const named = await source().named({ kind: "run", id: runAt(2000) }, { experiment: "train/fit" });
    expect(named).toMatchObject({ found: true, run: { id: runAt(2000) } });
    expect(github.requests.length).toBeLessThan(4);
  });

  it("is not taken from a fork that claims its id", async () => {
    add(1, { fork: true, createdAt: at(10), run: { id: runAt(0) } });
    const named = await source().named({ kind: "run", id: runAt(0) }, { experiment: "train/fit" });
    expect(named).toMatchObject({ found: false, reason: "not-found" });
  });
});

describe("a notebook of the baseline", () => {
  it("is read out of the same artifact, for one request more, where it is kept", async () => {
    const document = Buffer.from(JSON.stringify(formatNotebook(notebookOf("x = 1 #1"))));
    const record = Buffer.from(canonicalJson(buildRun({ id: id(1), experiment: "train/fit" })));
    const zip = buildZip([
      { name: "run.json", data: record },
      { name: "notebooks/a.ipynb", data: document },
      { name: "notebooks/bad.ipynb", data: Buffer.from("{") },
    ]);
    add(1, { zip });
    const baseline = await newest();
    if (!baseline.found) throw new Error("no baseline");
    github.requests.length = 0;
    const read = (path: string) => source().notebook?.(baseline, path);
    expect(await read("a.ipynb")).toEqual(notebookOf("x = 1 #1"));
    expect(github.requests).toHaveLength(1);
    expect(await read("b.ipynb")).toBeUndefined();
    await expect(read("bad.ipynb")).rejects.toThrow(withCode("FILE_UNREADABLE"));
    expect(await source().notebook?.({ ...baseline, artifact: null }, "a.ipynb")).toBeUndefined();
  });
});

describe("the number of commits", () => {
  const [base, head] = [commitShaSchema.parse("a".repeat(40)), commitShaSchema.parse("b".repeat(40))];

  it("is what GitHub counts between two commits, for one request", async () => {
    github.ahead.set(`${base}...${head}`, 12);
    expect(await source().commits?.(base, head)).toBe(12);
    expect(github.requests).toHaveLength(1);
  });

  it("is unknown where the token may not see the code, and that is no trouble", async () => {
    expect(await source().commits?.(head, base)).toBeNull();
    github.intercept = () => 403;
    expect(await source().commits?.(base, head)).toBeNull();
  });
});

describe("repeats", () => {
  const trigger = {
    event: "push",
    actor: null,
    workflow: { name: "train", path: ".github/workflows/train.yml" },
    runId: 77,
    runNumber: 1,
    runAttempt: 1,
    job: "fit",
    jobId: null,
    pullRequest: null,
  };
  const query = { of: buildRun({ id: id(1), experiment: "train/fit", trigger }) };

  it("are the other finished runs of the experiment in the workflow run", async () => {
    add(1, { workflowRun: 77 });
    add(2, { workflowRun: 77, name: `${NAME}~2`, curves: "xyz" });
    add(3, { workflowRun: 77, name: `${NAME}~3`, run: { status: "failed" } });
    add(4, { workflowRun: 77, name: "pedigree-run.other", run: { experiment: "other" } });
    add(5, { workflowRun: 78 });
    const { runs, curves, notes } = await source().repeats(query);
    expect(runs.map((run) => run.id)).toEqual([id(2)]);
    expect([...(curves ?? [])].map(([run, all]) => [run, all.get("loss")?.length])).toEqual([[id(2), 1]]);
    expect(notes).toEqual([expect.stringContaining("1 of 2 other runs of the workflow run did not finish")]);
  });

  it("are none of a run that no workflow made, for no request", async () => {
    add(2, { workflowRun: 77 });
    expect(await source().repeats({ of: { ...query.of, trigger: null } })).toEqual({ runs: [], notes: [] });
    expect(github.requests).toEqual([]);
  });

  it("are read up to a number that is told", async () => {
    for (let n = 2; n < 27; n += 1) add(n, { workflowRun: 77, name: `${NAME}~${n}` });
    const { runs, notes } = await source().repeats(query);
    expect(runs).toHaveLength(20);
    expect(notes).toEqual([expect.stringContaining("5 more runs")]);
  });
});
