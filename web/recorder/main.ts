import { parseArgs } from "node:util";
import { exitStatus, PedigreeError } from "../../core/errors.ts";
import { startRecorder } from "./wire.ts";

const USAGE = "node web/recorder/main.ts --folder FOLDER [--job PROCESS] [--watch < ORDER]";

/** Records until it is asked to end, by a signal or over its door, or until the job is gone. */
async function main(): Promise<void> {
  const options = {
    folder: { type: "string" },
    job: { type: "string" },
    watch: { type: "boolean" },
  } as const;
  const { values } = parseArgs({ options });
  if (values.folder === undefined)
    throw new PedigreeError("INPUT_INVALID", "the session's folder is missing", { expected: USAGE });
  const job = Number(values.job ?? 0);
  const recorder = await startRecorder({
    folder: values.folder,
    job: job > 1 ? job : null,
    order: values.watch === true ? process.stdin : null,
  });
  const signal = new Promise<string>((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, resolve);
  });
  const reason = await Promise.race([recorder.ended, signal]);
  await recorder.close();
  process.stdout.write(`ended: ${reason}\n`);
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(exitStatus(error));
});
