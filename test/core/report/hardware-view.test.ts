import { expect, test } from "vitest";
import { hardwareRows } from "../../../core/report/hardware-view.ts";

test("names lose their unit, values get it", () => {
  expect(
    hardwareRows({
      gpu_0_memory_usage_megabytes: 10_240.4,
      cpu_utilization_percentage: 93.456,
      load: 2,
      broken: Number.NaN,
    }),
  ).toEqual([
    { name: "cpu utilization", value: "93.5 %" },
    { name: "gpu 0 memory usage", value: "10200 MB" },
    { name: "load", value: "2" },
  ]);
});

test("a machine nobody looks at has none, and one with many parts has a few", () => {
  expect(hardwareRows(null)).toEqual([]);
  expect(
    hardwareRows(Object.fromEntries(Array.from({ length: 99 }, (_, at) => [`gpu_${at}`, at]))),
  ).toHaveLength(24);
});
