import { PedigreeError } from "../../core/errors.ts";
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
