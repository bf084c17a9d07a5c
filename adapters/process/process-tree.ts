import { readdir, readFile } from "node:fs/promises";

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
  const trees = await Promise.all((await childrenOf(pid)).map(treeMemory));
  return trees.reduce<TreeMemory>(
    (sum, tree) => ({
      total: sum.total + (tree?.total ?? 0),
      highest: Math.max(sum.highest, tree?.highest ?? 0),
    }),
    own,
  );
}

/** The kernel keeps the children of each thread by themselves: loaders of data are often started by one that is not the first. */
async function childrenOf(pid: number): Promise<readonly number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(threads.map((thread) => readProc(`/proc/${pid}/task/${thread}/children`)));
  return lists
    .flatMap((list) => (list ?? "").split(" "))
    .map(Number)
    .filter((child) => child > 0);
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
