import { describe, expect, it } from "vitest";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { commitShaSchema, runIdSchema } from "../../core/names.ts";
import type { Baseline, BaselineQuery } from "../../core/ports/baseline.ts";
import type { Run } from "../../core/run/run.ts";
import { type ComparePorts, compareRun } from "../../usecases/compare-run.ts";
import { buildRun, type RunInput } from "../support/build-run.ts";
import { problemsOf, textOutsideCode } from "../support/read-markdown.ts";

const { source } = buildRun();
const on = (branch: string, digit: string, more: RunInput = {}): Run =>
  buildRun({
    ...more,
    id: runIdSchema.parse(digit.repeat(32)),
    source: { ...source, branch, commit: commitShaSchema.parse(digit.repeat(40)) },
  });
const failed = (more: RunInput = {}) =>
  on("feature", "3", {
    status: "failed",
    params: { lr: 9 },
    command: {
      line: "python train.py",
      exitCode: 1,
      signal: null,
      tail: "Traceback\nValueError: `bad` @team",
    },
    ...more,
  });
const main = on("main", "1", { params: { lr: 1 } });
const good = on("feature", "2", { params: { lr: 2 } });

function world(branches: Readonly<Record<string, Run>>) {
  const asked: BaselineQuery[] = [];
  const found = (run: Run): Baseline => ({
    found: true,
    run,
    curves: new Map(),
    artifact: { id: 1, name: "a" },
    history: [],
    notes: [],
  });
  const ports: ComparePorts = {
    baseline: {
      newest: (query) => {
        asked.push(query);
        const run = branches[query.branch];
        return Promise.resolve(
          run === undefined ? { found: false, reason: "no-run", notes: [] } : found(run),
        );
      },
      named: () => Promise.resolve(found(main)),
      repeats: () => Promise.resolve({ runs: [], notes: [] }),
      commits: (base) => Promise.resolve(base === good.source.commit ? 1 : 14),
    },
    holder: null,
    comments: null,
    renderer: createRenderer(),
  };
  const summaryOf = async (run: Run, more: object = {}) => {
    const links = { server: "https://github.com", run: null, artifact: null };
    const given = { run, curves: new Map(), pullRequest: null, baselineBranch: "main", registration: null };
    return (await compareRun(ports, { ...given, links, ...more })).summary;
  };
  return { asked, summaryOf };
}

describe("a run that failed", () => {
  it("is held against the last good run of its own branch, with the commits between them", async () => {
    const { summaryOf } = world({ main, feature: good });
    const summary = await summaryOf(failed());
    expect(summary).toContain(
      `**What changed since the last good run?** Run \`${good.id}\` of 2026-01-31 on branch \`feature\`. Code [`,
    );
    expect(summary).toMatch(/compare\/2{40}\.\.\.3{40}\) \(1 commit\), 1 parameter/);
    expect(summary).toContain("| | | Last good run | This run |");
    expect(summary).toContain("| parameter | `lr` | `2` | `9` |");
  });

  it("is held against the baseline where its branch has no good run yet", async () => {
    const { summaryOf } = world({ main });
    const summary = await summaryOf(failed());
    expect(summary).toMatch(/\(14 commits\), 1 parameter/);
    expect(summary).toContain("| parameter | `lr` | `1` | `9` |");
  });

  it("shows how its command ended and the last lines it wrote, as text only", async () => {
    const { summaryOf } = world({ main });
    const summary = await summaryOf(failed());
    expect(summary).toContain("The command: exit status 1.");
    expect(summary).toContain("<details><summary>The last lines of its output</summary>");
    expect(summary).toContain("ValueError: `bad` @team");
    expect(textOutsideCode(summary)).not.toContain("@team");
    expect(problemsOf(summary)).toEqual([]);
  });

  it("shows them without any run to compare with", async () => {
    const { summaryOf } = world({});
    expect(await summaryOf(failed())).toContain("ValueError");
  });
});

describe("nobody is asked for the last good run", () => {
  it.each([
    ["of a run that finished", on("feature", "4")],
    ["of a run on the baseline's branch", on("main", "4", { status: "failed" })],
    ["of a run on no branch", buildRun({ status: "failed", source: { ...source, branch: null } })],
  ])("%s", async (_, run) => {
    const { asked, summaryOf } = world({ main });
    await summaryOf(run);
    expect(asked.map(({ branch }) => branch)).toEqual(["main"]);
  });

  it("but where another run was named, the branch of the run may be the baseline's", async () => {
    const { asked, summaryOf } = world({ main });
    await summaryOf(on("main", "4", { status: "failed" }), { compareTo: { kind: "artifact", id: 7 } });
    expect(asked.map(({ branch }) => branch)).toEqual(["main"]);
  });
});
