/** Busy and all time of the machine's processors, in ticks since it started; proc_stat(5). */
export interface CpuTicks {
  readonly busy: number;
  readonly total: number;
}

/** Undefined for a text of another form. */
export function parseCpuTicks(stat: string): CpuTicks | undefined {
  const line = /^cpu\s+([\d ]+)$/m.exec(stat)?.[1];
  if (line === undefined) return undefined;
  // user nice system idle iowait irq softirq steal; guest time is part of user and nice.
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = line
    .split(/\s+/)
    .map(Number);
  const busy = user + nice + system + irq + softirq + steal;
  return { busy, total: busy + idle + iowait };
}

/** Memory of the machine in bytes; what the kernel would give back at once is not used. proc_meminfo(5). */
export function parseMemory(meminfo: string): { readonly used: number; readonly total: number } | undefined {
  const bytes = (name: string) => {
    const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(meminfo)?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  };
  const [total, available] = [bytes("MemTotal"), bytes("MemAvailable")];
  if (total === undefined || available === undefined) return undefined;
  return { used: Math.max(0, total - available), total };
}

/** Bytes that came and went over all interfaces but loopback since they exist; proc_pid_net(5). */
export function parseNetwork(dev: string): { readonly received: number; readonly sent: number } {
  let [received, sent] = [0, 0];
  for (const line of dev.split("\n")) {
    const [, name, numbers] = /^\s*([^\s:]+):\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || name === "lo") continue;
    const fields = (numbers ?? "").trim().split(/\s+/).map(Number);
    received += fields[0] || 0;
    sent += fields[8] || 0;
  }
  return { received, sent };
}

/** The kernel counts sectors of 512 bytes here, whatever the device's own are. */
const SECTOR = 512;
/** Whole devices: their partitions, and what is laid over them, would count the same bytes again. */
const DEVICE = /^(sd[a-z]+|vd[a-z]+|xvd[a-z]+|hd[a-z]+|nvme\d+n\d+|mmcblk\d+)$/;

/** Bytes that were read from and written to the machine's disks since it started; /proc/diskstats. */
export function parseDisks(diskstats: string): { readonly read: number; readonly written: number } {
  let [read, written] = [0, 0];
  for (const line of diskstats.split("\n")) {
    const fields = line.trim().split(/\s+/);
    if (!DEVICE.test(fields[2] ?? "")) continue;
    read += (Number(fields[5]) || 0) * SECTOR;
    written += (Number(fields[9]) || 0) * SECTOR;
  }
  return { read, written };
}
