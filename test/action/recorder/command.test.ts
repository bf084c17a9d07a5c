import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ActionsWorld, startActions } from "../../sandbox/actions/support.ts";
import { ownAction } from "../../support/own-action.ts";
import { onlyRecord, runPullRequest, TRAIN } from "../../support/recorded-job.ts";

const workflow = (command: string) => `
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
        with:
          run: ${JSON.stringify(command)}
`;

let actions: ActionsWorld;

beforeAll(async () => {
  actions = await startActions({ ...(await ownAction()), "train.mjs": TRAIN, mode: "finished" });
}, 60_000);
afterAll(() => actions.end());

const train = (branch: string, command: string) =>
  runPullRequest(actions, branch, { ".github/workflows/train.yml": workflow(command) });

describe("a wrapped command", () => {
  it("has a recorder, too, which is gone when the step ends", async () => {
    const { result, comments } = await train(
      "wrapped",
      "node train.mjs; ls -d $RUNNER_TEMP/pedigree-recorder-*",
    );
    expect(await onlyRecord(actions, result)).toMatchObject({
      status: "finished",
      params: { lr: 0.1 },
      metrics: { loss: { count: 3 }, "system/cpu_utilization_percentage": {} },
      command: { exitCode: 0 },
      warnings: [],
    });
    const step = result.jobs[0]?.steps.find(({ id }) => id === "pedigree");
    expect(JSON.parse(step?.outputs.metrics ?? "")).toEqual({ auc: 0.9, loss: 0.7 });
    expect(comments).toHaveLength(1);
  }, 120_000);

  it("has its whole record also when the step is killed while it sends it", async () => {
    const watch = `until grep -q unsent "$GITHUB_STATE"; do sleep 0.01; done; kill -9 $PPID`;
    const { result } = await train(
      "killed-upload",
      `setsid sh -c '${watch.replace("$PPID", `'$PPID'`)}' >/dev/null 2>&1 </dev/null & node train.mjs`,
    );
    expect(result.conclusion).toBe("failure");
    expect(await onlyRecord(actions, result)).toMatchObject({
      status: "finished",
      metrics: { loss: { count: 3 } },
      command: { exitCode: 0 },
    });
  }, 120_000);

  it("is told as failed when it was killed, also where the job goes on", async () => {
    const { result } = await runPullRequest(actions, "continued", {
      ".github/workflows/train.yml": workflow("node train.mjs; kill -9 $PPID; sleep 5").replace(
        "uses: ./",
        "uses: ./\n        continue-on-error: true",
      ),
    });
    expect(result.conclusion).toBe("success");
    expect(await onlyRecord(actions, result)).toMatchObject({ status: "failed", command: null });
  }, 120_000);

  it("has its record also when the step itself is killed", async () => {
    const { result, comments } = await train("killed-step", "node train.mjs; kill -9 $PPID; sleep 5");
    expect(result.conclusion).toBe("failure");
    const record = await onlyRecord(actions, result);
    expect(record).toMatchObject({ status: "failed", metrics: { loss: { count: 3 } }, command: null });
    expect(record.warnings).toContainEqual(expect.stringContaining("the step ended before it could write"));
    expect(comments).toHaveLength(1);
  }, 120_000);
});
