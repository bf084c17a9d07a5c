export type { JobResult, RunnerHost, RunOptions, WorkflowLine, WorkflowResult } from "./run-contract.ts";
export type { StepResult } from "./run-job.ts";
export { dispatchTrigger, pullRequestTrigger, pushTrigger, type Trigger } from "./trigger.ts";
export { runWorkflow, triggerWorkflows } from "./trigger-workflows.ts";
