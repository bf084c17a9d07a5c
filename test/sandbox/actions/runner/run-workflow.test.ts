import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { RunOptions } from "../../../../sandbox/actions/runner/run-contract.ts";
import { type ActionsWorld, startActions, workflowOf } from "../support.ts";

let actions: ActionsWorld;

beforeAll(async () => {
  actions = await startActions({ "README.md": "# churn\n" });
});

afterEach(() => actions.sandbox.world.idle());

afterAll(() => actions.end());

const run = (steps: string, job = "", options: RunOptions = {}) =>
  actions.run({ ".github/workflows/ci.yml": workflowOf(steps, job) }, options);

const runFile = (text: string, options: RunOptions = {}) =>
  actions.run({ ".github/workflows/ci.yml": text }, options);

describe("steps", () => {
  it("runs scripts in a real clone of the commit", async () => {
    const result = await run(`
- uses: actions/checkout@v4
- name: Look
  run: |
    cat README.md
    git rev-parse HEAD
    git status --short --branch
    echo "sha $GITHUB_SHA"
`);
    expect(result.conclusion).toBe("success");
    const sha = result.run.headSha;
    expect(result.jobs[0]?.steps[1]?.log).toEqual(["# churn", sha, "## main...origin/main", `sha ${sha}`]);
  });

  it("passes outputs, environment, path and summary on", async () => {
    const result = await run(`
- id: first
  run: |
    echo "short=one" >> "$GITHUB_OUTPUT"
    printf 'long<<EOF\\na\\nb=c\\nEOF\\n' >> "$GITHUB_OUTPUT"
    echo "SEEN=yes" >> "$GITHUB_ENV"
    mkdir bin && printf '#!/bin/sh\\necho tool' > bin/tool && chmod +x bin/tool
    echo "$PWD/bin" >> "$GITHUB_PATH"
    echo "### Summary" >> "$GITHUB_STEP_SUMMARY"
- run: |
    echo "\${{ steps.first.outputs.short }} $SEEN $(tool)"
    cat <<'END'
    \${{ toJSON(steps.first.outputs.long) }} it's 'quoted' {}
      indented
    END
`);
    const [first, second] = result.jobs[0]?.steps ?? [];
    expect(first?.outputs).toEqual({ short: "one", long: "a\nb=c" });
    expect(first?.summary).toBe("### Summary\n");
    expect(second?.log).toEqual(["one yes tool", "\"a\\nb=c\" it's 'quoted' {}", "  indented"]);
  });

  it("skips by condition, goes on after a failure that is tolerated, and stops after one that is not", async () => {
    const result = await run(`
- id: no
  if: github.ref == 'refs/heads/other'
  run: echo no
- id: soft
  continue-on-error: true
  run: exit 3
- id: after
  run: echo "\${{ steps.soft.outcome }} \${{ steps.soft.conclusion }}"
- id: hard
  run: exit 4
- id: never
  run: echo never
- id: failed
  if: failure()
  run: echo failed
- id: always
  if: always()
  run: echo "\${{ job.status }}"
`);
    const steps = result.jobs[0]?.steps ?? [];
    expect(Object.fromEntries(steps.map((step) => [step.id, `${step.outcome} ${step.conclusion}`]))).toEqual({
      no: "skipped skipped",
      soft: "failure success",
      after: "success success",
      hard: "failure failure",
      never: "skipped skipped",
      failed: "success success",
      always: "success success",
    });
    expect(steps.map((step) => step.exitCode)).toEqual([null, 3, 0, 4, null, 0, 0]);
    expect(steps[2]?.log).toEqual(["failure success"]);
    expect(steps[6]?.log).toEqual(["failure"]);
    expect(result.conclusion).toBe("failure");
  });

  it("obeys commands and hides secrets in the log and in what the caller sees", async () => {
    const lines: string[] = [];
    const result = await run(
      `
- run: |
    echo "::add-mask::hunter2"
    echo "password hunter2"
    echo "::warning file=a.py,line=3::careful%0Ahunter2"
    echo "::debug::quiet"
    echo "::stop-commands::pause"
    echo "::error::plain"
    echo "::pause::"
    echo "\${{ github.token }}"
`,
      "",
      { onLine: (line) => lines.push(line.text) },
    );
    const [step] = result.jobs[0]?.steps ?? [];
    expect(step?.log).toEqual(["password ***", "##[warning]careful\n***", "::error::plain", "***"]);
    expect(step?.annotations).toEqual([{ level: "warning", message: "careful\n***", file: "a.py", line: 3 }]);
    expect(lines).toEqual(step?.log);
  });

  it("uses defaults, working directories and shells", async () => {
    const result = await run(
      `
- run: mkdir -p sub
  working-directory: .
- run: basename "$PWD"; [ -z "$BASH_VERSION" ] && echo sh
- run: basename "$PWD"; echo $BASHOPTS | grep -c extquote
  shell: bash
  working-directory: .
`,
      "defaults:\n  run:\n    shell: sh\n    working-directory: sub",
    );
    expect(result.jobs[0]?.steps.map((step) => step.log)).toEqual([[], ["sub", "sh"], ["churn", "1"]]);
  });

  it("ends a step that takes too long", async () => {
    const result = await run(`
- run: |
    trap 'echo interrupted; exit 1' INT
    sleep 60 & wait
  timeout-minutes: 0.005
- if: failure()
  run: echo after
`);
    const [slow, after] = result.jobs[0]?.steps ?? [];
    expect(slow?.outcome).toBe("failure");
    expect(slow?.log).toContain("interrupted");
    expect(after?.log).toEqual(["after"]);
  });

  it("gives a process GitHub's environment and nothing of the parent's", async () => {
    process.env.PEDIGREE_LEAK = "leak";
    const result = await run(
      "- run: env | cut -d= -f1 | sort | tr '\\n' ' '\n  env: { OWN: a }",
      "env: { JOB: b }",
    );
    delete process.env.PEDIGREE_LEAK;
    const names = result.jobs[0]?.steps[0]?.log[0]?.trim().split(" ") ?? [];
    const own = names.filter((name) => !/^(GITHUB|RUNNER)_/.test(name));
    expect(own).toEqual(["CI", "HOME", "JOB", "LANG", "OWN", "PATH", "PWD", "SHLVL", "_"]);
    expect(names).toEqual(
      expect.arrayContaining(["GITHUB_REPOSITORY", "GITHUB_RUN_ID", "GITHUB_EVENT_PATH", "RUNNER_TEMP"]),
    );
    expect(names).not.toContain("GITHUB_TOKEN");
  });

  it("fails a step whose file command or expression cannot be read", async () => {
    const result = await run(`
- run: echo "no equals sign" >> "$GITHUB_OUTPUT"
- if: always()
  run: echo "\${{ fromJSON('{') }}"
`);
    const [first, second] = result.jobs[0]?.steps ?? [];
    expect(first?.annotations[0]?.message).toContain("expected name=value");
    expect(second?.annotations[0]?.message).toContain("expression cannot be evaluated");
    expect([first?.outcome, second?.outcome]).toEqual(["failure", "failure"]);
  });
});

