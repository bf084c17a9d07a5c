import { readFile, statfs } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { HardwareSampler } from "../../core/ports/hardware.ts";
import { type CgroupReader, type CgroupUsage, findCgroups } from "./cgroup.ts";
import { createGpuReader, type GpuReader } from "./gpu-usage.ts";
import { type CpuTicks, parseCpuTicks, parseDisks, parseMemory, parseNetwork } from "./proc-texts.ts";

export interface HardwareSamplerOptions {
  /** Where `proc` and `sys` are; another folder for texts that were kept. */
  readonly root?: string;
  /** A folder on the file system whose use is told. */
  readonly disk: string;
  readonly now?: () => number;
  readonly gpus?: GpuReader;
  readonly cores?: number;
}

const MEGA = 1e6;

interface Counters {
  readonly time: number;
  readonly ticks: CpuTicks | undefined;
  readonly cgroup: CgroupUsage;
  readonly network: { readonly received: number; readonly sent: number };
  readonly disks: { readonly read: number; readonly written: number };
}

/**
 * Samples a Linux machine, or the container's share of it where its control group is narrower. The names are those of
 * MLflow's system metrics (megabytes are 10⁶ bytes there); elsewhere than on Linux only the file system and GPUs are told.
 */
export function createHardwareSampler(options: HardwareSamplerOptions): HardwareSampler {
  const { root = "/", disk, now = Date.now, gpus = createGpuReader() } = options;
  const cores = options.cores ?? availableParallelism();
  let groups: Promise<CgroupReader> | undefined;
  let first: Counters | undefined;
  let before: Counters | undefined;
  const read = async (path: string) => await readFile(join(root, path), "utf8").catch(() => "");
  const count = async (): Promise<Counters> => {
    groups ??= findCgroups(root);
    return {
      time: now(),
      ticks: parseCpuTicks(await read("proc/stat")),
      cgroup: await (await groups).read(),
      network: parseNetwork(await read("proc/net/dev")),
      disks: parseDisks(await read("proc/diskstats")),
    };
  };
  return {
    sample: async () => {
      const counters = await count();
      first ??= counters;
      const values = {
        ...cpuValues(before, counters, cores),
        ...memoryValues(counters, await read("proc/meminfo")),
        ...(await diskValues(disk)),
        ...amounts(first, counters),
        ...(await gpus.read()),
      };
      before = counters;
      return { time: counters.time, values: rounded(values) };
    },
  };
}

type Values = Readonly<Record<string, number | undefined>>;

/** Of a container with a limit its own time against that, else of the whole machine. */
function cpuValues(before: Counters | undefined, after: Counters, cores: number): Values {
  if (before === undefined) return {};
  const [own, earlier] = [after.cgroup.cpu, before.cgroup.cpu];
  if (own !== null && earlier !== null && own.cores < cores) {
    const allowed = (after.time - before.time) * 1000 * own.cores;
    return { cpu_utilization_percentage: share(own.usedMicroseconds - earlier.usedMicroseconds, allowed) };
  }
  if (after.ticks === undefined || before.ticks === undefined) return {};
  const busy = after.ticks.busy - before.ticks.busy;
  return { cpu_utilization_percentage: share(busy, after.ticks.total - before.ticks.total) };
}

function memoryValues({ cgroup }: Counters, meminfo: string): Values {
  const machine = parseMemory(meminfo);
  const own = cgroup.memory;
  const narrower = own !== null && (machine === undefined || own.limit < machine.total);
  const used = narrower ? own.used : machine?.used;
  const total = narrower ? own.limit : machine?.total;
  if (used === undefined || total === undefined) return {};
  return {
    system_memory_usage_megabytes: used / MEGA,
    system_memory_usage_percentage: share(used, total),
  };
}

async function diskValues(folder: string): Promise<Values> {
  const system = await statfs(folder).catch(() => undefined);
  if (system === undefined || system.blocks === 0) return {};
  const used = (system.blocks - system.bfree) * system.bsize;
  return {
    disk_usage_megabytes: used / MEGA,
    disk_usage_percentage: share(used, used + system.bavail * system.bsize),
  };
}

/** Since the first sample, as MLflow counts the network. */
function amounts(first: Counters, { network, disks }: Counters): Values {
  return {
    network_receive_megabytes: (network.received - first.network.received) / MEGA,
    network_transmit_megabytes: (network.sent - first.network.sent) / MEGA,
    disk_read_megabytes: (disks.read - first.disks.read) / MEGA,
    disk_write_megabytes: (disks.written - first.disks.written) / MEGA,
  };
}

/** Percent, at most 100: counters are read one after the other, so that a busy moment may seem fuller than full. */
function share(part: number, whole: number): number | undefined {
  return whole > 0 ? Math.min(100, Math.max(0, (100 * part) / whole)) : undefined;
}

/** Two digits behind the point: more would be noise that makes files larger. A counter that was reset is left out. */
function rounded(values: Values): Record<string, number> {
  const kept = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || !Number.isFinite(value) || value < 0
      ? []
      : [[name, Math.round(value * 100) / 100] as const],
  );
  return Object.fromEntries(kept);
}
