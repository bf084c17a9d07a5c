import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunOptions } from "../../../sandbox/actions/runner/run-contract.ts";
import { type ActionsWorld, startActions } from "../../sandbox/actions/support.ts";
import { ownAction } from "../../support/own-action.ts";
import { onlyRecord, runPullRequest, TRAIN } from "../../support/recorded-job.ts";

// `uses: ./` at the top of a job, with the committed bundle, as a repository that holds the Action would have it.
const WORKFLOW = `
name: Train
on: pull_request
permissions: { contents: read, actions: read, pull-requests: write }
jobs:
  fit:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - id: pedigree
        uses: ./
      - run: node train.mjs
      - run: echo "the training ended well"
`;

let actions: ActionsWorld;

beforeAll(async () => {
  actions = await startActions({
    ...(await ownAction()),
    ".github/workflows/train.yml": WORKFLOW,
    "train.mjs": TRAIN,
    mode: "finished",
  });
}, 60_000);
afterAll(() => actions.end());

async function train(mode: string, options: RunOptions = {}) {
  const { result, comments } = await runPullRequest(actions, mode, { mode }, options);
  const post = result.jobs[0]?.steps.find(({ name }) => name.startsWith("Post"));
  return { result, comments, post, record: await onlyRecord(actions, result) };
}

/** What is the same however the training ends. */
const KEPT = {
  params: { lr: 0.1 },
  tags: ["stage=first"],
  metrics: { loss: { count: 3, last: 0.7, step: 2 }, "system/system_memory_usage_megabytes": {} },
  trigger: { event: "pull_request", job: "fit" },
};

describe("one step before the training", () => {
  it("records a job that succeeds, in one artifact and one comment", async () => {
    const { result, comments, post, record } = await train("succeeds");
    expect(result.conclusion).toBe("success");
    expect(record).toMatchObject({ ...KEPT, status: "finished", warnings: [], command: null });
    expect(record.sources).toMatchObject([
      { format: "mlflow", path: "mlflow/fit", partial: false, params: ["lr"] },
      { format: "hardware" },
    ]);
    expect(comments).toHaveLength(1);
    expect(comments[0]).toContain("loss");
    expect(comments[0]).toContain("Machine:");
    expect(comments[0]).not.toContain("system/");
    expect(post).toMatchObject({ conclusion: "success", annotations: [] });
    expect(post?.summary).toContain("loss");
  }, 120_000);

  it("records a training that fails, with all it had logged", async () => {
    const { result, comments, record, post } = await train("failed");
    expect(result.conclusion).toBe("failure");
    expect(record).toMatchObject({ ...KEPT, status: "failed" });
    expect(record.sources?.[0]).toMatchObject({ format: "mlflow", partial: true });
    expect(comments).toHaveLength(1);
    expect(post?.conclusion).toBe("success");
  }, 120_000);

  it("records a training that is killed, and says that its run had not ended", async () => {
    const { result, comments, record } = await train("killed");
    expect(result.conclusion).toBe("failure");
    expect(record).toMatchObject({ ...KEPT, status: "failed" });
    expect(record.warnings).toEqual(["mlflow: the run fit had not ended when it was recorded"]);
    expect(comments).toHaveLength(1);
  }, 120_000);

  it("records a job that is cancelled", async () => {
    const cancel = new AbortController();
    const { result, comments, record } = await train("cancelled", {
      signal: cancel.signal,
      onLine: ({ text }) => {
        if (text === "training") cancel.abort();
      },
    });
    expect(result.conclusion).toBe("cancelled");
    expect(record).toMatchObject({ ...KEPT, status: "cancelled" });
    expect(comments).toHaveLength(1);
  }, 120_000);
});
