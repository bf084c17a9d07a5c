import { rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { birthOf } from "../../../adapters/process/process-birth.ts";
import { logToServer } from "../../../adapters/recorder/log-client.ts";
import { presenceOf } from "../../../adapters/recorder/presence.ts";
import { openGathered } from "../../../adapters/recorder/session.ts";
import { readSessionFile } from "../../../adapters/recorder/session-file.ts";
import { startRecorder } from "../../../adapters/recorder/start-recorder.ts";
import { createLiveFolders } from "../../../adapters/store/live-folders.ts";
import { folderOfLive, keepLive, listLive } from "../../../adapters/store/live-runs.ts";
import { makeFolder } from "../../../adapters/store/make-folder.ts";
import { meetOthers } from "../../../adapters/store/overlaps.ts";
import { writingToStore } from "../../../adapters/store/store-trouble.ts";
import { PedigreeError } from "../../../core/errors.ts";
import { type RunId, runIdSchema } from "../../../core/names.ts";
import type { Recorder } from "../../../core/ports/recorder.ts";
import type { WorkTreeReader } from "../../../core/ports/recording.ts";
import type { Batch } from "../../../core/ports/tracking-store.ts";
import type { Asked, BegunTree, LiveRun } from "../../../core/run/live-run.ts";
import { markedOwn, withoutOtherRecorder } from "../../../core/run/own-tracking.ts";
import { type RecorderAddress, recorderVariables } from "../../../core/run/recorder-session.ts";
import { type TrackingVariables, trackingVariables } from "../../../core/run/tracking-variables.ts";
import type { StartedRun } from "../ports.ts";

export interface BeginOptions {
  readonly root: string;
  readonly id: RunId;
  readonly env: NodeJS.ProcessEnv;
  readonly folder: string;
  readonly asked: Asked;
  /** The command, as the record will tell it; null where there is none. */
  readonly line: string | null;
  readonly experiment: string;
  readonly branch: string | null;
  /** The work tree as it is now: it may be another one when somebody records what was left of the run. */
  readonly workTree: WorkTreeReader;
}

/** A recorder in this process, which is there as long as the command runs. */
export function recorderInside(options: BeginOptions): Recorder {
  const { root, id } = options;
  return {
    open: async () => {
      const folder = join(folderOfLive(root, id), "session");
      await makeFolder(folder, 0o700);
      const { startRecorder: startHere } = await import("../../../web/recorder/wire.ts");
      const running = await startHere({ folder, job: null });
      try {
        const live = { ...(await begunOf(options, running)), session: folder, process: process.pid };
        await keepLive(root, live, await begunTree(options));
        await meetOthers(root, live, isAtWork(root));
      } catch (error) {
        // Nobody would end it, and its timers would keep this process up.
        await running.close();
        throw error;
      }
      const close = async () => {
        await running.close();
        return await openGathered(folder);
      };
      const { variables, notes } = variablesOf(running, options);
      return { value: { folder, variables, close }, warnings: notes };
    },
  };
}

/** The program of the recorder that stays. */
const RECORDER = join(import.meta.dirname, "../../../web/recorder/main.ts");

/** Starts a recorder of its own, as the Action does, and keeps word of it and of the work tree as it is now. */
export async function beginRun(options: BeginOptions): Promise<StartedRun> {
  const { root, id, env } = options;
  const parent = folderOfLive(root, id);
  await createLiveFolders(root).create(id);
  // Before anything that may take long: what runs next may change it.
  const tree = await begunTree(options);
  const { address, folder: session } = await startIn(root, parent, () =>
    startRecorder({ entry: RECORDER, temp: parent, env, parent: process.ppid }),
  );
  const live = { ...(await begunOf(options, address)), session };
  await keepLive(root, live, tree);
  await meetOthers(root, live, isAtWork(root));
  return { live, ...variablesOf(address, options) };
}

/** So much room a recorder needs at the least. */
const ROOM = new Uint8Array(64 * 1024);

/** Starts a recorder; where it does not start nothing is left, and a disk without room is told to be the reason. */
async function startIn<T>(root: string, parent: string, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    try {
      await writingToStore(root, () => writeFile(join(parent, "room"), ROOM));
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
    throw error;
  }
}

async function begunOf(
  { id, folder, asked, line, experiment, branch, env }: BeginOptions,
  { startedAt, pid }: RecorderAddress,
): Promise<LiveRun> {
  const within = runIdSchema.safeParse(env.PEDIGREE_RUN).data;
  const birth = await birthOf(pid);
  const begun = { id, startedAt, folder, experiment, branch, command: line, asked, host: hostname() };
  const told = { ...begun, ...(birth !== null && { birth }), ...(within && { within }) };
  return { ...told, session: "", process: null };
}

/** What cannot be read now is told when the run is recorded. */
async function begunTree({ workTree }: BeginOptions): Promise<BegunTree | null> {
  return await workTree.read().then(
    ({ value }) => value,
    () => null,
  );
}

/** Whether a run may still write. */
function isAtWork(root: string): (live: LiveRun) => Promise<boolean> {
  return async (live) => (await presenceOf(root, live)) !== "gone";
}

/** How training code and `pedigree log` find the run. */
function variablesOf(address: RecorderAddress, { root, id, env }: BeginOptions): TrackingVariables {
  const { variables, notes } = trackingVariables(recorderVariables(address), withoutOtherRecorder(env));
  const own = { PEDIGREE_RUN: id, PEDIGREE_STORE: root };
  return { variables: { ...variables, ...markedOwn(variables), ...own }, notes };
}

/** Logs to the run that the environment names; one of Pedigree's comes before any other server. */
export async function logToRun(
  batch: Batch,
  { env, root }: { readonly env: NodeJS.ProcessEnv; readonly root: string },
): Promise<string> {
  const now = Date.now();
  const own = (await listLive(root)).find(({ id }) => id === env.PEDIGREE_RUN);
  const address = own === undefined ? null : await readSessionFile(own.session);
  if (own !== undefined && address !== null) {
    await logToServer({ url: address.url, token: address.token }, batch, { run: null, now });
    return own.id;
  }
  const url = env.MLFLOW_TRACKING_URI ?? "";
  if (!/^https?:\/\//.test(url)) throw noRun();
  const token = env.MLFLOW_TRACKING_TOKEN ?? null;
  return await logToServer({ url, token }, batch, { run: env.MLFLOW_RUN_ID || null, now });
}

function noRun(): PedigreeError {
  return new PedigreeError("INPUT_INVALID", "there is no run to log to", {
    subject: "PEDIGREE_RUN, MLFLOW_TRACKING_URI",
    expected: "what pedigree run or pedigree record sets",
    found: "neither, or a run that is over",
    remedy: "use --new for a run of its own",
  });
}
