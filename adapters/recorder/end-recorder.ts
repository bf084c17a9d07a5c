import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { RECORDER_CLOSE_PATH, type RecorderAddress } from "../../core/run/recorder-session.ts";
import { isAlive } from "../process/is-alive.ts";

/** How long a recorder gets to answer, and then to end: a cancelled job has seconds left. */
const ANSWER_MS = 2_000;
const END_MS = 3_000;

/**
 * Asks a recorder to end and waits until it has; one that does not is killed. Only the recorder knows the token, so that
 * whoever answers to it is the recorder: its number alone could belong to another process by now.
 */
export async function endRecorder(folder: string, address: RecorderAddress): Promise<readonly string[]> {
  const answered = await ask(address);
  if (!answered && !(await isRecorder(address.pid, folder)))
    return ["recorder: it ended before the run did; what it had kept until then is recorded"];
  if (answered && (await hasEnded(address.pid))) return [];
  kill(address.pid);
  await hasEnded(address.pid);
  return ["recorder: it did not end when it was asked to, and was killed"];
}

async function ask({ url, token }: RecorderAddress): Promise<boolean> {
  try {
    const answer = await fetch(`${url}${RECORDER_CLOSE_PATH}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

/** Whether the process was started for this folder, where the system tells. */
async function isRecorder(pid: number, folder: string): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return line.split("\0").includes(folder);
}

async function hasEnded(pid: number): Promise<boolean> {
  for (const end = performance.now() + END_MS; performance.now() < end; await delay(10)) {
    if (!isAlive(pid)) return true;
  }
  return !isAlive(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended in the meantime.
  }
}
