import { existsSync } from "node:fs";
import { fileByteSource } from "../../adapters/zip/byte-source.ts";
import { readZipEntries } from "../../adapters/zip/zip-reader.ts";
import { runSchema } from "../../core/run/run.ts";
import { blobFile } from "../../sandbox/actions/artifacts/blob-files.ts";
import {
  pullRequestTrigger,
  triggerWorkflows,
  type WorkflowResult,
} from "../../sandbox/actions/runner/index.ts";
import type { RunOptions } from "../../sandbox/actions/runner/run-contract.ts";
import { type ActionsWorld, commit } from "../sandbox/actions/support.ts";

/** A training in Node that logs as MLflow's clients do, and then does what the file `mode` says. */
export const TRAIN = `
import { readFileSync } from "node:fs";
const mode = readFileSync("mode", "utf8").trim();
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
await call("runs/log-parameter", { run_id, key: "lr", value: "0.1" });
await call("runs/set-tag", { run_id, key: "stage", value: "first" });
for (const step of [0, 1, 2])
  await call("runs/log-metric", { run_id, key: "loss", value: 0.9 - step / 10, timestamp: Date.now(), step });
await call("runs/log-metric", { run_id, key: "auc", value: Number(process.env.AUC ?? 0.9), timestamp: 1, step: 0 });
if (mode === "killed") process.kill(process.pid, "SIGKILL");
if (mode === "failed") process.exit(3);
if (mode === "cancelled") {
  console.log("training");
  await new Promise((resolve) => setTimeout(resolve, 60_000));
}
await call("runs/update", { run_id, status: "FINISHED", end_time: Date.now() });
`;

/** Opens a pull request with these changes and runs the workflows that it starts, of which there is one. */
export async function runPullRequest(
  { sandbox, repository, octokit }: ActionsWorld,
  branch: string,
  files: Readonly<Record<string, string>>,
  options: RunOptions = {},
): Promise<{ readonly result: WorkflowResult; readonly comments: readonly string[] }> {
  await commit(sandbox, repository, files, branch);
  const target = { owner: "acme", repo: "churn" };
  const { data } = await octokit.pulls.create({ ...target, title: branch, head: branch, base: "main" });
  const pull = sandbox.world.state.pulls.find(({ number }) => number === data.number);
  if (pull === undefined) throw new Error("no pull request");
  const trigger = await pullRequestTrigger(sandbox.world, pull, {
    action: "opened",
    actorId: data.user?.id ?? 0,
  });
  const [result] = await triggerWorkflows(sandbox, { trigger, ...options });
  if (result === undefined) throw new Error("no workflow ran");
  const comments = await octokit.issues.listComments({ ...target, issue_number: data.number });
  return { result, comments: comments.data.map(({ body }) => body ?? "") };
}

/** The record in the only artifact of a workflow run, and the text of all its files. */
export async function onlyRecord({ sandbox }: ActionsWorld, { run }: WorkflowResult) {
  const [artifact, ...others] = sandbox.world.state.artifacts.filter(({ runId }) => runId === run.id);
  if (artifact === undefined || others.length > 0) throw new Error(`${others.length + 1} artifacts`);
  const blob = blobFile(sandbox.world, artifact.id);
  if (!existsSync(blob)) throw new Error("no blob");
  const entries = await readZipEntries(fileByteSource(blob), new Map([["run.json", 1e6]]));
  return runSchema.parse(JSON.parse(Buffer.from(entries.get("run.json") ?? []).toString()));
}
