import { readFileSync, readlinkSync } from "node:fs";

/** The last digit of `flags` in /proc/self/fdinfo: how a file was opened, 1 for writing alone (O_ACCMODE, proc_pid_fdinfo(5)). */
const WRITE_ONLY = /^flags:\s*\d*[15]$/m;

/**
 * Whether `nohup` started this process from a terminal, so that a hangup is not meant for it. Node takes back what nohup set
 * for the signal before any of our code runs; what is left is the standard input that GNU nohup gives: /dev/null, which cannot
 * be read. False where the system does not tell.
 */
export function isHangupIgnored(process = "/proc/self"): boolean {
  try {
    const isNull = readlinkSync(`${process}/fd/0`) === "/dev/null";
    return isNull && WRITE_ONLY.test(readFileSync(`${process}/fdinfo/0`, "utf8"));
  } catch {
    return false;
  }
}
