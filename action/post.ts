import { getInput } from "@actions/core";
import { readInputs } from "./inputs.ts";
import { runAction } from "./run-action.ts";
import { wireAction, wireMemory } from "./wire.ts";

// The end of a step that began a run: of the job, or of a command whose step was killed before it could write the record.
const begun = await wireMemory().recall();
if (begun !== null) {
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
  // The runner evaluates inputs again for the last part, so that `job-status` tells how the job stands now.
  const inputs = readInputs((name) => getInput(name));
  await runAction(inputs, await wireAction(inputs, process.env, { begun, entry: "" }), begun);
}
