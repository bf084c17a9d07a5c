import { readFile } from "node:fs/promises";

/** How the process is called that runs one job and starts its steps (actions/runner, src/Runner.Worker). */
const WORKER = "Runner.Worker";

/**
 * The process whose end is the job's, if `parent` is it. Null for any other: a shell between runner and step, as in job
 * containers, ends with the step, and so tells nothing of the job.
 */
export async function runnerWorker(parent: number): Promise<number | null> {
  const name = await readFile(`/proc/${parent}/comm`, "utf8").catch(() => "");
  return name.trim() === WORKER ? parent : null;
}
