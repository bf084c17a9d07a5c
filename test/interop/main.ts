import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkRecord } from "./check-record.ts";
import { preparePython } from "./python-environment.ts";
import { recordTraining } from "./record-training.ts";
import { TRAININGS, type Training } from "./trainings.ts";

/**
 * Real trainings with real libraries, recorded with nothing but their command, and compared with what each library itself
 * reports. `--only NAME` runs the trainings whose script holds the name.
 */
const { values } = parseArgs({ options: { only: { type: "string" }, folder: { type: "string" } } });
const folder = resolve(values.folder ?? ".interop");
await mkdir(folder, { recursive: true });

const environment = await preparePython(folder, say);
if (environment.kind === "skipped") {
  say(`SKIPPED, nothing was tried: ${environment.reason}`);
} else {
  const chosen = TRAININGS.filter(({ script }) => script.includes(values.only ?? ""));
  let failures = 0;
  for (const training of chosen) failures += (await tryTraining(environment.python, training)) ? 0 : 1;
  say(
    `${chosen.length - failures} of ${chosen.length} trainings are recorded as their libraries report them`,
  );
  process.exitCode = failures === 0 && chosen.length > 0 ? 0 : 1;
}

async function tryTraining(python: string, training: Training): Promise<boolean> {
  const began = performance.now();
  const differences = await differencesOf(python, training);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(`${differences.length === 0 ? "ok  " : "FAIL"} ${training.about} (${training.script}, ${seconds} s)`);
  for (const line of differences) say(`       ${line}`);
  return differences.length === 0;
}

async function differencesOf(python: string, training: Training): Promise<readonly string[]> {
  try {
    const { run, expected } = await recordTraining(python, training);
    return checkRecord(run, expected);
  } catch (error) {
    const stderr =
      error instanceof Error && "stderr" in error ? `\n${String(error.stderr).slice(-2000)}` : "";
    return [`${error instanceof Error ? error.message : String(error)}${stderr}`];
  }
}

function say(line: string): void {
  process.stdout.write(`interop: ${line}\n`);
}
