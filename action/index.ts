import { getInput } from "@actions/core";
import { readInputs } from "./inputs.ts";
import { runAction } from "./run-action.ts";
import { wireAction } from "./wire.ts";

const inputs = readInputs((name) => getInput(name));
// The command is told of a cancellation and decides when it ends; after that, a second signal must not end this process
// while it writes the record.
if (inputs.run !== null) for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
await runAction(inputs, await wireAction(inputs, process.env));
