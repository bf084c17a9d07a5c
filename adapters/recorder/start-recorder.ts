import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { PedigreeError } from "../../core/errors.ts";
import type { LiveOrder } from "../../core/live/live-order.ts";
import { type RecorderAddress, SESSION_FILES } from "../../core/run/recorder-session.ts";
import { runnerWorker } from "../process/runner-worker.ts";
import { readSessionFile } from "./session-file.ts";

export interface RecorderStart {
  /** The program: a bundle, or its source. */
  readonly entry: string;
  /** A folder that is emptied between jobs; the session's folder is made in it. */
  readonly temp: string;
  readonly env: NodeJS.ProcessEnv;
  /** What started this step: the process whose end is the job's, or one of no interest. */
  readonly parent: number;
  /** What it needs to show the job while it runs; null or absent where nothing is shown. */
  readonly order?: LiveOrder | null;
  /** How long it may take to come up, in milliseconds. */
  readonly within?: number;
}

export interface StartedRecorder {
  readonly folder: string;
  readonly address: RecorderAddress;
}

/** It is up in a sixth of a second; on a machine that is busy throughout it may take many seconds. */
const START_MS = 30_000;

/**
 * All of the environment that it gets: where programs and libraries are, and how the runner knows its own processes, which
 * it ends with the job. No token and no setting of the training is among it.
 */
const INHERITED =
  /^(PATH|HOME|LANG|LC_ALL|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|WINDIR|LD_LIBRARY_PATH|RUNNER_TRACKING_ID)$/i;

/** How GitHub is reached; only a recorder that shows the job goes beyond this machine. */
const NETWORK = /^(NODE_USE_ENV_PROXY|HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS)$/i;

/** A young heap this small is enough for requests of some kilobytes and keeps the process small. */
const NODE_OPTIONS = ["--max-semi-space-size=2", "--disable-warning=ExperimentalWarning"];

/** A signal would else open Node's debugger to every program of this machine, and the process may hold the job's token. */
const CLOSED = "--disable-sigusr1";

/**
 * Starts a recorder in a process group of its own, so that neither a signal to the step nor its end reaches it. Raises
 * INTERNAL where it does not come up; nothing of it is left running then.
 */
export async function startRecorder(options: RecorderStart): Promise<StartedRecorder> {
  const folder = await mkdtemp(join(options.temp, "pedigree-recorder-"));
  const log = await open(join(folder, SESSION_FILES.log), "a", 0o600);
  try {
    const worker = await runnerWorker(options.parent);
    const job = worker === null ? [] : ["--job", String(worker)];
    const { entry, env, order = null, within = START_MS } = options;
    const watch = order === null ? [] : ["--watch"];
    const args = [...NODE_OPTIONS, CLOSED, entry, "--folder", folder, ...job, ...watch];
    const isInherited = (name: string) => INHERITED.test(name) || (order !== null && NETWORK.test(name));
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: Object.fromEntries(Object.entries(env).filter(([name]) => isInherited(name))),
      detached: true,
      stdio: [order === null ? "ignore" : "pipe", log.fd, log.fd],
      windowsHide: true,
    });
    if (order !== null) handOver(child, order);
    const hasEnded = new Promise<true>((resolve) => {
      child.once("error", () => resolve(true));
      child.once("exit", () => resolve(true));
    });
    const address = await waitFor(folder, hasEnded, within);
    // One that comes up after all would hear nobody, and outlive the job.
    if (address === null) child.kill("SIGKILL");
    child.unref();
    if (address === null) throw await notStarted(folder, within);
    return { folder, address };
  } finally {
    await log.close();
  }
}

/** Through a pipe, which nobody else reads; a child that is gone by then has its own trouble. */
function handOver({ stdin }: ChildProcess, order: LiveOrder): void {
  stdin?.on("error", () => undefined);
  stdin?.end(JSON.stringify(order));
}

async function waitFor(
  folder: string,
  hasEnded: Promise<true>,
  within: number,
): Promise<RecorderAddress | null> {
  for (const end = performance.now() + within; performance.now() < end; ) {
    const address = await readSessionFile(folder);
    if (address !== null) return address;
    if (await Promise.race([hasEnded, delay(5, false)])) break;
  }
  return null;
}

async function notStarted(folder: string, within: number): Promise<PedigreeError> {
  const said = await readFile(join(folder, SESSION_FILES.log), "utf8").catch(() => "");
  return new PedigreeError("INTERNAL", "the recorder did not start", {
    found: said.trim().slice(-300) || `nothing within ${within} ms`,
  });
}
