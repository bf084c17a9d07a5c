import { expect, test } from "vitest";
import { findCgroups } from "../../../adapters/environment/cgroup.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

async function usage(files: Readonly<Record<string, string>>) {
  const root = tempFolder();
  await writeFiles(root, files);
  return (await findCgroups(root)).read();
}

test("a container of version 2: its own root is mounted", async () => {
  const found = await usage({
    "proc/self/cgroup": "0::/\n",
    "sys/fs/cgroup/cpu.max": "150000 100000\n",
    "sys/fs/cgroup/cpu.stat": "usage_usec 123456\nuser_usec 100000\n",
    "sys/fs/cgroup/memory.max": "1000\n",
    "sys/fs/cgroup/memory.current": "700\n",
    "sys/fs/cgroup/memory.stat": "anon 300\ninactive_file 200\n",
  });
  expect(found).toEqual({
    cpu: { usedMicroseconds: 123_456, cores: 1.5 },
    memory: { used: 500, limit: 1000 },
  });
});

test("a service of version 2: the narrowest limit of its own group and those above counts", async () => {
  const at = (path: string) => `sys/fs/cgroup/${path}`;
  const found = await usage({
    "proc/self/cgroup": "0::/runner.slice/job.scope\n",
    [at("runner.slice/job.scope/cpu.max")]: "max 100000\n",
    [at("runner.slice/job.scope/memory.max")]: "4000\n",
    [at("runner.slice/job.scope/memory.current")]: "100\n",
    [at("runner.slice/cpu.max")]: "200000 100000\n",
    [at("runner.slice/cpu.stat")]: "usage_usec 5\n",
    [at("runner.slice/memory.max")]: "3000\n",
    [at("runner.slice/memory.current")]: "900\n",
  });
  expect(found).toEqual({ cpu: { usedMicroseconds: 5, cores: 2 }, memory: { used: 900, limit: 3000 } });
});

test("version 1, with paths of the host that are not there", async () => {
  const found = await usage({
    "proc/self/cgroup": "4:memory:/docker/abc\n2:cpu,cpuacct:/docker/abc\n",
    "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "50000\n",
    "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
    "sys/fs/cgroup/cpu/cpuacct.usage": "2000000\n",
    "sys/fs/cgroup/memory/memory.limit_in_bytes": "1000\n",
    "sys/fs/cgroup/memory/memory.usage_in_bytes": "600\n",
    "sys/fs/cgroup/memory/memory.stat": "inactive_file 1\ntotal_inactive_file 100\n",
  });
  expect(found.cpu).toEqual({ usedMicroseconds: 2000, cores: 0.5 });
  expect(found.memory).toEqual({ used: 599, limit: 1000 });
});

test.each([
  ["nothing is mounted", {}],
  [
    "no limit is set",
    {
      "proc/self/cgroup": "0::/\n4:memory:/\n",
      "sys/fs/cgroup/cpu.max": "max 100000\n",
      "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
      "sys/fs/cgroup/memory/memory.usage_in_bytes": "600\n",
    },
  ],
])("there is no limit where %s", async (_, files) => {
  expect(await usage(files)).toEqual({ cpu: null, memory: null });
});
