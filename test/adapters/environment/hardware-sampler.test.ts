import { expect, test } from "vitest";
import { createHardwareSampler } from "../../../adapters/environment/hardware-sampler.ts";
import { hardwareSamplerContract } from "../../contracts/hardware-sampler.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

hardwareSamplerContract(() => createHardwareSampler({ disk: "/" }));
hardwareSamplerContract(() => createHardwareSampler({ root: "/nowhere", disk: "/nowhere" }));

const MACHINE = {
  "proc/stat": "cpu  100 0 0 100 0 0 0 0 0 0\n",
  "proc/meminfo": "MemTotal: 1000000 kB\nMemAvailable: 750000 kB\n",
  "proc/net/dev": "eth0: 5000000 1 0 0 0 0 0 0 1000000 1 0 0 0 0 0 0\n",
};
const LATER = {
  "proc/stat": "cpu  150 0 0 250 0 0 0 0 0 0\n",
  "proc/net/dev": "eth0: 8000000 1 0 0 0 0 0 0 1500000 1 0 0 0 0 0 0\n",
};
const CONTAINER = {
  "proc/self/cgroup": "0::/\n",
  "sys/fs/cgroup/cpu.max": "100000 100000\n",
  "sys/fs/cgroup/cpu.stat": "usage_usec 1000000\n",
  "sys/fs/cgroup/memory.max": "512000000\n",
  "sys/fs/cgroup/memory.current": "128000000\n",
};

/** Two samples, ten seconds apart, of a machine with four cores. */
async function sampleTwice(files: Readonly<Record<string, string>>, later: Readonly<Record<string, string>>) {
  const root = tempFolder();
  await writeFiles(root, files);
  const times = [1_000, 11_000];
  const sampler = createHardwareSampler({
    root,
    disk: root,
    now: () => times.shift() ?? 0,
    gpus: { read: () => Promise.resolve({ gpu_0_utilization_percentage: 12.345 }) },
    cores: 4,
  });
  const first = await sampler.sample();
  await writeFiles(root, later);
  return [first, await sampler.sample()] as const;
}

test("a machine: rates since the sample before, amounts since the first", async () => {
  const [first, second] = await sampleTwice(MACHINE, LATER);
  expect(first.values).not.toHaveProperty("cpu_utilization_percentage");
  expect(second).toMatchObject({
    time: 11_000,
    values: {
      cpu_utilization_percentage: 25,
      system_memory_usage_megabytes: 256,
      system_memory_usage_percentage: 25,
      network_receive_megabytes: 3,
      network_transmit_megabytes: 0.5,
      gpu_0_utilization_percentage: 12.35,
    },
  });
});

test("a container with limits: its own share, not the machine's", async () => {
  const later = { ...LATER, "sys/fs/cgroup/cpu.stat": "usage_usec 9000000\n" };
  const [, second] = await sampleTwice({ ...MACHINE, ...CONTAINER }, later);
  expect(second.values).toMatchObject({
    cpu_utilization_percentage: 80,
    system_memory_usage_megabytes: 128,
    system_memory_usage_percentage: 25,
  });
});

test("a limit wider than the machine is none, and a counter that was reset is left out", async () => {
  const wide = {
    ...CONTAINER,
    "sys/fs/cgroup/cpu.max": "800000 100000\n",
    "sys/fs/cgroup/memory.max": "9e15\n",
  };
  const reset = { ...LATER, "proc/net/dev": "eth0: 1 1 0 0 0 0 0 0 1500000 1 0 0 0 0 0 0\n" };
  const [, second] = await sampleTwice({ ...MACHINE, ...wide }, reset);
  expect(second.values).toMatchObject({ cpu_utilization_percentage: 25, system_memory_usage_percentage: 25 });
  expect(second.values).not.toHaveProperty("network_receive_megabytes");
});
