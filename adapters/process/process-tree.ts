import { readFile } from "node:fs/promises";

/** Linux counts CPU time in ticks of 1/100 s (sysconf(_SC_CLK_TCK), fixed for user space). */
const TICKS_PER_SECOND = 100;

/** CPU seconds of all children of this process that have ended; null where the system does not tell. */
export async function endedChildrenCpuSeconds(): Promise<number | null> {
  const stat = await readProc("/proc/self/stat");
  // The name in parentheses may hold spaces; fields 16 and 17 of proc(5) are cutime and cstime.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields?.[13]) + Number(fields?.[14]);
  return Number.isFinite(ticks) ? ticks / TICKS_PER_SECOND : null;
}

/** Resident memory of a process and all its descendants in bytes, and the highest that one of them ever had. */
export interface TreeMemory {
  readonly total: number;
  readonly highest: number;
}

/** Null where the system does not tell, or the process is gone. */
export async function treeMemory(pid: number): Promise<TreeMemory | null> {
  const own = await readStatus(pid);
  if (own === null) return null;
  const children = await readProc(`/proc/${pid}/task/${pid}/children`);
  const pids = (children ?? "")
    .split(" ")
    .map(Number)
    .filter((child) => child > 0);
  const trees = await Promise.all(pids.map(treeMemory));
  return trees.reduce<TreeMemory>(
    (sum, tree) => ({
      total: sum.total + (tree?.total ?? 0),
      highest: Math.max(sum.highest, tree?.highest ?? 0),
    }),
    own,
  );
}

async function readStatus(pid: number): Promise<TreeMemory | null> {
  const status = await readProc(`/proc/${pid}/status`);
  const kilobytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status ?? "")?.[1] ?? 0);
  return status === null ? null : { total: kilobytes("VmRSS") * 1024, highest: kilobytes("VmHWM") * 1024 };
}

async function readProc(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return null;
  }
}
