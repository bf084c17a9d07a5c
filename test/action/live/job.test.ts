import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { RunOptions } from "../../../sandbox/actions/runner/run-contract.ts";
import type { CheckRun } from "../../../sandbox/state/entities.ts";
import { type ActionsWorld, startActions } from "../../sandbox/actions/support.ts";
import { onlyRecord, runPullRequest } from "../../support/recorded-job.ts";
import { ROOT } from "../../support/source-files.ts";

// Half of it is logged as MLflow's clients do, half is written to a file; it goes on until the test lets it.
const TRAIN = `
import { appendFileSync, existsSync } from "node:fs";
const call = async (path, body) => {
  const answer = await fetch(process.env.MLFLOW_TRACKING_URI + "/api/2.0/mlflow/" + path, {
    method: "POST",
    headers: { authorization: "Bearer " + process.env.MLFLOW_TRACKING_TOKEN },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
};
const { run } = await call("runs/create", { experiment_id: "0", run_name: "fit", start_time: Date.now() });
const run_id = run.info.run_id;
await call("runs/log-parameter", { run_id, key: "epochs", value: "8" });
const log = async (step) => {
  await call("runs/log-metric", { run_id, key: "loss", value: 1 / step, timestamp: Date.now(), step });
  const secret = process.env.DATABASE_PASSWORD ?? "none";
  appendFileSync("metrics.jsonl", JSON.stringify({ step, auc: 1 - 1 / step, ["of " + secret]: step }) + "\\n");
};
for (let step = 1; step <= 5; step += 1) await log(step);
console.log("GOING " + process.cwd());
while (!existsSync("go-on")) await new Promise((wait) => setTimeout(wait, 20));
for (let step = 6; step <= 8; step += 1) await log(step);
await call("runs/update", { run_id, status: "FINISHED", end_time: Date.now() });
if (process.argv[2] === "fail") process.exit(3);
`;
const SESSION = "$RUNNER_TEMP/pedigree-recorder-*";
const PROCESS = `$(sed -n 's/.*"pid": \\([0-9]*\\).*/\\1/p' ${SESSION}/recorder.json)`;
const CANARY = "correct-horse-battery-staple";

interface Steps {
  readonly train?: string;
  readonly inputs?: string;
  readonly permissions?: string;
  readonly job?: string;
}

const workflow = ({
  train = "node train.mjs",
  inputs = "",
  permissions = "checks: write",
  job = "",
}: Steps) => `
name: Train
on: pull_request
permissions: { contents: read, actions: read, pull-requests: write, ${permissions} }
jobs:
  fit:
    runs-on: ubuntu-latest
    ${job}
    env: { PEDIGREE_LIVE_RHYTHM: "50,0,0", DATABASE_PASSWORD: ${CANARY} }
    steps:
      - uses: actions/checkout@v4
      - id: pedigree
        uses: pedigree/pedigree@v1
        with: { ${inputs} }
      - run: ${JSON.stringify(train)}
        env: { JOB_TOKEN: "\${{ github.token }}" }
`;

let actions: ActionsWorld;
/** The Action with its committed bundle. */
const folders = new Map([["pedigree/pedigree", ROOT]]);

beforeAll(async () => {
  actions = await startActions({
    "train.mjs": TRAIN,
    ".github/pedigree.yml": "metrics:\n  loss: { goal: minimize }\n",
  });
}, 60_000);
afterAll(() => actions.end());

const checks = (): readonly CheckRun[] =>
  actions.sandbox.world.state.checkRuns.filter((run) => run.name.startsWith("pedigree / train/fit"));

/** As patient as a crowded machine needs; the test's own limit is later. */
const until = <T>(find: () => T | undefined) => vi.waitUntil(find, { timeout: 60_000, interval: 20 });

/**
 * Runs a workflow on a pull request of its own. While a training waits, `meanwhile` may look at the new checks; then it
 * goes on.
 */
async function train(
  branch: string,
  steps: Steps,
  meanwhile: (shown: () => readonly CheckRun[]) => Promise<void> = async () => undefined,
  given: RunOptions = {},
) {
  const before = checks().length;
  const shown = () => checks().slice(before);
  const visits = new Map<string, Promise<void>>();
  const visit = async (folder: string) => {
    try {
      await meanwhile(shown);
    } finally {
      await writeFile(join(folder, "go-on"), "");
    }
  };
  const options: RunOptions = {
    actions: folders,
    ...given,
    onLine: ({ text }) => {
      const folder = /GOING (\S+)/.exec(text)?.[1];
      if (folder !== undefined && !visits.has(folder)) visits.set(folder, visit(folder));
    },
  };
  const files = { ".github/workflows/train.yml": workflow(steps) };
  const { result } = await runPullRequest(actions, branch, files, options);
  await Promise.all(visits.values());
  const post = result.jobs[0]?.steps.find(({ name }) => name.startsWith("Post"));
  return { result, post, shown: shown() };
}

/** What was tracked, what a file holds, a name that holds a secret, and the machine: each is read at a time of its own. */
const ROWS_AT_FIVE = [
  "| `loss` | 0.2 | −0.05 | 0.2 (step 5) | 5 |",
  "| `auc` | 0.8 |",
  "| `of [redacted]` | 5 |",
  "| `system memory usage` |",
];

