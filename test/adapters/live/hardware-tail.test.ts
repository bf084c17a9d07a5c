import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tailHardware } from "../../../adapters/live/hardware-tail.ts";
import { formatHardwareSample } from "../../../core/run/hardware.ts";
import { tempFolder } from "../../support/temp-folder.ts";

test("the newest whole sample of a file of any length", async () => {
  const path = join(tempFolder(), "hardware.jsonl");
  const hardware = tailHardware(path);
  expect(await hardware.read()).toBeNull();
  const sample = (time: number) =>
    formatHardwareSample({ time, values: { cpu_utilization_percentage: time } });
  await writeFile(path, Array.from({ length: 2_000 }, (_, time) => sample(time)).join(""));
  expect(await hardware.read()).toEqual({ cpu_utilization_percentage: 1_999 });
  await appendFile(path, sample(2_000).slice(0, 20));
  expect(await hardware.read()).toEqual({ cpu_utilization_percentage: 1_999 });
});
