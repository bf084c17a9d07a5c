import { getInput } from "@actions/core";
import { readInputs } from "./inputs.ts";
import { runAction } from "./run-action.ts";
import { sendLeft } from "./send-left.ts";
import { endLeftCheck, wireAction, wireLiveMemory, wireMemory, wireSending } from "./wire.ts";

// The end of a step that began a run: of the job, or of a command whose step was killed before it could write the record.
const inputs = readInputs((name) => getInput(name));
const memory = wireMemory();
const begun = await memory.recall();
const live = wireLiveMemory();
if (begun !== null) {
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
  // The runner evaluates inputs again for the last part, so that `job-status` tells how the job stands now.
  await runAction(inputs, await wireAction(inputs, process.env, { begun, entry: "", live }), begun);
}
const unsent = memory.unsent();
if (unsent !== null) await sendLeft(unsent, wireSending());
// A check that is still there: of a step that was killed, or of a job that could not be recorded.
const left = live.recall();
if (left !== null) await endLeftCheck(left, inputs, process.env);
