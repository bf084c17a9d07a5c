import { join } from "node:path";
import { getInput } from "@actions/core";
import { beginJob } from "./begin-job.ts";
import { readInputs } from "./inputs.ts";
import { stopWhenProblem } from "./live/stop-when.ts";
import { runAction } from "./run-action.ts";
import { wireAction, wireLiveMemory } from "./wire.ts";

const inputs = readInputs((name) => getInput(name));
// The command is told of a cancellation and decides when it ends; after that, a second signal must not end this process
// while it writes the record.
if (inputs.run !== null) for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
// The bundle of the recorder lies beside this one.
const entry = join(import.meta.dirname, "recorder/index.js");
const ports = await wireAction(inputs, process.env, { begun: null, entry, live: wireLiveMemory() });
const problem = stopWhenProblem(inputs);
if (problem !== null) ports.host.fail(problem.message);
else if (inputs.run === null && inputs.record === "job") await beginJob(inputs, ports);
else await runAction(inputs, ports);
