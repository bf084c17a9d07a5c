import { PedigreeError } from "../../core/errors.ts";
import type { StopRule } from "../../core/live/stop-rule.ts";
import type { RunRequest } from "../../core/run/assemble.ts";
import type { ActionInputs } from "../inputs.ts";

/** Why `stop-when` cannot be used in this step; null where it can, or was not given. */
export function stopWhenProblem({ run, stopWhen }: ActionInputs): PedigreeError | null {
  if (stopWhen === null || run !== null) return null;
  return new PedigreeError("INPUT_INVALID", "there is no command to end", {
    subject: "stop-when",
    expected: "the input run, whose command it ends",
    found: "no run",
    remedy: "move the training command into `run`, or take `stop-when` out",
  });
}

/** The rule of the inputs, null without one. Raises INPUT_INVALID before the training begins. Loads CEL only where it is used. */
export async function readStopRule(inputs: ActionInputs, { config }: RunRequest): Promise<StopRule | null> {
  if (inputs.stopWhen === null) return null;
  const { compileStopRule } = await import("../../core/live/stop-rule.ts");
  return compileStopRule(inputs.stopWhen, config.metrics);
}