describe("jobs", () => {
  it("orders jobs by needs and hands their outputs on", async () => {
    const result = await runFile(`
name: Order
on: push
jobs:
  last:
    needs: [first]
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ needs.first.outputs.value }} \${{ needs.first.result }}"
  first:
    runs-on: ubuntu-latest
    outputs:
      value: \${{ steps.make.outputs.value }}
    steps:
      - id: make
        run: echo "value=7" >> "$GITHUB_OUTPUT"
`);
    expect(result.jobs.map((job) => job.key)).toEqual(["first", "last"]);
    expect(result.jobs[0]?.outputs).toEqual({ value: "7" });
    expect(result.jobs[1]?.log).toEqual(["7 success"]);
  });

  it("skips what needs a failed job, except where the condition says otherwise", async () => {
    const result = await runFile(`
name: Needs
on: push
jobs:
  broken: { runs-on: ubuntu-latest, steps: [{ run: exit 1 }] }
  skipped: { needs: broken, runs-on: ubuntu-latest, steps: [{ run: echo a }] }
  further: { needs: skipped, if: failure(), runs-on: ubuntu-latest, steps: [{ run: echo b }] }
  always:
    needs: [skipped]
    if: always()
    runs-on: ubuntu-latest
    steps: [{ run: "echo \${{ needs.skipped.result }}" }]
`);
    expect(Object.fromEntries(result.jobs.map((job) => [job.key, job.conclusion]))).toEqual({
      broken: "failure",
      skipped: "skipped",
      further: "success",
      always: "success",
    });
    expect(result.conclusion).toBe("failure");
  });

  it("expands a matrix, and stops the rest of it after a failure", async () => {
    const steps = `
- run: echo "\${{ matrix.os }} \${{ matrix.extra }} \${{ strategy.job-index }}"; [ \${{ matrix.n }} != 2 ]
`;
    const job = (failFast: string) =>
      `strategy:\n  fail-fast: ${failFast}\n  matrix:\n    os: [a]\n    n: [1, 2, 3]\n    include: [{ n: 1, extra: x }]`;
    const fast = await run(steps, job("true"));
    expect(fast.jobs.map((each) => `${each.name} ${each.conclusion}`)).toEqual([
      "test (a, 1, x) success",
      "test (a, 2) failure",
      "test (a, 3) cancelled",
    ]);
    const slow = await run(steps, job("false"));
    expect(slow.jobs.map((each) => each.conclusion)).toEqual(["success", "failure", "success"]);
    expect(slow.jobs[0]?.log).toEqual(["a x 0"]);
    expect(slow.conclusion).toBe("failure");
  });

  it("gives the token what permissions says, and no more", async () => {
    const steps = `
- run: |
    for path in contents/README.md pulls; do
      curl -s -o /dev/null -w "%{http_code} " -H "authorization: Bearer \${{ github.token }}" "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/$path"
    done
    curl -s -o /dev/null -w "%{http_code}" -X POST -d '{"ref":"refs/heads/x","sha":"\${{ github.sha }}"}' -H "authorization: Bearer \${{ github.token }}" "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/git/refs"
`;
    const reader = await run(steps, "permissions: { contents: read, pull-requests: read }");
    expect(reader.jobs[0]?.log).toEqual(["200 200 403"]);
  });

  it("refuses what it does not implement, and files that GitHub would refuse", async () => {
    const container = workflowOf("- run: echo", "container: node:24");
    await expect(runFile(container)).rejects.toMatchObject({ code: "INPUT_INVALID" });
    await expect(runFile("on: push\njobs: { a: { steps: [] } }")).rejects.toMatchObject({
      code: "SCHEMA_MISMATCH",
      message: expect.stringContaining("runs-on"),
    });
    const unknown = await run("- uses: acme/unknown@v1");
    expect(unknown.jobs[0]?.steps[0]?.annotations[0]?.message).toContain("no such action");
  });
});

