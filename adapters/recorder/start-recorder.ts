import { spawn } from "node:child_process";
import { mkdtemp, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { PedigreeError } from "../../core/errors.ts";
import { type RecorderAddress, SESSION_FILES } from "../../core/run/recorder-session.ts";
import { readSessionFile } from "./session-file.ts";

export interface RecorderStart {
  /** The program: a bundle, or its source. */
  readonly entry: string;
  /** A folder that is emptied between jobs; the session's folder is made in it. */
  readonly parent: string;
  readonly env: NodeJS.ProcessEnv;
  /** The process whose end is the job's; null where it is not known. */
  readonly job: number | null;
}

export interface StartedRecorder {
  readonly folder: string;
  readonly address: RecorderAddress;
}

/** It is up in a tenth of a second; a machine that needs this long has other trouble. */
const START_MS = 10_000;

/**
 * All of the environment that it gets: where programs and libraries are, and how the runner knows its own processes, which
 * it ends with the job. No token and no setting of the training is among it.
 */
const INHERITED =
  /^(PATH|HOME|LANG|LC_ALL|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|WINDIR|LD_LIBRARY_PATH|RUNNER_TRACKING_ID)$/i;

/** A young heap this small is enough for requests of some kilobytes and keeps the process small. */
const NODE_OPTIONS = ["--max-semi-space-size=2", "--disable-warning=ExperimentalWarning"];

/** Starts a recorder in a process group of its own, so that neither a signal to the step nor its end reaches it. */
export async function startRecorder(options: RecorderStart): Promise<StartedRecorder> {
  const folder = await mkdtemp(join(options.parent, "pedigree-recorder-"));
  const log = await open(join(folder, SESSION_FILES.log), "a", 0o600);
  try {
    const job = options.job === null ? [] : ["--job", String(options.job)];
    const child = spawn(process.execPath, [...NODE_OPTIONS, options.entry, "--folder", folder, ...job], {
      cwd: folder,
      env: Object.fromEntries(Object.entries(options.env).filter(([name]) => INHERITED.test(name))),
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
      windowsHide: true,
    });
    const hasEnded = new Promise<true>((resolve) => {
      child.once("error", () => resolve(true));
      child.once("exit", () => resolve(true));
    });
    const address = await waitFor(folder, hasEnded);
    child.unref();
    return { folder, address };
  } finally {
    await log.close();
  }
}

async function waitFor(folder: string, hasEnded: Promise<true>): Promise<RecorderAddress> {
  for (const end = performance.now() + START_MS; performance.now() < end; ) {
    const address = await readSessionFile(folder);
    if (address !== null) return address;
    if (await Promise.race([hasEnded, delay(5, false)])) break;
  }
  const said = await readFile(join(folder, SESSION_FILES.log), "utf8").catch(() => "");
  throw new PedigreeError("INTERNAL", "the recorder did not start", {
    found: said.trim().slice(-300) || `nothing within ${START_MS} ms`,
  });
}
