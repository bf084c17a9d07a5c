import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";

/** What the process's control groups allow it and how much of that is used; null where no limit is set. */
export interface CgroupUsage {
  readonly cpu: { readonly usedMicroseconds: number; readonly cores: number } | null;
  readonly memory: { readonly used: number; readonly limit: number } | null;
}

/** Reads the groups that were found at the start. */
export interface CgroupReader {
  read(): Promise<CgroupUsage>;
}

/** No machine has that much; version 1 writes the largest number of pages for "no limit". */
const UNLIMITED = 2 ** 60;

/**
 * Finds the narrowest limits of this process: its own group or one above it, of version 2 or 1. Inside a container the
 * paths may be those of the host, which are not there: the mounted root is the container's own group then.
 */
export async function findCgroups(root: string): Promise<CgroupReader> {
  const read = async (path: string) => await readFile(path, "utf8").catch(() => undefined);
  const groups = parseCgroups((await read(join(root, "proc/self/cgroup"))) ?? "");
  const cpu = await narrowest(foldersOf(root, groups, "cpu"), (folder) => cpuOf(folder, read));
  const memory = await narrowest(foldersOf(root, groups, "memory"), (folder) => memoryOf(folder, read));
  return {
    read: async () => ({
      cpu: cpu === null ? null : await cpuOf(cpu, read),
      memory: memory === null ? null : await memoryOf(memory, read),
    }),
  };
}

type Read = (path: string) => Promise<string | undefined>;

/** Controller → path; the unified hierarchy of version 2 has an empty name. */
function parseCgroups(text: string): ReadonlyMap<string, string> {
  const groups = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) continue;
    for (const controller of controllers.split(",")) groups.set(controller, path);
  }
  return groups;
}

/** Every folder that may set a limit, innermost first. */
function foldersOf(
  root: string,
  groups: ReadonlyMap<string, string>,
  controller: "cpu" | "memory",
): readonly string[] {
  const base = join(root, "sys/fs/cgroup");
  const below = (mount: string, path: string | undefined) =>
    path === undefined ? [] : ancestors(path).map((folder) => join(mount, folder));
  return [...below(join(base, controller), groups.get(controller)), ...below(base, groups.get(""))];
}

/** `/a/b` → `/a/b`, `/a`, `/`. */
function ancestors(path: string): readonly string[] {
  const normal = posix.normalize(`/${path}`);
  return normal === "/" ? ["/"] : [normal, ...ancestors(posix.dirname(normal))];
}

async function narrowest(
  folders: readonly string[],
  usage: (folder: string) => Promise<{ readonly cores: number } | { readonly limit: number } | null>,
): Promise<string | null> {
  let best: { readonly folder: string; readonly limit: number } | null = null;
  for (const folder of folders) {
    const found = await usage(folder);
    if (found === null) continue;
    const limit = "cores" in found ? found.cores : found.limit;
    if (best === null || limit < best.limit) best = { folder, limit };
  }
  return best?.folder ?? null;
}

/** cgroup-v2: `cpu.max` and `cpu.stat`; version 1: `cpu.cfs_quota_us` and `cpuacct.usage`, mounted together. */
async function cpuOf(folder: string, read: Read): Promise<CgroupUsage["cpu"]> {
  const [, quota, period] = /^(\d+) (\d+)/.exec((await read(join(folder, "cpu.max"))) ?? "") ?? [];
  if (quota !== undefined) {
    const used = /^usage_usec (\d+)$/m.exec((await read(join(folder, "cpu.stat"))) ?? "")?.[1];
    return used === undefined
      ? null
      : { usedMicroseconds: Number(used), cores: Number(quota) / Number(period) };
  }
  const oldQuota = Number(await read(join(folder, "cpu.cfs_quota_us")));
  const oldPeriod = Number(await read(join(folder, "cpu.cfs_period_us")));
  const usage = Number((await read(join(folder, "cpuacct.usage"))) ?? Number.NaN);
  if (!(oldQuota > 0) || !(oldPeriod > 0) || !Number.isFinite(usage)) return null;
  return { usedMicroseconds: usage / 1000, cores: oldQuota / oldPeriod };
}

/** What the kernel can drop at once, files that nobody used of late, is not counted as used. */
async function memoryOf(folder: string, read: Read): Promise<CgroupUsage["memory"]> {
  const stat = (await read(join(folder, "memory.stat"))) ?? "";
  const number = async (name: string) => {
    const text = (await read(join(folder, name)))?.trim();
    return text === undefined || !/^\d+$/.test(text) ? undefined : Number(text);
  };
  const limit = (await number("memory.max")) ?? (await number("memory.limit_in_bytes"));
  const used = (await number("memory.current")) ?? (await number("memory.usage_in_bytes"));
  if (limit === undefined || used === undefined || limit >= UNLIMITED) return null;
  const idle = /^(?:total_)?inactive_file (\d+)$/m.exec(stat)?.[1];
  return { used: Math.max(0, used - Number(idle ?? 0)), limit };
}
