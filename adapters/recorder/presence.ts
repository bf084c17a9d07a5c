import { stat } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, join } from "node:path";
import type { LiveRun, Presence } from "../../core/run/live-run.ts";
import { SESSION_FILES } from "../../core/run/recorder-session.ts";
import { isAlive } from "../process/is-alive.ts";
import { birthOf } from "../process/process-birth.ts";
import { folderOfLive, outputOfLive, recordOfLive } from "../store/live-runs.ts";
import { readSessionFile } from "./session-file.ts";

/** For so long nothing has to be heard of another machine, whose recorder writes every few seconds. */
const SILENCE_MS = 10 * 60_000;

/**
 * Finds who records a run of a store that several machines may share. The number of a process says nothing on another
 * machine, and after a while nothing on its own; of another machine only what it writes tells whether it is at work.
 */
export async function presenceOf(root: string, live: LiveRun): Promise<Presence> {
  const session = join(folderOfLive(root, live.id), basename(live.session));
  const isElsewhere = live.host !== undefined && live.host !== hostname();
  const pid = live.process ?? (await readSessionFile(session))?.pid;
  // A laptop may be called otherwise in another network: its processes are what they were.
  const isKnown = !isElsewhere || live.birth !== undefined;
  if (pid !== undefined && isKnown && (await isSame(pid, live.birth))) return "here";
  if (!isElsewhere) return "gone";
  const written = [recordOfLive(root, live.id), outputOfLive(root, live.id)];
  const heard = [session, join(session, SESSION_FILES.hardware), ...written];
  const times = await Promise.all(heard.map(changedAt));
  return Date.now() - Math.max(...times) < SILENCE_MS ? "elsewhere" : "gone";
}

/** Without a birth, which older versions did not keep, the number has to do. */
async function isSame(pid: number, birth: string | undefined): Promise<boolean> {
  return isAlive(pid) && (birth === undefined || (await birthOf(pid)) === birth);
}

async function changedAt(path: string): Promise<number> {
  return await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.NEGATIVE_INFINITY,
  );
}
