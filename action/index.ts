import { getInput } from "@actions/core";
import { readInputs } from "./inputs.ts";
import { runAction } from "./run-action.ts";
import { wireAction } from "./wire.ts";

const inputs = readInputs((name) => getInput(name));
await runAction(inputs, await wireAction(inputs, process.env));