const atFive = async (shown: () => readonly CheckRun[]) => {
  await until(() => shown().find(({ output }) => output.title?.includes("5 of 8")));
};

/** A training that ends before it was first to be shown has nothing to say about a permission. */
const atRefusal = async () => {
  await until(() => actions.answers.find((answer) => /^POST \S+\/check-runs 403$/.test(answer)));
};

describe("a job whose other steps train", () => {
  it("is shown while it runs, by what it logs and writes, and its check ends with the job", async () => {
    let seen: Pick<CheckRun, "status" | "output"> | undefined;
    const { result, shown, post } = await train("shown", {}, async (now) => {
      const check = await until(() =>
        now().find(({ output }) => ROWS_AT_FIVE.every((row) => output.summary?.includes(row) === true)),
      );
      seen = { status: check.status, output: check.output };
    });
    expect(seen).toMatchObject({
      status: "in_progress",
      output: { title: expect.stringMatching(/^Training · epoch 5 of 8/) },
    });
    expect(result.conclusion).toBe("success");
    const headSha = result.run.headSha;
    expect(shown).toMatchObject([
      { name: "pedigree / train/fit", status: "completed", conclusion: "success", headSha },
    ]);
    expect(shown[0]?.output.title).toMatch(/^Finished · epoch 8 of 8 · after /);
    expect(shown[0]?.output.summary).toContain("| `loss` | 0.125 |");
    expect(JSON.stringify(shown)).not.toContain(CANARY);
    expect(post?.annotations).toEqual([]);
    expect((await onlyRecord(actions, result)).warnings).toEqual([]);
    expect(actions.judge.violations).toEqual([]);
  }, 120_000);

  it("that fails has a check that says so", async () => {
    const { result, shown } = await train("fails", { train: "node train.mjs fail" }, atFive);
    expect(result.conclusion).toBe("failure");
    expect(shown.map(({ conclusion, output }) => [conclusion, output.title?.slice(0, 6)])).toEqual([
      ["failure", "Failed"],
    ]);
  }, 120_000);

  it("that is cancelled has one that says that", async () => {
    const cancel = new AbortController();
    const stop = async (shown: () => readonly CheckRun[]) => {
      await atFive(shown);
      cancel.abort();
    };
    const { shown } = await train("cancelled", {}, stop, { signal: cancel.signal });
    expect(shown.map(({ conclusion }) => conclusion)).toEqual(["cancelled"]);
  }, 120_000);

  it("without the permission is not shown, which is said once and disturbs nobody", async () => {
    const { result, shown } = await train("refused", { permissions: "checks: read" }, atRefusal);
    expect(result.conclusion).toBe("success");
    expect(shown).toEqual([]);
    expect(result.jobs[0]?.log.filter((line) => line.includes("checks: write"))).toHaveLength(1);
    expect(result.jobs[0]?.steps.flatMap(({ annotations }) => annotations)).toEqual([]);
  }, 120_000);

  it("with live: false is not shown", async () => {
    const { result, shown } = await train("unshown", { inputs: "live: false" });
    expect([result.conclusion, shown]).toEqual(["success", []]);
  }, 120_000);

  it.each([
    ["is killed", "killed", `kill -9 ${PROCESS}`],
    ["loses its folder", "lost", `rm -rf ${SESSION}`],
  ])(
    "whose recorder %s has a check that the last part ends",
    async (_what, branch, kill) => {
      const { result, shown } = await train(branch, { train: `node train.mjs; ${kill}` }, atFive);
      expect(result.conclusion).toBe("success");
      expect(shown.map(({ conclusion }) => conclusion)).toEqual(["success"]);
      expect(shown[0]?.output.summary).toContain("| `auc` | 0.875 |");
    },
    120_000,
  );

  it("shows its token to no other step, neither in a file nor as an argument or a variable", async () => {
    const look = [
      "node train.mjs",
      `tr '\\0' '\\n' < /proc/${PROCESS}/cmdline > seen`,
      `tr '\\0' '\\n' < /proc/${PROCESS}/environ >> seen`,
      `cp -r ${SESSION} session`,
      `echo "$JOB_TOKEN" > probe`,
      `echo "HOLDERS $(grep -rlaF "$JOB_TOKEN" seen session probe | tr '\\n' ' ')END $(grep -c watch seen)"`,
    ];
    const { result, shown } = await train("hidden", { train: look.join("; ") }, atFive);
    expect(shown).toHaveLength(1);
    expect(result.jobs[0]?.log).toContain("HOLDERS probe END 1");
  }, 120_000);

  it("in legs of a matrix has a check for each", async () => {
    const job = "strategy: { matrix: { lr: [0.1, 0.2] } }";
    const { result, shown } = await train("legs", { job }, async (now) => {
      await until(() => now().find(({ status }) => status === "in_progress"));
    });
    expect(result.conclusion).toBe("success");
    const ends = Object.fromEntries(shown.map(({ name, conclusion }) => [name, conclusion]));
    expect(ends).toEqual({
      "pedigree / train/fit (lr=0.1)": "success",
      "pedigree / train/fit (lr=0.2)": "success",
    });
  }, 120_000);
});
