import { PedigreeError } from "../../../core/errors.ts";
import { isTriggeredBy } from "./matching.ts";
import type { RunnerHost, RunOptions, WorkflowResult } from "./run-contract.ts";
import { executeWorkflow } from "./run-workflow.ts";
import type { Trigger } from "./trigger.ts";
import { readWorkflow } from "./workflow.ts";
import { workflowFiles } from "./workflow-files.ts";

/**
 * Does what GitHub does on an event: finds the workflow files at the trigger's commit and runs, one after the other, those
 * whose `on:` asks for it. A file that is not valid fails the call with GitHub's messages.
 */
export async function triggerWorkflows(
  host: RunnerHost,
  options: RunOptions & { readonly trigger: Trigger },
): Promise<readonly WorkflowResult[]> {
  const { trigger } = options;
  const results: WorkflowResult[] = [];
  for (const [path, text] of await workflowFiles(host.world.git(trigger.repository), trigger.sha)) {
    const workflow = await readWorkflow(path, text);
    if (isTriggeredBy(workflow.events, trigger)) results.push(await executeWorkflow(host, workflow, options));
  }
  return results;
}

/** Runs one workflow file of the trigger's commit, whatever its `on:` says; FILE_NOT_FOUND when there is no such file. */
export async function runWorkflow(
  host: RunnerHost,
  options: RunOptions & { readonly path: string; readonly trigger: Trigger },
): Promise<WorkflowResult> {
  const { path, ...rest } = options;
  const { repository, sha } = rest.trigger;
  const text = (await workflowFiles(host.world.git(repository), sha)).get(path);
  if (text === undefined) {
    throw new PedigreeError("FILE_NOT_FOUND", "no such workflow", { subject: path, found: `commit ${sha}` });
  }
  return executeWorkflow(host, await readWorkflow(path, text), rest);
}
