import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { createWorkTreeReader } from "../../../adapters/git/work-tree.ts";
import { logToServer } from "../../../adapters/recorder/log-client.ts";
import { openGathered } from "../../../adapters/recorder/session.ts";
import { readSessionFile } from "../../../adapters/recorder/session-file.ts";
import { startRecorder } from "../../../adapters/recorder/start-recorder.ts";
import { createLiveFolders } from "../../../adapters/store/live-folders.ts";
import { folderOfLive, keepLive, listLive } from "../../../adapters/store/live-runs.ts";
import { makeFolder } from "../../../adapters/store/make-folder.ts";
import { writingToStore } from "../../../adapters/store/store-trouble.ts";
import { PedigreeError } from "../../../core/errors.ts";
import type { RunId } from "../../../core/names.ts";
import type { Recorder } from "../../../core/ports/recorder.ts";
import type { Batch } from "../../../core/ports/tracking-store.ts";
import type { Asked, LiveRun } from "../../../core/run/live-run.ts";
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
        await keepLive(root, { ...begunOf(options, running), session: folder, process: process.pid });
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
  const { root, id, env, folder } = options;
  const parent = folderOfLive(root, id);
  await createLiveFolders(root).create(id);
  const { value: workTree } = await createWorkTreeReader(folder).read();
  const { address, folder: session } = await startIn(root, parent, () =>
    startRecorder({ entry: RECORDER, temp: parent, env, parent: process.ppid }),
  );
  const live = { ...begunOf(options, address), session, workTree };
  await keepLive(root, live);
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

function begunOf(
  { id, folder, asked, line, experiment }: BeginOptions,
  { startedAt }: RecorderAddress,
): LiveRun {
  const begun = { id, startedAt, folder, experiment, command: line, asked };
  return { ...begun, session: "", process: null, workTree: null };
}

/** How training code and `pedigree log` find the run. */
function variablesOf(address: RecorderAddress, { root, id, env }: BeginOptions): TrackingVariables {
  const { variables, notes } = trackingVariables(recorderVariables(address), env);
  return { variables: { ...variables, PEDIGREE_RUN: id, PEDIGREE_STORE: root }, notes };
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
