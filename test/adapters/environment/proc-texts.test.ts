import { expect, test } from "vitest";
import {
  parseCpuTicks,
  parseDisks,
  parseMemory,
  parseNetwork,
} from "../../../adapters/environment/proc-texts.ts";

// Texts of a Linux 6.8 machine, shortened.
const STAT = "cpu  170 55 24 327 12 0 3 4 9 9\ncpu0 85 27 12 163 6 0 1 1 0 0\nintr 1 2 3\nctxt 8\n";
const MEMINFO = "MemTotal:       24684092 kB\nMemFree:         1000000 kB\nMemAvailable:   20000000 kB\n";
const NET = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo: 5907660846 1886117    0    0    0     0          0         0 5907660846 1886117    0    0    0     0       0          0
docker0: 77 1 0 0 0 0 0 0 77 1 0 0 0 0 0 0
  eth0: 5000 139666    0    0    0     0          0         0  300   83517    0    0    0     0       0          0
  ens5:7 1 0 0 0 0 0 0 8 1 0 0 0 0 0 0
`;
const DISKS = `   7       0 loop0 9 0 9 9 9 0 9 9 9 9 9
 259       0 nvme0n1 100 0 20 30 50 0 40 60 0 70 80
 259       1 nvme0n1p1 100 0 20 30 50 0 40 60 0 70 80
   8       0 sda 1 0 2 3 5 0 4 6 0 7 8
 253       0 dm-0 100 0 20 30 50 0 40 60 0 70 80
`;

test("processors are busy with all but idling and waiting for disks", () => {
  expect(parseCpuTicks(STAT)).toEqual({
    busy: 170 + 55 + 24 + 3 + 4,
    total: 170 + 55 + 24 + 327 + 12 + 3 + 4,
  });
  expect(parseCpuTicks("")).toBeUndefined();
});

test("memory that is available is not used", () => {
  expect(parseMemory(MEMINFO)).toEqual({ used: 4_684_092 * 1024, total: 24_684_092 * 1024 });
  expect(parseMemory("MemTotal: 1 kB\n")).toBeUndefined();
});

test("the network is what real interfaces carry", () => {
  expect(parseNetwork(NET)).toEqual({ received: 5007, sent: 308 });
  expect(parseNetwork("")).toEqual({ received: 0, sent: 0 });
});

test("disks count once: not their partitions, nor what is laid over them", () => {
  expect(parseDisks(DISKS)).toEqual({ read: 22 * 512, written: 44 * 512 });
});