it("ends a run that cannot be evaluated as failed, and says why", async () => {
  const broken = workflowOf("- run: echo", `outputs: { bad: "\${{ fromJSON('{') }}" }`);
  await expect(runFile(broken)).rejects.toMatchObject({ code: "INPUT_INVALID" });
  const { data } = await actions.octokit.rest.actions.listWorkflowRunsForRepo({
    owner: "acme",
    repo: "churn",
  });
  const [run] = data.workflow_runs;
  expect([run?.status, run?.conclusion]).toEqual(["completed", "failure"]);
  const jobs = await actions.octokit.rest.actions.listJobsForWorkflowRun({
    owner: "acme",
    repo: "churn",
    run_id: run?.id ?? 0,
  });
  expect(jobs.data.jobs.map((job) => job.conclusion)).toEqual(["failure"]);
});

describe("cancelling", () => {
  it("interrupts the step, skips the rest, and still runs what always runs", async () => {
    const controller = new AbortController();
    const result = await run(
      `
- run: |
    trap 'echo interrupted; exit 1' INT
    echo started
    sleep 60 & wait
- run: echo no
- if: cancelled()
  run: echo cleanup
`,
      "",
      {
        signal: controller.signal,
        onLine: ({ text }) => {
          if (text === "started") controller.abort();
        },
      },
    );
    expect(result.conclusion).toBe("cancelled");
    expect(result.jobs[0]?.steps.map((step) => step.outcome)).toEqual(["cancelled", "skipped", "success"]);
    expect(result.jobs[0]?.log).toEqual(expect.arrayContaining(["interrupted", "cleanup"]));
  });
});
