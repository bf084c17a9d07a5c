import { readFile } from "node:fs/promises";
import { capture } from "./capture.ts";

/** What `ps` gets: the clock of all who ask, so that every one of them is told the same. */
const LIKE_ALL = { TZ: "UTC", LC_ALL: "C" };

/**
 * When a process began, as text that no other process of its number has, whichever boot or machine it belongs to: the
 * system gives a number to another process after a while. Null where there is no such process or nobody tells.
 */
export async function birthOf(pid: number): Promise<string | null> {
  return process.platform === "linux" ? await birthInProc(pid) : await birthByPs(pid);
}

/** Field 22 of proc(5) counts from the start of the system, which has a name of its own. */
async function birthInProc(pid: number): Promise<string | null> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, "utf8"),
      readFile("/proc/sys/kernel/random/boot_id", "utf8"),
    ]);
    // The name in parentheses may hold spaces and parentheses.
    const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return ticks === undefined ? null : `${boot.trim()} ${ticks}`;
  } catch {
    return null;
  }
}

async function birthByPs(pid: number): Promise<string | null> {
  const options = { cwd: "/", timeoutMs: 2_000, maxBytes: 4_096, env: { ...process.env, ...LIKE_ALL } };
  const { stdout, exitCode } = await capture("ps", ["-o", "lstart=", "-p", String(pid)], options);
  const told = stdout.trim();
  return exitCode === 0 && told !== "" ? told : null;
}
